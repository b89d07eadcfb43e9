namespace Hone.Method;

/// <summary>One row of <c>vault/ledger.jsonl</c>, before its hashes are added. A field that is null is not written, so rows of earlier versions keep their hashes.</summary>
internal sealed record VaultEntry
{
    public required VaultEvent Event { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string SplitName { get; init; }

    public required string SplitFingerprint { get; init; }

    public required string LabelsHash { get; init; }

    public required int N { get; init; }

    /// <summary>True where masks are sealed, in a file of their own; null for labels.</summary>
    public bool? Masks { get; init; }

    public string? RunId { get; init; }

    public string? Reason { get; init; }

    public VaultMetric? Metric { get; init; }

    public double? Score { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public int? OpeningNumber { get; init; }

    /// <summary>What the run had on the validation part when it was evaluated.</summary>
    public double? ValidScore { get; init; }

    /// <summary>True where the opening was beyond the budget.</summary>
    public bool? OverBudget { get; init; }

    /// <summary>The class of masks that was not judged.</summary>
    public int? IgnoredClass { get; init; }
}
