namespace Hone.Method;

/// <summary>How a subset of the training items is drawn.</summary>
public sealed record SubsetOptions
{
    /// <summary>The seed of the sample; with one seed the 1% is inside the 5%.</summary>
    public ulong Seed { get; init; }

    /// <summary>The group of each training item, such as its patient, in the order of the training items; groups stay whole. Null where every item is its own.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The fewest items; null stands for one batch where a batch size is known, else for one item a class.</summary>
    public int? MinimumCount { get; init; }

    /// <summary>The most validation items, for speed; null leaves validation as it is, so that numbers compare.</summary>
    public int? ValidCap { get; init; }
}
