namespace Hone.Method;

/// <summary>The value of a metric over some rows of predictions.</summary>
/// <param name="predictions">Targets and outputs.</param>
/// <param name="rows">The positions that count; a position may occur several times, as in a bootstrap.</param>
internal delegate double MetricFormula(RunPredictions predictions, ReadOnlySpan<int> rows);
