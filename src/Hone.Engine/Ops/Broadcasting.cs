using Hone.Kernels;
using Hone.Memory;

namespace Hone.Ops;

/// <summary>NumPy's broadcasting: axes are aligned at the end, and an axis of size 1 repeats.</summary>
internal static class Broadcasting
{
    /// <summary>The shape of a result computed from two operands.</summary>
    /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
    public static Shape Combine(Shape a, Shape b, string operation)
    {
        if (a == b)
        {
            return a;
        }

        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> sizes = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int left = i <= a.Rank ? a[-i] : 1;
            int right = i <= b.Rank ? b[-i] : 1;
            if (left != right && left != 1 && right != 1)
            {
                throw new ShapeException(
                    $"{operation} needs sizes that are equal or 1, axis by axis from the end.",
                    $"{a} and {b}: {left} against {right} at axis -{i}",
                    operation,
                    "reshape one operand so that its axes line up, for example [batch] to [batch, 1]");
            }

            sizes[rank - i] = left == 1 ? right : left;
        }

        return Shape.Create(sizes);
    }

    /// <summary>Strides under which a tensor shows a larger shape, 0 along axes that repeat.</summary>
    public static int[] Strides(Tensor tensor, Shape shape)
    {
        if (tensor.Shape == shape)
        {
            return tensor.Strides;
        }

        Span<int> strides = stackalloc int[shape.Rank];
        int missing = shape.Rank - tensor.Rank;
        strides[..missing].Clear();
        for (int axis = missing; axis < shape.Rank; axis++)
        {
            strides[axis] = tensor.Shape[axis - missing] == 1 ? 0 : tensor.Strides[axis - missing];
        }

        return SizeList.Of(strides);
    }

    /// <summary>Sums a gradient over the axes along which an operand was repeated.</summary>
    public static Tensor Reduce(Tensor gradient, Shape shape)
    {
        if (gradient.Shape == shape)
        {
            return gradient;
        }

        Span<int> strides = stackalloc int[gradient.Rank];
        Tensor sum = Tensor.Zeros(shape, gradient.DType);
        int missing = gradient.Rank - shape.Rank;
        strides[..missing].Clear();
        for (int axis = missing; axis < gradient.Rank; axis++)
        {
            strides[axis] = shape[axis - missing] == 1 ? 0 : sum.Strides[axis - missing];
        }

        ReductionMap.FoldInto<SumFold>(gradient, sum, SizeList.Of(strides), nameof(Sum));
        return sum;
    }
}
