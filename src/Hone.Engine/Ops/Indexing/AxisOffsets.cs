namespace Hone.Ops;

/// <summary>Where the elements lie that an index tensor names along one axis.</summary>
internal static class AxisOffsets
{
    /// <summary>For each element of the index, in row-major order, the offset in a row-major tensor of the shape given.</summary>
    /// <exception cref="ShapeException">The index has another rank or type, is longer along another axis, or names a place that does not exist.</exception>
    public static int[] Of(Shape shape, int axis, Tensor index, string operation)
    {
        Check(shape, axis, index, operation);
        long[] places = index.ToArray<long>();
        int[] strides = Layout.RowMajor(shape);
        var offsets = new int[places.Length];
        Span<int> position = stackalloc int[shape.Rank];
        position.Clear();
        for (int i = 0; i < places.Length; i++)
        {
            if ((ulong)places[i] >= (ulong)shape[axis])
            {
                throw new ShapeException(
                    $"{operation} needs indices in 0..{shape[axis] - 1} for axis {axis} of shape {shape}.",
                    $"{places[i]} at position [{string.Join(", ", position.ToArray())}]",
                    operation);
            }

            int offset = (int)places[i] * strides[axis];
            for (int k = 0; k < position.Length; k++)
            {
                offset += k == axis ? 0 : position[k] * strides[k];
            }

            offsets[i] = offset;
            for (int k = position.Length - 1; k >= 0 && ++position[k] == index.Shape[k]; k--)
            {
                position[k] = 0;
            }
        }

        return offsets;
    }

    private static void Check(Shape shape, int axis, Tensor index, string operation)
    {
        bool fits = index.Rank == shape.Rank && index.DType == DType.Int64;
        for (int k = 0; k < shape.Rank && fits; k++)
        {
            fits = k == axis || index.Shape[k] <= shape[k];
        }

        if (!fits)
        {
            throw new ShapeException(
                $"{operation} needs an Int64 index with the axes of shape {shape}, no longer than it except along axis {axis}.",
                $"{index.DType} {index.Shape}",
                operation);
        }
    }
}
