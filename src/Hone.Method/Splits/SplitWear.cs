namespace Hone.Method;

/// <summary>How worn a validation part is (M14): each run that was scored on it was a choice, and the best of many equal models looks better than it is.</summary>
public sealed record SplitWear
{
    /// <summary>The name of the split.</summary>
    public required string SplitName { get; init; }

    /// <summary>The fingerprint of the split.</summary>
    public required string SplitFingerprint { get; init; }

    /// <summary>How many completed runs were scored on its validation part, besides dry runs, controls and other seeds: the decisions taken on it.</summary>
    public required int Decisions { get; init; }

    /// <summary>How many standard errors the best of so many equal models looks better than they are: 1.54 for 10, 2.51 for 100.</summary>
    public required double StandardErrors { get; init; }

    /// <summary>The standard error of the best run's score, from its number of items or its interval; null where neither is known.</summary>
    public double? StandardError { get; init; }

    /// <summary>The luck in units of the metric; null when the standard error of the best run is not known.</summary>
    public double? Optimism => StandardErrors * StandardError;

    /// <summary>How much better the best run is than the first one; null below two runs.</summary>
    public double? ClaimedGain { get; init; }

    /// <summary>Whether luck alone explains the gain, so that a fresh fold should decide; null when it cannot be said.</summary>
    public bool? NeedsFreshFold => Optimism is double optimism && ClaimedGain is double gain ? optimism > gain : null;

    /// <summary>What to do, in one sentence.</summary>
    public string Advice => NeedsFreshFold switch
    {
        true => $"luck among {Decisions} runs alone would look like +{Numbers.Short(Optimism!.Value)}, the best run claims +{Numbers.Short(ClaimedGain!.Value)}: decide on a fresh fold",
        false => $"the gain of +{Numbers.Short(ClaimedGain!.Value)} is more than luck among {Decisions} runs, about +{Numbers.Short(Optimism!.Value)}",
        _ => Decisions < 2 ? "hardly used: no choice was made on it yet" : "no standard error is known, so luck cannot be told from gain",
    };

    /// <summary>Counts the runs on a split and says what their number means.</summary>
    /// <param name="split">The frozen split.</param>
    /// <param name="runs">The runs of the project, as <see cref="RunStore.List"/> returns them.</param>
    /// <param name="metric">The metric that decides, without <c>valid/</c>.</param>
    /// <param name="direction">Whether more of it is better.</param>
    public static SplitWear Of(FrozenSplit split, IReadOnlyList<StoredRun> runs, string metric, MetricDirection direction)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(runs);
        RunRecord[] decisions = [.. Decided(runs, metric).Where(record => record.Split!.Fingerprint == split.Fingerprint)];
        return Of(new RunSplit(split.Name, split.Fingerprint), decisions, metric, direction);
    }

    /// <summary>The wear of each split that has runs.</summary>
    /// <inheritdoc cref="Of(FrozenSplit, IReadOnlyList{StoredRun}, string, MetricDirection)" path="/param"/>
    public static IReadOnlyList<SplitWear> OfEach(IReadOnlyList<StoredRun> runs, string metric, MetricDirection direction)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return [.. Decided(runs, metric).GroupBy(record => record.Split!.Fingerprint).Select(group => Of(group.First().Split!, [.. group], metric, direction))];
    }

    private static IEnumerable<RunRecord> Decided(IReadOnlyList<StoredRun> runs, string metric) => runs
        .Where(run => run.Status == RunStatus.Completed)
        .Select(run => run.Record!)
        .Where(record => record.Split is not null && !record.Tags.Any(tag => tag is RunTags.Dry or RunTags.Diagnostic or RunTags.Seed) && ScoreOf(record, metric) is not null);

    private static SplitWear Of(RunSplit split, RunRecord[] decisions, string metric, MetricDirection direction)
    {
        // 1. The scores in the order of time.
        MetricSummary[] scores =
        [
            .. decisions.OrderBy(record => record.Started).ThenBy(record => record.Id, StringComparer.Ordinal).Select(record => ScoreOf(record, metric)!),
        ];

        // 2. The best of them, its standard error, and its gain over the first.
        MetricSummary? best = direction == MetricDirection.Higher ? scores.MaxBy(score => score.Last) : scores.MinBy(score => score.Last);
        return new SplitWear
        {
            SplitName = split.Name,
            SplitFingerprint = split.Fingerprint,
            Decisions = scores.Length,
            StandardErrors = ExpectedMaximum.Of(Math.Max(1, scores.Length)),
            StandardError = best is null ? null : StandardErrorOf(best, metric),
            ClaimedGain = scores.Length < 2 ? null : Math.Abs(best!.Last - scores[0].Last),
        };
    }

    private static MetricSummary? ScoreOf(RunRecord record, string metric) =>
        record.Summary.GetValueOrDefault("valid/" + metric) is { } score && double.IsFinite(score.Last) ? score : null;

    // The interval of a run is 2 x 1.96 standard errors wide; an accuracy needs only its n.
    private static double? StandardErrorOf(MetricSummary score, string metric)
    {
        if (metric is "accuracy" or "error_rate" && score.N is int n and > 0)
        {
            return Math.Sqrt(score.Last * (1 - score.Last) / n);
        }

        return score.Low is double low && score.High is double high ? (high - low) / (2 * 1.959963984540054) : null;
    }
}
