using Hone.Nn;

namespace Hone.Learn;

/// <summary>How the output of the model is read.</summary>
/// <param name="Kind">One class, any number of labels, or numbers.</param>
/// <param name="Vocab">Names of the classes or labels by index; empty for numbers.</param>
/// <param name="Threshold">Probability above which a label is answered.</param>
public sealed record ModelOutput(PredictionKind Kind, IReadOnlyList<string> Vocab, double Threshold);
