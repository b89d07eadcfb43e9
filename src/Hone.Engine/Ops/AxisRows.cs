using Hone.Memory;

namespace Hone.Ops;

/// <summary>A tensor seen as rows along one axis, for operations that work on each row of that axis.</summary>
internal readonly record struct AxisRows(int Size, int Count, int[] Strides)
{
    /// <summary>Strides under which the axis is contiguous and the other axes follow in row-major order.</summary>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public static AxisRows Of(Shape shape, int axis, string operation)
    {
        if (shape.Rank == 0 && axis is (0 or -1))
        {
            // A scalar is a row of one element, as in PyTorch.
            return new AxisRows(1, 1, SizeList.Of([]));
        }

        int normalized = shape.NormalizeAxis(axis, operation);
        int size = shape[normalized];
        Span<int> strides = stackalloc int[shape.Rank];
        strides[normalized] = 1;
        int stride = Math.Max(1, size);
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            if (i != normalized)
            {
                strides[i] = stride;
                stride *= Math.Max(1, shape[i]);
            }
        }

        return new AxisRows(size, size == 0 ? 0 : shape.ElementCount / size, SizeList.Of(strides));
    }
}
