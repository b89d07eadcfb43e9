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

    /// <summary>Parts of given lengths along an axis; they share memory.</summary>
    /// <remarks>PyTorch's <c>torch.split</c> with a list.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="lengths">Length of each part, zero or more; together the axis' size.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <returns>The parts in order.</returns>
    /// <exception cref="ShapeException">The axis does not exist, a length is negative, or the lengths do not add up to the axis' size.</exception>
    public static Tensor[] Split(this Tensor x, ReadOnlySpan<int> lengths, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        int size = x.Shape[x.Shape.NormalizeAxis(axis, nameof(Split))];
        long sum = 0;
        foreach (int length in lengths)
        {
            sum += length;
        }

        if (sum != size || lengths.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ShapeException(
                $"Split takes lengths of zero or more that add up to {size}, the size of axis {axis}.",
                $"[{string.Join(", ", lengths.ToArray())}] with sum {sum} for shape {x.Shape}",
                nameof(Split),
                "give one length instead of a list for equal parts and a shorter last one");
        }

        var parts = new Tensor[lengths.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = x.Narrow(axis, start, lengths[i]);
            start += lengths[i];
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
