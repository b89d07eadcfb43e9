using System.Buffers;

namespace Hone.Learn;

/// <summary>
/// Pads an image on all sides and cuts a window of the old size at a random place: a shift by at most the padding. fastai's crop with padding, order 0.
/// </summary>
/// <remarks>Shifts are uniform in -padding..padding, independent in both directions; the size stays.</remarks>
public sealed class RandomCropPad : BatchTransform
{
    private readonly int _padding;
    private readonly PadMode _mode;

    /// <summary>Stores the options.</summary>
    /// <param name="padding">Pixels on each side, at least 1; 1 to 4 for images of 28 to 32 pixels.</param>
    /// <param name="mode">What lies beyond the border.</param>
    /// <exception cref="ArgumentOutOfRangeException">The padding is below 1.</exception>
    public RandomCropPad(int padding, PadMode mode = PadMode.Reflection)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(padding, 1);
        _padding = padding;
        _mode = mode;
    }

    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        var images = new ImageBatch(batch);
        if (_padding >= Math.Min(images.Height, images.Width))
        {
            throw new ShapeException("The padding is smaller than the image.", $"padding {_padding} for {images.Height}x{images.Width}", nameof(RandomCropPad), "use a smaller padding");
        }

        float[] copy = ArrayPool<float>.Shared.Rent(images.Height * images.Width * images.Channels);
        for (int i = 0; i < images.Count; i++)
        {
            RandomStream stream = random.ForItem(batch.Indices[i]);
            int down = stream.NextInt((2 * _padding) + 1) - _padding;
            int right = stream.NextInt((2 * _padding) + 1) - _padding;
            Span<float> image = images.Image(i);
            image.CopyTo(copy);
            Shift(copy, image, images.Height, images.Width, images.Channels, down, right);
        }

        ArrayPool<float>.Shared.Return(copy);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RandomCropPad({_padding}, {_mode})";

    private void Shift(ReadOnlySpan<float> source, Span<float> image, int height, int width, int channels, int down, int right)
    {
        int length = width * channels;
        int first = Math.Max(0, -right);
        int last = Math.Min(width, width - right);
        for (int y = 0; y < height; y++)
        {
            Span<float> line = image.Slice(y * length, length);
            int from = y + down;
            if (_mode == PadMode.Zeros && (uint)from >= (uint)height)
            {
                line.Clear();
                continue;
            }

            ReadOnlySpan<float> sourceLine = source.Slice(PadIndex.Of(from, height, _mode) * length, length);
            sourceLine.Slice((first + right) * channels, (last - first) * channels).CopyTo(line[(first * channels)..]);
            FillBorder(sourceLine, line, 0, first, right, width, channels);
            FillBorder(sourceLine, line, last, width, right, width, channels);
        }
    }

    private void FillBorder(ReadOnlySpan<float> source, Span<float> line, int first, int last, int right, int width, int channels)
    {
        for (int x = first; x < last; x++)
        {
            Span<float> pixel = line.Slice(x * channels, channels);
            if (_mode == PadMode.Zeros)
            {
                pixel.Clear();
            }
            else
            {
                source.Slice(PadIndex.Of(x + right, width, _mode) * channels, channels).CopyTo(pixel);
            }
        }
    }
}
