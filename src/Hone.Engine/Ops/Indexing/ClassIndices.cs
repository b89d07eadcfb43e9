namespace Hone.Ops;

/// <summary>Whole numbers that stand for classes.</summary>
internal static class ClassIndices
{
    /// <summary>Refuses a class that does not exist, named with its position.</summary>
    /// <exception cref="ShapeException">A number is outside of 0..classes - 1.</exception>
    public static void Require(Tensor indices, int classes, string operation, string advice)
    {
        long[] values = indices.ToArray<long>();
        for (int i = 0; i < values.Length; i++)
        {
            if ((ulong)values[i] >= (ulong)classes)
            {
                throw new ShapeException($"{operation} needs classes in 0..{classes - 1}.", $"{values[i]} at position {i} of shape {indices.Shape}", operation, advice);
            }
        }
    }

    /// <summary>[..., classes]: rows with a single 1, for indices that <see cref="Require"/> has seen.</summary>
    /// <exception cref="ShapeException">The rows would have more elements than a tensor can.</exception>
    public static Tensor Rows(Tensor indices, int classes, DType type)
    {
        Shape shape = indices.Shape.Append(classes);
        return indices.Unsqueeze(-1).Equal(Tensor.Arange(0, shape[-1])).To(type);
    }
}
