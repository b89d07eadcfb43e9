using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Images as floats 0 to 1: <c>[batch, channels, height, width]</c>; fastai's <c>ImageBlock</c> with <c>ToTensor</c> and <c>IntToFloatTensor</c>.</summary>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class ImageBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ImagePixels> _getX;
    private readonly ImageMode _mode;

    /// <summary>Stores the getter.</summary>
    /// <param name="getX">The pixels of an item; called on loader threads.</param>
    /// <param name="mode">Gray or RGB; RGB unless told, as in fastai.</param>
    public ImageBlock(Func<TItem, ImagePixels> getX, ImageMode mode = ImageMode.Rgb)
    {
        ArgumentNullException.ThrowIfNull(getX);
        _getX = getX;
        _mode = mode;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Func<TItem, ImagePixels> getX = _getX;
        IReadOnlyList<TItem> list = items.Items;
        return new ImageColumn(index => getX(list[index]), _mode);
    }

    /// <summary>Name and mode.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"ImageBlock({_mode})";
}
