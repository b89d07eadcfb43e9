namespace Hone.Learn;

/// <summary>Images with any number of channels, such as the bands of a satellite or the layers of a stack: <c>[batch, channels, height, width]</c> of the numbers as they are.</summary>
/// <remarks>
/// For pictures in files there is <see cref="ImageBlock{TItem}"/>. Batch transforms work as for those; item transforms, which are for pictures, leave these images as they are, so all must have one size.
/// <see cref="VisionLearner"/> and <see cref="UnetLearner"/> adapt pretrained weights to the channels as fastai does (<c>n_in</c>); give <see cref="Normalize"/> as many statistics as there are channels,
/// or none to take those of the data.
/// </remarks>
/// <example><code>
/// var block = new DataBlock&lt;string&gt;
/// {
///     Input = new BandImageBlock&lt;string&gt;(tile => ReadBands(tile), [13, 64, 64]),
///     Target = new CategoryBlock&lt;string&gt;(LabelFunctions.ParentLabel),
///     BatchTransforms = [new RandomFlip(), new Normalize()],
/// };
/// </code></example>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class BandImageBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ReadOnlyMemory<float>> _getX;
    private readonly Shape _shape;

    /// <summary>Stores the getter.</summary>
    /// <param name="getX">The numbers of an item, channel after channel and row after row: [channels, height, width]; called again for each epoch, on loader threads.</param>
    /// <param name="shape">[channels, height, width] of every item, each at least 1.</param>
    /// <exception cref="ShapeException">The shape has another number of axes, or an empty one.</exception>
    public BandImageBlock(Func<TItem, ReadOnlyMemory<float>> getX, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(getX);
        if (shape.Rank != 3 || shape.ElementCount == 0)
        {
            throw new ShapeException("Images of [channels, height, width], each at least 1.", $"{shape}", "BandImageBlock", "put the number of channels in front");
        }

        _getX = getX;
        _shape = shape;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Func<TItem, ReadOnlyMemory<float>> getX = _getX;
        IReadOnlyList<TItem> list = items.Items;
        return new BandColumn(index => getX(list[index]), _shape);
    }

    /// <summary>The name and the shape.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"BandImageBlock({_shape})";
}
