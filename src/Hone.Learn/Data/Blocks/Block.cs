namespace Hone.Learn;

/// <summary>
/// What a part of an item is, and how it becomes rows of a tensor: an image, a category. A block is a description; bound to a list of items it
/// becomes a <see cref="Column"/>.
/// </summary>
/// <typeparam name="TItem">What identifies a sample: a file, a row number.</typeparam>
public abstract class Block<TItem>
{
    /// <summary>Learns what the block must know from the items, such as the classes that occur, and checks what can be checked early.</summary>
    /// <param name="items">The items and their parts.</param>
    /// <returns>The rows of all items.</returns>
    /// <exception cref="HoneDataException">An item does not fit; the message names it.</exception>
    public abstract Column Bind(BoundItems<TItem> items);

    /// <summary>Binds new items with what an earlier binding has learned, for predictions and later judgments; nothing has to be learned unless overridden.</summary>
    /// <param name="trained">The column of the items that were learned from.</param>
    /// <param name="items">The new items, all of them in the validation part, so that all are read. A target is bound only where the labels are asked for.</param>
    /// <returns>The rows of the new items.</returns>
    /// <exception cref="HoneDataException">An item does not fit; the message names it.</exception>
    public virtual Column BindLike(Column trained, BoundItems<TItem> items) => Bind(items);
}
