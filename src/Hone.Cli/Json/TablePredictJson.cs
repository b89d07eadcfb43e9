using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>What <c>hone predict --json</c> prints for a table.</summary>
/// <param name="Model">The model file as it was typed.</param>
/// <param name="Table">The table as it was typed.</param>
/// <param name="Targets">The columns that are predicted.</param>
/// <param name="Predictions">One a row, in order.</param>
/// <param name="Notes">Unseen categories, unexpected gaps and the like, counted.</param>
/// <param name="Folds">The models of folds, where they predicted; left out for one model.</param>
internal sealed record TablePredictJson(string Model, string Table, IReadOnlyList<string> Targets, IReadOnlyList<TablePredictionJson> Predictions, IReadOnlyList<NoteJson> Notes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FoldsJson? Folds = null);
