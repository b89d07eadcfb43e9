using System.Globalization;

namespace Hone.Learn;

/// <summary>One item that the model got wrong, or right with little confidence.</summary>
/// <param name="Id">The item's identity.</param>
/// <param name="Position">Its position among the predictions.</param>
/// <param name="Actual">The right class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Probability">Probability of the predicted class.</param>
/// <param name="Loss">Its loss.</param>
public sealed record TopLoss(string Id, int Position, int Actual, int Predicted, float Probability, float Loss)
{
    /// <summary>Name of the right class; its index in digits where classes have no names.</summary>
    public string ActualLabel { get; init; } = Wording.Name(Actual, []);

    /// <summary>Name of the predicted class; its index in digits where classes have no names.</summary>
    public string PredictedLabel { get; init; } = Wording.Name(Predicted, []);

    /// <summary>Both classes by name: <c>daisy_060.jpg: daisy taken for tulip with 0.912, loss 2.431</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string answer = Actual == Predicted ? $"{ActualLabel}, rightly," : $"{ActualLabel} taken for {PredictedLabel}";
        return string.Create(CultureInfo.InvariantCulture, $"{Id}: {answer} with {Probability:0.000}, loss {Wording.Loss(Loss)}");
    }
}
