namespace Hone.Learn;

/// <summary>What came of the files of one item, one for each input of the model: a prediction or an error.</summary>
/// <param name="Paths">The files, in the order of the inputs.</param>
/// <param name="Prediction">The prediction; null when there is an error.</param>
/// <param name="Error">Why a file could not be read or does not fit the model; null when there is a prediction.</param>
public sealed record FileGroupPrediction(IReadOnlyList<string> Paths, Prediction? Prediction, HoneException? Error);
