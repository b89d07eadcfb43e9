using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Series as pictures: <c>[batch, channels, side, side]</c> with values 0 to 1, which <see cref="VisionLearner"/> reads like any image.</summary>
/// <typeparam name="TItem">What identifies a sample, such as a <see cref="SeriesWindow"/>.</typeparam>
/// <example><code>
/// var block = new DataBlock&lt;SeriesWindow&gt;
/// {
///     Input = new SeriesImageBlock&lt;SeriesWindow&gt;(window => window.Input(), [new GramianAngularField(), new GramianAngularField(GramianKind.Difference), new RecurrencePlot()]),
///     Target = new CategoryBlock&lt;SeriesWindow&gt;(window => labels[window.Entity!]),
/// };
/// </code></example>
public sealed class SeriesImageBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ReadOnlyMemory<float>> _getX;
    private readonly SeriesImage[] _images;
    private readonly ImageMode _mode;

    /// <summary>Stores the getter and the pictures.</summary>
    /// <param name="getX">One series, <c>[length]</c>; called again for each epoch, on loader threads.</param>
    /// <param name="images">One picture, or three of one size that become red, green and blue.</param>
    /// <param name="mode">Gray or RGB; a single picture is repeated for RGB, which pretrained nets need. RGB unless told.</param>
    /// <exception cref="HoneException">There are two or more than three pictures, or three in gray.</exception>
    public SeriesImageBlock(Func<TItem, ReadOnlyMemory<float>> getX, IReadOnlyList<SeriesImage> images, ImageMode mode = ImageMode.Rgb)
    {
        ArgumentNullException.ThrowIfNull(getX);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count != 1 && (images.Count != 3 || mode == ImageMode.Gray))
        {
            throw new HoneException("One picture of a series, or three for red, green and blue.", $"{images.Count} pictures in {mode}", "SeriesImageBlock", "give one or three, such as two Gramian fields and a recurrence plot");
        }

        _getX = getX;
        _images = [.. images];
        _mode = mode;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        IReadOnlyList<TItem> list = items.Items;
        return new ImageColumn(index => Paint(_getX(list[index]).Span), _mode);
    }

    /// <summary>Name and pictures.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"SeriesImageBlock({string.Join(", ", _images.AsEnumerable())})";

    private ImageData Paint(ReadOnlySpan<float> values)
    {
        if (_images.Length == 1)
        {
            return _images[0].ToImage(values);
        }

        int side = _images[0].Side(values.Length);
        var pixels = new byte[side * side * _images.Length];
        for (int channel = 0; channel < _images.Length; channel++)
        {
            ImageData image = _images[channel].ToImage(values);
            if (image.Width != side)
            {
                throw new HoneDataException($"Pictures of one size, {side} pixels a side as {_images[0]}.", $"{image.Width} pixels of {_images[channel]}", "SeriesImageBlock", "choose sizes that agree: dimension and delay of a recurrence plot take values away");
            }

            for (int i = 0; i < image.Pixels.Length; i++)
            {
                pixels[(i * _images.Length) + channel] = image.Pixels[i];
            }
        }

        return new ImageData(side, side, _images.Length, pixels);
    }
}
