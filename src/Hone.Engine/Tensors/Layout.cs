using Hone.Memory;

namespace Hone;

/// <summary>Strides: how a shape lies in memory. Strides count elements, and are not changed once they are made.</summary>
internal static class Layout
{
    /// <summary>Row-major strides: the last axis is contiguous.</summary>
    public static int[] RowMajor(Shape shape)
    {
        Span<int> strides = stackalloc int[shape.Rank];
        int stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return SizeList.Of(strides);
    }

    /// <summary>Strides of <c>[batch, channels, height, width]</c> stored with the channels innermost.</summary>
    public static int[] ChannelsLast(Shape shape)
    {
        int channels = Math.Max(1, shape[1]);
        int height = Math.Max(1, shape[2]);
        int width = Math.Max(1, shape[3]);
        return SizeList.Of(height * width * channels, 1, width * channels, channels);
    }

    /// <summary>Strides of <c>[batch, channels, ...]</c>, of any rank from 2 on, stored with the channels innermost.</summary>
    public static int[] ChannelsInner(Shape shape)
    {
        Span<int> strides = stackalloc int[shape.Rank];
        strides[1] = 1;
        int stride = Math.Max(1, shape[1]);
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (axis != 1)
            {
                strides[axis] = stride;
                stride *= Math.Max(1, shape[axis]);
            }
        }

        return SizeList.Of(strides);
    }

    /// <summary>The strides of a fresh activation: channels-last for four axes, row-major otherwise.</summary>
    public static int[] Activation(Shape shape) => shape.Rank == 4 ? ChannelsLast(shape) : RowMajor(shape);

    /// <summary>Whether strides are <see cref="RowMajor"/>'s, where they matter.</summary>
    public static bool IsRowMajor(Shape shape, int[] strides)
    {
        ReadOnlySpan<int> sizes = shape.AsSpan();
        int expected = 1;
        for (int axis = sizes.Length - 1; axis >= 0; axis--)
        {
            if (sizes[axis] != 1 && strides[axis] != expected)
            {
                return shape.ElementCount == 0;
            }

            expected *= Math.Max(1, sizes[axis]);
        }

        return true;
    }

    /// <summary>Whether two layouts place every element alike; axes of size 1 do not matter.</summary>
    public static bool Same(Shape shape, int[] left, int[] right)
    {
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] != 1 && left[axis] != right[axis])
            {
                return shape.ElementCount == 0;
            }
        }

        return true;
    }

    /// <summary>Whether the elements fill one gapless block, in whatever order of axes.</summary>
    public static bool IsDense(Shape shape, int[] strides)
    {
        Span<int> order = stackalloc int[shape.Rank];
        PhysicalOrder(shape, strides, order);
        int expected = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            int axis = order[i];
            if (shape[axis] == 1)
            {
                continue;
            }

            if (strides[axis] != expected)
            {
                return shape.ElementCount == 0;
            }

            expected *= shape[axis];
        }

        return true;
    }

    /// <summary>Axes from the outermost (largest stride) to the innermost; axes of size 1, whose strides mean nothing, keep their place.</summary>
    public static void PhysicalOrder(Shape shape, int[] strides, Span<int> order)
    {
        // 1. The places of the other axes.
        Span<int> places = stackalloc int[order.Length];
        int count = 0;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            if (shape[i] != 1)
            {
                places[count++] = i;
            }
        }

        // 2. Insertion sort over these places: stable, and there are few axes.
        for (int i = 1; i < count; i++)
        {
            int axis = order[places[i]];
            int j = i - 1;
            while (j >= 0 && strides[order[places[j]]] < strides[axis])
            {
                order[places[j + 1]] = order[places[j]];
                j--;
            }

            order[places[j + 1]] = axis;
        }
    }
}
