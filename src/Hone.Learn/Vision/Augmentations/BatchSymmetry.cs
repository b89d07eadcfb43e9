namespace Hone.Learn;

/// <summary>The eight symmetries of a square for whole batches, exact: images, masks, points and boxes. Bit 0 mirrors x, bit 1 mirrors y, bit 2 exchanges them, as in <see cref="Dihedral"/>.</summary>
internal static class BatchSymmetry
{
    /// <summary>How many there are; number 0 changes nothing.</summary>
    public const int Count = 8;

    /// <summary>Moves all parts of a batch; symmetries from 4 on are for squares.</summary>
    public static void Apply(Batch batch, int symmetry)
    {
        var images = new ImageParts(batch);
        if (symmetry == 0)
        {
            return;
        }

        foreach (BatchPart part in images)
        {
            TurnImages(part, symmetry);
        }

        foreach (BatchPart part in batch.Parts)
        {
            if (part.Column is MaskColumn)
            {
                TurnMasks(part, symmetry);
            }
            else if (part.Column is PointColumn)
            {
                TurnPoints(part.Memory.AsSpan<float>(), symmetry);
            }
        }

        BoxRows.Move(batch, (_, box) => Turned(box, symmetry));
    }

    /// <summary>images: [batch, height, width, channels].</summary>
    private static void TurnImages(BatchPart part, int symmetry)
    {
        var images = new ImageBatch(part);
        Tensor memory = Tensor.Rent([images.Count, images.Height, images.Width, images.Channels]);
        Span<float> turned = memory.AsSpan<float>();
        int length = images.Height * images.Width * images.Channels;
        for (int i = 0; i < images.Count; i++)
        {
            Turn<float>(images.Image(i), turned.Slice(i * length, length), images.Width, images.Channels, symmetry);
        }

        part.Replace(memory);
    }

    /// <summary>masks: [batch, height, width].</summary>
    private static void TurnMasks(BatchPart part, int symmetry)
    {
        Shape shape = part.Memory.Shape;
        Tensor memory = Tensor.Rent([shape[0], shape[1], shape[2]], DType.Int64);
        ReadOnlySpan<long> codes = part.Memory.AsSpan<long>();
        Span<long> turned = memory.AsSpan<long>();
        int length = shape[1] * shape[2];
        for (int i = 0; i < shape[0]; i++)
        {
            Turn(codes.Slice(i * length, length), turned.Slice(i * length, length), shape[2], 1, symmetry);
        }

        part.Replace(memory);
    }

    private static void Turn<T>(ReadOnlySpan<T> old, Span<T> turned, int width, int channels, int symmetry)
    {
        int pixels = old.Length / channels;
        int height = pixels / width;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            (int row, int column) = Math.DivRem(pixel, width);
            (row, column) = (symmetry & 4) == 0 ? (row, column) : (column, row);
            column = (symmetry & 1) == 0 ? column : width - 1 - column;
            row = (symmetry & 2) == 0 ? row : height - 1 - row;
            old.Slice(((row * width) + column) * channels, channels).CopyTo(turned[(pixel * channels)..]);
        }
    }

    /// <summary>points: [batch, points, 2], shares -1 to 1.</summary>
    private static void TurnPoints(Span<float> values, int symmetry)
    {
        for (int at = 0; at < values.Length; at += 2)
        {
            (values[at], values[at + 1]) = Turned(values[at], values[at + 1], symmetry);
        }
    }

    private static BoxShares Turned(BoxShares box, int symmetry)
    {
        (float x0, float y0) = Turned(box.Left, box.Top, symmetry);
        (float x1, float y1) = Turned(box.Right, box.Bottom, symmetry);
        return new BoxShares(Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1));
    }

    /// <summary>Where a place of the old picture lies in the new one: the other way than pixels, which are fetched.</summary>
    private static (float X, float Y) Turned(float x, float y, int symmetry)
    {
        float mirroredX = (symmetry & 1) == 0 ? x : -x;
        float mirroredY = (symmetry & 2) == 0 ? y : -y;
        return (symmetry & 4) == 0 ? (mirroredX, mirroredY) : (mirroredY, mirroredX);
    }
}
