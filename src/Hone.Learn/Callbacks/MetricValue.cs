namespace Hone.Learn;

/// <summary>The value of a metric over a part of the data.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Value">Its value.</param>
/// <param name="Count">Items it was computed from.</param>
/// <param name="HigherIsBetter">Its direction.</param>
public sealed record MetricValue(string Name, double Value, long Count, bool HigherIsBetter);
