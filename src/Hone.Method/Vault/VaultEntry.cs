namespace Hone.Method;

/// <summary>One row of <c>vault/ledger.jsonl</c>, before its hashes are added.</summary>
internal sealed record VaultEntry
{
    public required VaultEvent Event { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string SplitName { get; init; }

    public required string SplitFingerprint { get; init; }

    public required string LabelsHash { get; init; }

    public required int N { get; init; }

    public string? RunId { get; init; }

    public string? Reason { get; init; }

    public VaultMetric? Metric { get; init; }

    public double? Score { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public int? OpeningNumber { get; init; }
}
