using Hone.Learn;

namespace Hone.Method;

/// <summary>What came of learning a table.</summary>
/// <param name="Description">Columns, target, split.</param>
/// <param name="Rungs">The models from the simplest to the ensemble, each scored on the same validation rows.</param>
/// <param name="Best">The rung with the best score; the simpler one of equals. It was chosen on the rows that it is scored on, so its score is a little too good.</param>
/// <param name="Verdict">Whether the best is better than the constant guess by more than chance.</param>
/// <param name="Notes">What was out of the ordinary and what was done with it.</param>
/// <param name="Predictor">The best rung, ready to predict and to be saved.</param>
/// <param name="RefitRows">Rows that the predictor was fitted on once more, all of them; null when it is the model that was scored.</param>
public sealed record TableTrainingResult(
    TableDescription Description,
    IReadOnlyList<TableRung> Rungs,
    TableRung Best,
    Verdict Verdict,
    IReadOnlyList<ProcNote> Notes,
    TablePredictor Predictor,
    int? RefitRows = null);
