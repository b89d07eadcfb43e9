namespace Hone.Learn;

/// <summary>The memory of a batch of images: <c>[count, height, width, channels]</c>.</summary>
public readonly ref struct ImageBatch
{
    /// <summary>Opens the memory of the first input of a batch.</summary>
    /// <param name="batch">A batch of images.</param>
    /// <exception cref="ShapeException">The batch does not hold images.</exception>
    public ImageBatch(Batch batch)
        : this(FirstInput(batch))
    {
    }

    /// <summary>Opens the memory of one part of a batch.</summary>
    /// <param name="part">A part that holds images.</param>
    /// <exception cref="ShapeException">The part does not hold images.</exception>
    public ImageBatch(BatchPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Shape shape = part.Memory.Shape;
        if (shape.Rank != 4)
        {
            throw new ShapeException("Images: [batch, height, width, channels].", shape.ToString(), "image transform", "use it with an ImageBlock");
        }

        Values = part.Memory.AsSpan<float>();
        Count = shape[0];
        Height = shape[1];
        Width = shape[2];
        Channels = shape[3];
    }

    /// <summary>All values, row-major.</summary>
    public Span<float> Values { get; }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Values of one pixel.</summary>
    public int Channels { get; }

    /// <summary>One image, <c>[height, width, channels]</c>.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns>Its memory.</returns>
    public Span<float> Image(int index)
    {
        int length = Height * Width * Channels;
        return Values.Slice(index * length, length);
    }

    private static BatchPart FirstInput(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.InputParts[0];
    }
}
