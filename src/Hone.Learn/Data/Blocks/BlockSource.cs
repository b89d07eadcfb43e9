namespace Hone.Learn;

/// <summary>The data block behind loaders, for items that come later.</summary>
internal abstract class BlockSource
{
    /// <summary>What items may be, for messages.</summary>
    public abstract string ItemNames { get; }

    /// <summary>A loader for new items; null when they are of another type.</summary>
    /// <param name="loaders">The loaders of the learner.</param>
    /// <param name="items">A list of items.</param>
    /// <param name="withLabels">Whether labels are read.</param>
    public abstract DataLoader? TestLoader(DataLoaders loaders, object items, bool withLabels);
}
