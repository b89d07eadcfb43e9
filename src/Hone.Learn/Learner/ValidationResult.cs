namespace Hone.Learn;

/// <summary>How good a model is on a part of the data.</summary>
/// <param name="Loss">Mean loss over all items.</param>
/// <param name="Metrics">The metrics over all items.</param>
/// <param name="Count">Number of items.</param>
public sealed record ValidationResult(double Loss, IReadOnlyList<MetricValue> Metrics, int Count);
