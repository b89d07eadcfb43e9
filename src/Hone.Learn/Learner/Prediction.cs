namespace Hone.Learn;

/// <summary>What the model says about one item.</summary>
/// <param name="Id">The item's identity.</param>
/// <param name="Class">The class with the highest probability.</param>
/// <param name="Label">Its name; its index in digits when the data has no vocabulary.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probabilities of all classes.</param>
public sealed record Prediction(string Id, int Class, string Label, float Probability, IReadOnlyList<float> Probabilities)
{
    /// <summary>The labels above the threshold, for models that answer with any number of labels; empty for those that answer with one class.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
