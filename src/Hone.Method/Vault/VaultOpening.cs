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
}
