namespace Hone.Method;

/// <summary>A published figure, measured again from nothing: what <c>hone reproduce</c> prints.</summary>
/// <param name="Row">The id of the row.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Value">Mean over the seeds.</param>
/// <param name="Spread">Standard deviation over the seeds; null for one seed.</param>
/// <param name="N">Number of items that each value was measured on.</param>
/// <param name="Bar">What must be reached.</param>
/// <param name="Pass">Whether it was.</param>
/// <param name="Seconds">Time in all.</param>
/// <param name="Values">The value of each seed.</param>
/// <param name="Beside">Figures beside it, such as baselines: their means over the seeds.</param>
public sealed record ReproducedRow(
    string Row, string Metric, double Value, double? Spread, int N, double Bar, bool Pass, double Seconds, IReadOnlyList<double> Values,
    IReadOnlyList<(string Name, double Value)> Beside);
