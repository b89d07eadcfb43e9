using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone train --json</c> prints.</summary>
/// <param name="Table">The table as it was typed.</param>
/// <param name="Description">Columns, target, metric, split.</param>
/// <param name="Rungs">The models, each with its score and interval.</param>
/// <param name="Best">The name of the best.</param>
/// <param name="Verdict">Whether it is better than the constant guess beyond chance.</param>
/// <param name="Model">The file that was written, as it was typed; null for none.</param>
/// <param name="RefitRows">Rows that the model in the file was fitted on once more, all of them; null when it is the model that was scored.</param>
/// <param name="Notes">What was out of the ordinary.</param>
internal sealed record TrainJson(string Table, TableDescription Description, IReadOnlyList<TableRung> Rungs, string Best, Verdict Verdict, string? Model, int? RefitRows, IReadOnlyList<NoteJson> Notes)
{
    public static TrainJson Of(string table, string? model, TableTrainingResult result) =>
        new(table, result.Description, result.Rungs, result.Best.Name, result.Verdict, model, result.RefitRows, [.. result.Notes.Select(NoteJson.Of)]);
}
