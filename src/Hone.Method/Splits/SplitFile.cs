namespace Hone.Method;

/// <summary>The content of <c>split.json</c>.</summary>
internal sealed record SplitFile
{
    public int Format { get; init; } = 1;

    public required string Name { get; init; }

    public required SplitStrategy Strategy { get; init; }

    public required ulong Seed { get; init; }

    public required double ValidFraction { get; init; }

    public required double TestFraction { get; init; }

    public int? Folds { get; init; }

    public int? Bins { get; init; }

    public DateTime? ValidFrom { get; init; }

    public DateTime? TestFrom { get; init; }

    public double? GapSeconds { get; init; }

    public SeenGroups? SeenGroups { get; init; }

    public string? Reason { get; init; }

    public required int Train { get; init; }

    public required int Valid { get; init; }

    public required int Test { get; init; }

    public int? Gap { get; init; }

    public ClassShares? ClassShares { get; init; }

    public GroupCounts? Groups { get; init; }

    public IReadOnlyList<FoldWindow>? Windows { get; init; }

    public required string DataHash { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>When it was frozen; null for a draft.</summary>
    public DateTimeOffset? Frozen { get; init; }
}
