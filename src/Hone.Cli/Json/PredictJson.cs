using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>What <c>hone predict --json</c> prints.</summary>
/// <param name="Model">The model file as it was typed.</param>
/// <param name="Predictions">The files that could be read, in order.</param>
/// <param name="Errors">The files that could not.</param>
/// <param name="Folds">The models of folds, where they predicted; left out for one model.</param>
internal sealed record PredictJson(string Model, IReadOnlyList<PredictionJson> Predictions, IReadOnlyList<FileErrorJson> Errors, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FoldsJson? Folds = null);
