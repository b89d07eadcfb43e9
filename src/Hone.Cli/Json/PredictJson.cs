namespace Hone.Cli;

/// <summary>What <c>hone predict --json</c> prints.</summary>
/// <param name="Model">The model file as it was typed.</param>
/// <param name="Predictions">The files that could be read, in order.</param>
/// <param name="Errors">The files that could not.</param>
internal sealed record PredictJson(string Model, IReadOnlyList<PredictionJson> Predictions, IReadOnlyList<FileErrorJson> Errors);
