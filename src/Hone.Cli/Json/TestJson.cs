using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone test --json</c> prints.</summary>
internal sealed record TestJson(
    string RunId,
    string? Name,
    string Metric,
    double Score,
    Interval Interval,
    int N,
    int OpeningNumber,
    int Budget,
    bool OverBudget,
    bool Repeated,
    string Reason,
    DateTimeOffset Time,
    string? Split,
    string? SplitFingerprint,
    double? ValidScore,
    double? Gap,
    bool Optimistic,
    int? IgnoredClass)
{
    public static TestJson Of(StoredRun run, VaultOpening opening, int budget) => new(
        opening.RunId,
        run.Record?.Name,
        VaultMetrics.NameOf(opening.Metric),
        opening.Score,
        opening.Interval,
        opening.N,
        opening.OpeningNumber,
        budget,
        opening.IsOverBudget,
        opening.Repeated,
        opening.Reason,
        opening.Time,
        opening.Split?.Name,
        opening.Split?.Fingerprint,
        opening.ValidScore,
        opening.Gap,
        opening.IsOptimistic,
        opening.IgnoredClass);
}
