using System.Text.Json.Serialization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>How the output of the model is read.</summary>
/// <param name="Kind">One class, any number of labels, or numbers.</param>
/// <param name="Vocab">Names of the classes or labels by index; empty for numbers.</param>
/// <param name="Threshold">Probability above which a label is answered.</param>
/// <param name="ArePoints">Whether the numbers are points of a picture, x and y in turn, or boxes by their two corners, as shares -1 to 1 of what the model sees. Not written where they are not, so that earlier readers read on.</param>
public sealed record ModelOutput(
    PredictionKind Kind,
    IReadOnlyList<string> Vocab,
    double Threshold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ArePoints = false);
