namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Parts of equal length along an axis, the last one shorter if need be; they share memory.</summary>
    /// <remarks>PyTorch's <c>torch.split</c>.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="length">Length of a part, at least 1.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <returns>The parts in order; one empty part for an empty axis.</returns>
    /// <exception cref="ShapeException">The axis does not exist, or the length is below 1.</exception>
    public static Tensor[] Split(this Tensor x, int length, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        int size = x.Shape[x.Shape.NormalizeAxis(axis, nameof(Split))];
        if (length < 1)
        {
            throw new ShapeException("Split makes parts of at least 1 element.", $"length {length} for axis {axis} of shape {x.Shape}", nameof(Split));
        }

        var parts = new Tensor[Math.Max(1, (int)(((long)size + length - 1) / length))];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = x.Narrow(axis, i * length, Math.Min(length, size - (i * length)));
        }

        return parts;
    }

    /// <summary>At most a number of parts of equal length along an axis, the last one shorter if need be; they share memory.</summary>
    /// <remarks>Parts of ceil(size / count) elements, so that there may be fewer of them, as in PyTorch's <c>torch.chunk</c>.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <returns>The parts in order.</returns>
    /// <exception cref="ShapeException">The axis does not exist, or the count is below 1.</exception>
    public static Tensor[] Chunk(this Tensor x, int count, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (count < 1)
        {
            throw new ShapeException("Chunk makes at least 1 part.", $"count {count} for axis {axis} of shape {x.Shape}", nameof(Chunk));
        }

        int size = x.Shape[x.Shape.NormalizeAxis(axis, nameof(Chunk))];
        return x.Split(Math.Max(1, (int)(((long)size + count - 1) / count)), axis);
    }
}
