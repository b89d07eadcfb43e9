namespace Hone.Learn;

/// <summary>A row of numbers for each item, all of one length: features that are ready to be learned from.</summary>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class VectorBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ReadOnlyMemory<float>> _getX;

    /// <summary>Stores the getter.</summary>
    /// <param name="getX">The numbers of an item; called again for each epoch, so it should be cheap.</param>
    public VectorBlock(Func<TItem, ReadOnlyMemory<float>> getX)
    {
        ArgumentNullException.ThrowIfNull(getX);
        _getX = getX;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Items.Count == 0)
        {
            throw new HoneDataException("A block of vectors needs one item to know their length.", "0 items", "VectorBlock", "pass at least one item");
        }

        int length = _getX(items.Items[0]).Length;
        return new VectorColumn<TItem>(items.Items, _getX, length);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "VectorBlock";
}
