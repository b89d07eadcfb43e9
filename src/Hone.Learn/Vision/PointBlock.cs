namespace Hone.Learn;

/// <summary>Points in an image: <c>[batch, points, 2]</c>, x and y as shares -1 to 1 of width and height; fastai's <c>PointBlock</c> with <c>PointScaler</c>.</summary>
/// <remarks>Transforms move the points together with the image. The number of points is that of the first item, and the same for all.</remarks>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class PointBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, PointsPart> _getY;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The points of an item and the size of its image, both in pixels; called on loader threads.</param>
    public PointBlock(Func<TItem, PointsPart> getY)
    {
        ArgumentNullException.ThrowIfNull(getY);
        _getY = getY;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Func<TItem, PointsPart> getY = _getY;
        IReadOnlyList<TItem> list = items.Items;
        return new PointColumn(index => getY(list[index]));
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "PointBlock";
}
