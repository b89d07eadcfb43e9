namespace Hone.Learn;

/// <summary>
/// Bounding boxes: <c>[batch, boxes, 4]</c>, left, top, right and bottom as shares -1 to 1 of width and height; fastai's <c>BBoxBlock</c>. A <see cref="BBoxLblBlock{TItem}"/> beside it gives
/// their classes.
/// </summary>
/// <remarks>
/// Transforms move the boxes together with the image: the box of the moved corners is taken, cut off at the borders, and left out when nothing remains. Behind the boxes of an item
/// stand zeros, up to the number of boxes of the item that has most. Difference: fastai fills up to the most of each batch.
/// An exported model tells boxes in pixels of the picture as it was given, as it does points.
/// </remarks>
/// <example><code>
/// var block = new DataBlock&lt;string&gt;
/// {
///     Input = new ImageBlock&lt;string&gt;(path => ImageFile.Read(path).Image, ImageMode.Rgb),
///     Target = new BBoxBlock&lt;string&gt;(path => boxes[path]),
///     MoreTargets = [new BBoxLblBlock&lt;string&gt;(path => boxes[path])],
/// };
/// </code></example>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class BBoxBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, BoxesPart> _getY;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The boxes of an item and the size of its image, in pixels, a new part for each call; called once for each item when the loaders are made, and on loader threads.</param>
    public BBoxBlock(Func<TItem, BoxesPart> getY)
    {
        ArgumentNullException.ThrowIfNull(getY);
        _getY = getY;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new BoxColumn(Reader(items), BoxReading.Most(items, _getY));
    }

    /// <inheritdoc/>
    public override Column BindLike(Column trained, BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(items);
        return new BoxColumn(Reader(items), trained.RowShape[0]);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "BBoxBlock";

    private Func<int, BoxesPart> Reader(BoundItems<TItem> items) => index => _getY(items.Items[index]);
}
