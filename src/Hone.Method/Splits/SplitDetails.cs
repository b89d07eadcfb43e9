namespace Hone.Method;

/// <summary>What a split knows beside the part of each item.</summary>
internal sealed record SplitDetails
{
    public IReadOnlyList<int>? Folds { get; init; }

    public IReadOnlyList<FoldWindow>? Windows { get; init; }

    /// <summary>The time of each item, where folds lie one after the other in time.</summary>
    public IReadOnlyList<DateTime>? Times { get; init; }

    public ClassShares? ClassShares { get; init; }

    public GroupCounts? Groups { get; init; }
}
