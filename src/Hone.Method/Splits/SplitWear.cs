namespace Hone.Method;

/// <summary>How worn a validation part is: each look at it is a choice, and the best of many equal models looks better than it is.</summary>
public sealed record SplitWear
{
    /// <summary>The name of the split.</summary>
    public required string SplitName { get; init; }

    /// <summary>How many runs were scored on its validation part: the decisions taken on it.</summary>
    public required int Decisions { get; init; }

    /// <summary>How many standard errors the best of so many equal models looks better than they are: 1.54 for 10, 2.51 for 100.</summary>
    public required double StandardErrors { get; init; }

    /// <summary>That in units of the metric; null when the standard error of the best run is not known.</summary>
    public double? Optimism { get; init; }

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
    /// <param name="metric">The metric that decides.</param>
    /// <param name="direction">Whether more of it is better.</param>
    public static SplitWear Of(FrozenSplit split, IReadOnlyList<StoredRun> runs, string metric, MetricDirection direction)
    {
        // 1. The runs that were scored on all of this split's validation part, in the order of time.
        MetricSummary[] scores = runs
            .Where(run => run.Record?.Split?.Fingerprint == split.Fingerprint)
            .OrderBy(run => run.Record!.Started)
            .ThenBy(run => run.Id, StringComparer.Ordinal)
            .Select(run => run.Record!.Summary.GetValueOrDefault("valid/" + metric))
            .OfType<MetricSummary>()
            .Where(score => double.IsFinite(score.Last))
            .ToArray();

        // 2. The best of them, its standard error, and its gain over the first.
        MetricSummary? best = direction == MetricDirection.Higher ? scores.MaxBy(score => score.Last) : scores.MinBy(score => score.Last);
        double luck = ExpectedMaximum.Of(Math.Max(1, scores.Length));
        double? error = best is null ? null : StandardError(best, metric);
        return new SplitWear
        {
            SplitName = split.Name,
            Decisions = scores.Length,
            StandardErrors = luck,
            Optimism = luck * error,
            ClaimedGain = scores.Length < 2 ? null : Math.Abs(best!.Last - scores[0].Last),
        };
    }

    // The interval of a run is 2 x 1.96 standard errors wide; an accuracy needs only its n.
    private static double? StandardError(MetricSummary score, string metric)
    {
        if (metric is "accuracy" or "error_rate" && score.N is int n and > 0)
        {
            return Math.Sqrt(score.Last * (1 - score.Last) / n);
        }

        return score.Low is double low && score.High is double high ? (high - low) / (2 * 1.959963984540054) : null;
    }
}
