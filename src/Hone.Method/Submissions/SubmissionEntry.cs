namespace Hone.Method;

/// <summary>One row of <c>submissions/ledger.jsonl</c>, before its hashes are added.</summary>
internal sealed record SubmissionEntry
{
    public required SubmissionEvent Event { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? RunId { get; init; }

    public string? Recipe { get; init; }

    public bool IsEnsemble { get; init; }

    public string? File { get; init; }

    public string? FileHash { get; init; }

    public int Rows { get; init; }

    public string? SplitFingerprint { get; init; }

    public string? Metric { get; init; }

    public double? LocalScore { get; init; }

    public double? LocalLow { get; init; }

    public double? LocalHigh { get; init; }

    public int? LocalN { get; init; }

    public double? PublicScore { get; init; }

    public int? Rank { get; init; }

    public double? PrivateScore { get; init; }
}
