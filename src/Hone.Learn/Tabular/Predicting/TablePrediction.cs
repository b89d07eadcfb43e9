using System.Globalization;

namespace Hone.Learn;

/// <summary>What the models say about one row.</summary>
/// <param name="Row">Its position in the table, from 0.</param>
/// <param name="Label">The most probable class; null for numbers.</param>
/// <param name="Outputs">Probabilities of the classes by index, or the predicted numbers by target.</param>
public sealed record TablePrediction(int Row, string? Label, IReadOnlyList<double> Outputs)
{
    /// <summary>The probability of the label; NaN for numbers.</summary>
    public double Probability => Label is null ? double.NaN : Outputs.Max();

    /// <summary>The first predicted number; NaN for classes.</summary>
    public double Number => Label is null ? Outputs[0] : double.NaN;

    /// <summary>The label and its probability, or the numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Label is null
        ? string.Join(", ", Outputs.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))
        : string.Create(CultureInfo.InvariantCulture, $"{Label} {Probability:0.0000}");
}
