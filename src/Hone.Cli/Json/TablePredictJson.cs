namespace Hone.Cli;

/// <summary>What <c>hone predict --json</c> prints for a table.</summary>
/// <param name="Model">The model file as it was typed.</param>
/// <param name="Table">The table as it was typed.</param>
/// <param name="Targets">The columns that are predicted.</param>
/// <param name="Predictions">One a row, in order.</param>
/// <param name="Notes">Unseen categories, unexpected gaps and the like, counted.</param>
internal sealed record TablePredictJson(string Model, string Table, IReadOnlyList<string> Targets, IReadOnlyList<TablePredictionJson> Predictions, IReadOnlyList<NoteJson> Notes);
