namespace Hone.Method;

/// <summary>What is learned from, before anything is trained.</summary>
/// <param name="Columns">The columns as they were read, with their roles.</param>
/// <param name="Target">The column that is predicted.</param>
/// <param name="Classes">Its classes, by index; empty for a number.</param>
/// <param name="Metric">How predictions are scored.</param>
/// <param name="Split">How the rows were parted, in words.</param>
/// <param name="TrainRows">Rows to learn from.</param>
/// <param name="ValidRows">Rows to score on.</param>
public sealed record TableDescription(
    IReadOnlyList<DescribedColumn> Columns,
    string Target,
    IReadOnlyList<string> Classes,
    TableMetric Metric,
    string Split,
    int TrainRows,
    int ValidRows);
