namespace Hone.Method;

/// <summary>How worn a validation part is (M14): how many decisions were taken on it, and how much the best of so many equal models looks better by luck.</summary>
public sealed record ValidationWear
{
    private ValidationWear(string splitFingerprint, int decisions, double optimism, double? standardError, double? bestGain)
    {
        SplitFingerprint = splitFingerprint;
        Decisions = decisions;
        OptimismInStandardErrors = optimism;
        StandardError = standardError;
        ClaimedGain = bestGain;
    }

    /// <summary>The fingerprint of the split.</summary>
    public string SplitFingerprint { get; }

    /// <summary>Completed runs on it, besides dry runs and controls: each was a choice.</summary>
    public int Decisions { get; }

    /// <summary>The expected maximum of that many draws of a standard normal distribution: 1.54 for 10, 2.51 for 100.</summary>
    public double OptimismInStandardErrors { get; }

    /// <summary>The standard error of the best run's score, from its interval; null where it has none.</summary>
    public double? StandardError { get; }

    /// <summary>The optimism in units of the metric; null where there is no interval.</summary>
    public double? Optimism => OptimismInStandardErrors * StandardError;

    /// <summary>How much the best run is better than the first one; null for a single run.</summary>
    public double? ClaimedGain { get; }

    /// <summary>Whether luck alone explains the claimed gain: time for a fresh fold.</summary>
    public bool NeedsFreshFold => Decisions > 1 && Optimism > ClaimedGain;

    /// <summary>The wear of each split.</summary>
    /// <param name="runs">All runs, the newest first.</param>
    /// <param name="metric">The metric of the project, without <c>valid/</c>.</param>
    /// <param name="direction">Its direction.</param>
    public static IReadOnlyList<ValidationWear> Of(IReadOnlyList<StoredRun> runs, string metric, MetricDirection direction)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return [.. runs
            .Where(run => run.Status == RunStatus.Completed && run.Record is { Split: not null } record && !record.Tags.Any(tag => tag is RunTags.Dry or RunTags.Diagnostic or RunTags.Seed))
            .GroupBy(run => run.Record!.Split!.Fingerprint)
            .Select(group => Of(group.Key, [.. group.Select(run => run.Record!)], "valid/" + metric, direction))];
    }

    private static ValidationWear Of(string fingerprint, RunRecord[] records, string metric, MetricDirection direction)
    {
        MetricSummary[] scores = [.. records.Select(record => record.Summary.GetValueOrDefault(metric)).OfType<MetricSummary>().Where(score => double.IsFinite(score.Last))];
        double sign = direction == MetricDirection.Higher ? 1 : -1;
        MetricSummary? best = scores.MaxBy(score => sign * score.Last);
        double? error = best is { Low: double low, High: double high } ? (high - low) / (2 * 1.959963984540054) : null;
        double? gain = scores.Length > 1 ? sign * (best!.Last - scores[^1].Last) : null;
        return new ValidationWear(fingerprint, records.Length, ExpectedMaximum.Of(records.Length), error, gain);
    }
}
