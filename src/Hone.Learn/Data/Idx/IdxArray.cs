namespace Hone.Learn.Data;

/// <summary>The content of an idx file of unsigned bytes: a shape and its values in row-major order.</summary>
/// <remarks>Images of MNIST and its relatives have the shape <c>[count, height, width]</c>, their labels <c>[count]</c>.</remarks>
public sealed class IdxArray
{
    /// <summary>Joins a shape and its values.</summary>
    /// <param name="shape">The size of each dimension, one to 255 of them; zero is allowed.</param>
    /// <param name="values">The values in row-major order; the array is kept, not copied.</param>
    /// <exception cref="ArgumentException">The shape has no dimension or more than 255, a negative one, or another product than the number of values.</exception>
    public IdxArray(IReadOnlyList<int> shape, byte[] values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (shape.Count is < 1 or > 255 || shape.Any(size => size < 0))
        {
            throw new ArgumentException($"An idx shape has 1 to 255 sizes of zero or more; got [{string.Join(", ", shape)}].", nameof(shape));
        }

        Int128 product = shape.Aggregate(Int128.One, (current, size) => current * size);
        if (product != values.Length)
        {
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] asks for {product} values; got {values.Length}.", nameof(values));
        }

        Shape = [.. shape];
        Values = values;
    }

    /// <summary>The size of each dimension.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The values in row-major order.</summary>
    public byte[] Values { get; }
}
