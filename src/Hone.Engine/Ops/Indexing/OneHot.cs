namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Class indices as rows with a single 1. It has no gradient.</summary>
    /// <remarks>PyTorch's <c>F.one_hot</c>; the number of classes is always given, because a batch may lack the last one.</remarks>
    /// <param name="x">x: [...], Int64 in 0..classes - 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="type">Type of the result; Int64 unless told, as in PyTorch.</param>
    /// <returns>y: [..., classes]</returns>
    /// <exception cref="ShapeException">The number of classes is negative, a class does not exist (named with its position), or x is not Int64.</exception>
    public static Tensor OneHot(this Tensor x, int classes, DType type = DType.Int64)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.DType != DType.Int64)
        {
            throw new ShapeException("OneHot takes class indices of type Int64.", $"{x.DType} {x.Shape}", nameof(OneHot), "convert with To(DType.Int64) first");
        }

        if (classes < 0)
        {
            throw new ShapeException("OneHot needs zero or more classes.", $"classes {classes}", nameof(OneHot), "give the number of classes of the data set");
        }

        long[] values = x.ToArray<long>();
        for (int i = 0; i < values.Length; i++)
        {
            if ((ulong)values[i] >= (ulong)classes)
            {
                throw new ShapeException($"OneHot needs classes in 0..{classes - 1}.", $"{values[i]} at position {i} of shape {x.Shape}", nameof(OneHot));
            }
        }

        return x.Unsqueeze(-1).Equal(Tensor.Arange(0, classes)).To(type);
    }
}
