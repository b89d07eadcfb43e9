using System.Numerics;
using System.Numerics.Tensors;

namespace Hone.Nn;

/// <summary>Reads predictions <c>[batch, classes]</c> row by row; nothing is recorded.</summary>
internal static class ClassRows
{
    /// <summary>exp(x - max) / sum of exp(x - max) in each row.</summary>
    public static Tensor Softmax(Tensor rows) => rows.DType == DType.Float32 ? Softmax<float>(rows) : Softmax<double>(rows);

    /// <summary>Index of the largest value of each row; the first of equal ones, and the first NaN if there is one.</summary>
    public static Tensor ArgMax(Tensor rows) => rows.DType == DType.Float32 ? ArgMax<float>(rows) : ArgMax<double>(rows);

    private static Tensor Softmax<T>(Tensor rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int classes = rows.Shape[1];
        T[] values = rows.ToArray<T>();
        for (int start = 0; start < values.Length; start += classes)
        {
            Span<T> row = values.AsSpan(start, classes);

            // The largest exponent is 0, so nothing overflows.
            TensorPrimitives.Subtract(row, TensorPrimitives.Max<T>(row), row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Divide(row, TensorPrimitives.Sum<T>(row), row);
        }

        return Tensor.From(values, rows.Shape);
    }

    private static Tensor ArgMax<T>(Tensor rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int classes = rows.Shape[1];
        T[] values = rows.ToArray<T>();
        var best = new long[rows.Shape[0]];
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = TensorPrimitives.IndexOfMax<T>(values.AsSpan(i * classes, classes));
        }

        return Tensor.From(best, [best.Length]);
    }
}
