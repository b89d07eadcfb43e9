namespace Hone.Learn;

/// <summary>What came of one file: a prediction or an error.</summary>
/// <param name="Path">The file.</param>
/// <param name="Prediction">The prediction; null when there is an error.</param>
/// <param name="Error">Why the file could not be read or does not fit the model; null when there is a prediction.</param>
public sealed record FilePrediction(string Path, Prediction? Prediction, HoneException? Error);
