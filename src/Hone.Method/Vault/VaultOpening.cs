namespace Hone.Method;

/// <summary>The result of one evaluation on the sealed test part.</summary>
public sealed record VaultOpening
{
    /// <summary>The run that was evaluated.</summary>
    public required string RunId { get; init; }

    /// <summary>Why the vault was opened.</summary>
    public required string Reason { get; init; }

    /// <summary>What was measured.</summary>
    public required VaultMetric Metric { get; init; }

    /// <summary>The score.</summary>
    public required double Score { get; init; }

    /// <summary>The 95% interval of the score.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The number of test items.</summary>
    public required int N { get; init; }

    /// <summary>The vault was opened for the k-th time; belongs beside every test score.</summary>
    public required int OpeningNumber { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whether the run had been evaluated before, so that this is the stored result and nothing was opened.</summary>
    public required bool Repeated { get; init; }

    /// <summary>The split whose test part was sealed; null in results that were made elsewhere.</summary>
    public RunSplit? Split { get; init; }

    /// <summary>The score of the run on the validation part when it was evaluated; null where it was not known.</summary>
    public double? ValidScore { get; init; }

    /// <summary>Test score - validation score; null where the latter was not known.</summary>
    public double? Gap => Score - ValidScore;

    /// <summary>Whether the vault was opened beyond its budget.</summary>
    public bool IsOverBudget { get; init; }

    /// <summary>The class of masks that was not judged; null for none.</summary>
    public int? IgnoredClass { get; init; }

    /// <summary>
    /// Whether the validation score is better than every value of the test interval: the run was chosen by looking at the validation part, or the test part is different.
    /// </summary>
    public bool IsOptimistic => ValidScore is double valid
        && (KnownMetrics.DirectionOf(VaultMetrics.NameOf(Metric)) == MetricDirection.Higher ? valid > Interval.High : valid < Interval.Low);
}
