using System.Buffers;

namespace Hone.Learn;

/// <summary>
/// Pads the pictures of an item on all sides and cuts a window of the old size at a random place: a shift by at most the padding. fastai's crop with padding, order 0. All images
/// of the item, masks, points and boxes go together.
/// </summary>
/// <remarks>
/// Shifts are uniform in -padding..padding, independent in both directions; the size stays. They count in pixels of the first image; a picture of another size is shifted by
/// the same share of its sides, rounded.
/// </remarks>
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
    public override bool MovesPixels => true;

    /// <inheritdoc/>
    public override void Apply(Batch batch, BatchRandom random)
    {
        var images = new ImageParts(batch);
        var first = new ImageBatch(images.First);
        int width = first.Width;
        int height = first.Height;
        if (_padding >= Math.Min(height, width))
        {
            throw new ShapeException("The padding is smaller than the image.", $"padding {_padding} for {height}x{width}", nameof(RandomCropPad), "use a smaller padding");
        }

        (int Down, int Right)[] shifts = Draw(batch, random);
        foreach (BatchPart part in images)
        {
            ShiftAll(part.Memory.AsSpan<float>(), part.Memory.Shape[1], part.Memory.Shape[2], part.Memory.Shape[3], shifts, (height, width), 0f);
        }

        foreach (BatchPart part in batch.Parts)
        {
            if (part.Column is MaskColumn)
            {
                ShiftAll(part.Memory.AsSpan<long>(), part.Memory.Shape[1], part.Memory.Shape[2], 1, shifts, (height, width), part.Column.IgnoredIndex ?? 0);
            }
            else if (part.Column is PointColumn)
            {
                MovePoints(part.Memory, shifts, height, width);
            }
        }

        BoxRows.Move(batch, (item, box) => Moved(box, 2f * shifts[item].Right / width, 2f * shifts[item].Down / height));
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RandomCropPad({_padding}, {_mode})";

    private (int Down, int Right)[] Draw(Batch batch, BatchRandom random)
    {
        var shifts = new (int Down, int Right)[batch.Count];
        for (int i = 0; i < shifts.Length; i++)
        {
            RandomStream stream = random.ForItem(batch.Indices[i]);
            int down = stream.NextInt((2 * _padding) + 1) - _padding;
            int right = stream.NextInt((2 * _padding) + 1) - _padding;
            shifts[i] = (down, right);
        }

        return shifts;
    }

    /// <summary>pictures: [batch, height, width, channels].</summary>
    private void ShiftAll<T>(Span<T> pictures, int height, int width, int channels, (int Down, int Right)[] shifts, (int Height, int Width) first, T outside)
    {
        int length = height * width * channels;
        T[] copy = ArrayPool<T>.Shared.Rent(length);
        for (int i = 0; i < shifts.Length; i++)
        {
            Span<T> picture = pictures.Slice(i * length, length);
            picture.CopyTo(copy);
            Shift(copy, picture, (height, width, channels), Scaled(shifts[i].Down, height, first.Height), Scaled(shifts[i].Right, width, first.Width), outside);
        }

        ArrayPool<T>.Shared.Return(copy);
    }

    private void Shift<T>(ReadOnlySpan<T> source, Span<T> picture, (int Height, int Width, int Channels) size, int down, int right, T outside)
    {
        (int height, int width, int channels) = size;
        int length = width * channels;
        int first = Math.Max(0, -right);
        int last = Math.Min(width, width - right);
        for (int y = 0; y < height; y++)
        {
            Span<T> line = picture.Slice(y * length, length);
            int from = y + down;
            if (_mode == PadMode.Zeros && (uint)from >= (uint)height)
            {
                line.Fill(outside);
                continue;
            }

            ReadOnlySpan<T> sourceLine = source.Slice(PadIndex.Of(from, height, _mode) * length, length);
            sourceLine.Slice((first + right) * channels, (last - first) * channels).CopyTo(line[(first * channels)..]);
            FillBorder(sourceLine, line, (0, first), right, (width, channels), outside);
            FillBorder(sourceLine, line, (last, width), right, (width, channels), outside);
        }
    }

    private void FillBorder<T>(ReadOnlySpan<T> source, Span<T> line, (int First, int Last) columns, int right, (int Width, int Channels) size, T outside)
    {
        for (int x = columns.First; x < columns.Last; x++)
        {
            Span<T> pixel = line.Slice(x * size.Channels, size.Channels);
            if (_mode == PadMode.Zeros)
            {
                pixel.Fill(outside);
            }
            else
            {
                source.Slice(PadIndex.Of(x + right, size.Width, _mode) * size.Channels, size.Channels).CopyTo(pixel);
            }
        }
    }

    /// <summary>points: [batch, points, 2], shares -1 to 1: x' = x - 2 right / width, and the same for y.</summary>
    private static void MovePoints(Tensor points, (int Down, int Right)[] shifts, int height, int width)
    {
        Span<float> values = points.AsSpan<float>();
        int length = values.Length / Math.Max(1, shifts.Length);
        for (int x = 0; x < values.Length; x += 2)
        {
            (int down, int right) = shifts[x / length];
            values[x] -= 2f * right / width;
            values[x + 1] -= 2f * down / height;
        }
    }

    private static BoxShares Moved(BoxShares box, float right, float down) => new(box.Left - right, box.Top - down, box.Right - right, box.Bottom - down);

    private static int Scaled(int shift, int size, int firstSize) => size == firstSize ? shift : (int)Math.Round((double)shift * size / firstSize);
}
