namespace Hone.Method;

/// <summary>What an evaluation found, before the ledger has it.</summary>
internal sealed record VaultScore(VaultMetric Metric, (double Score, Interval Interval) Result, int N, double? ValidScore, int? IgnoredClass = null);
