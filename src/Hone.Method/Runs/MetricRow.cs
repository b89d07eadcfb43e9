namespace Hone.Method;

/// <summary>One row of <c>metrics.jsonl</c>.</summary>
/// <param name="Seconds">The time since the run started, in seconds.</param>
/// <param name="Step">The training step.</param>
/// <param name="Epoch">The epoch, as a fraction while it is under way.</param>
/// <param name="Values">The values by name, such as <c>train/loss</c>; NaN and infinities are kept.</param>
public sealed record MetricRow(double Seconds, long Step, double Epoch, IReadOnlyDictionary<string, double> Values);
