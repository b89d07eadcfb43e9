namespace Hone.Method;

/// <summary>Metrics that can be computed from stored predictions, over any choice of their items.</summary>
/// <param name="predictions">What a run says about each validation item.</param>
/// <param name="rows">The items that count, in the order of the predictions; an item may come several times.</param>
internal delegate double PredictionMetric(RunPredictions predictions, ReadOnlySpan<int> rows);
