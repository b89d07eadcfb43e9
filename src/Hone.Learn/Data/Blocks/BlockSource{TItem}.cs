namespace Hone.Learn;

/// <summary>A block with items of one type.</summary>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
/// <param name="block">The block.</param>
/// <param name="ofPath">Makes an item of the path of a file; null where paths are no items.</param>
internal sealed class BlockSource<TItem>(DataBlock<TItem> block, Func<string, TItem>? ofPath = null) : BlockSource
{
    /// <inheritdoc/>
    public override string ItemNames => ofPath is null ? typeof(TItem).Name : $"{typeof(TItem).Name} or the paths of files";

    /// <inheritdoc/>
    public override DataLoader? TestLoader(DataLoaders loaders, object items, bool withLabels) => items switch
    {
        IReadOnlyList<TItem> own => block.TestLoader(loaders, own, withLabels),
        IReadOnlyList<string> paths when ofPath is not null => block.TestLoader(loaders, [.. paths.Select(ofPath)], withLabels),
        _ => null,
    };
}
