using Hone.Memory;

namespace Hone.Ops;

/// <summary>
/// A tensor seen as <c>[Outer, Size, Inner]</c> in memory, where a reduction runs over the middle: sums along rows have an inner size of 1,
/// sums down columns an outer size of 1. Nothing is copied while the reduced axes lie side by side.
/// </summary>
/// <param name="X">The tensor, or a copy whose reduced axes lie side by side; without history. Not there after <see cref="WithoutValues"/>.</param>
/// <param name="Outer">Blocks.</param>
/// <param name="Size">Elements that fall into one result.</param>
/// <param name="Inner">Results of a block.</param>
/// <param name="FullStrides">How a tensor of the full shape lies like <paramref name="X"/>.</param>
/// <param name="KeptStrides">How results of the kept shape lie as <c>[Outer, Inner]</c>.</param>
internal readonly record struct ReducedBlocks(Tensor X, int Outer, int Size, int Inner, int[] FullStrides, int[] KeptStrides)
{
    /// <summary>The sizes and layouts alone, for a backward pass that does not need the elements.</summary>
    public ReducedBlocks WithoutValues() => this with { X = null! };

    public static ReducedBlocks Of(Tensor x, ReducedAxes axes)
    {
        Tensor values = x.Packing is null ? x.Detach() : x.InLayout(Layout.Activation(x.Shape));
        if (values.IsDense && TryOf(values, axes, out ReducedBlocks blocks))
        {
            return blocks;
        }

        if (values.ElementCount == 0)
        {
            return new ReducedBlocks(values, axes.KeptShape.ElementCount, axes.Count, 1, values.Strides, Layout.RowMajor(axes.KeptShape));
        }

        // The reduced axes lie apart: a copy brings them to the end.
        int[] strides = RowStrides(x.Shape, axes);
        _ = TryOf(values.InLayout(strides), axes, out blocks);
        return blocks;
    }

    /// <summary>False if kept axes lie between reduced ones.</summary>
    private static bool TryOf(Tensor x, ReducedAxes axes, out ReducedBlocks blocks)
    {
        Shape shape = x.Shape;
        Span<int> order = stackalloc int[shape.Rank];
        Layout.PhysicalOrder(shape, x.Strides, order);
        Span<int> kept = stackalloc int[shape.Rank];
        int inner = 1;
        int size = 1;
        int outer = 1;
        int stride = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            int axis = order[i];
            kept[axis] = stride;
            if (shape[axis] == 1)
            {
                continue;
            }

            if (axes.Reduces(axis))
            {
                if (outer > 1)
                {
                    blocks = default;
                    return false;
                }

                size *= shape[axis];
                continue;
            }

            stride *= Math.Max(1, shape[axis]);
            if (size > 1)
            {
                outer *= shape[axis];
            }
            else
            {
                inner *= shape[axis];
            }
        }

        // Over axes of size 1 each element is a result of its own.
        if (axes.Count == 1)
        {
            outer *= inner;
            inner = 1;
        }

        blocks = new ReducedBlocks(x, outer, axes.Count, inner, x.Strides, SizeList.Of(kept));
        return true;
    }

    /// <summary>Kept axes in their order, then the reduced ones.</summary>
    private static int[] RowStrides(Shape shape, ReducedAxes axes)
    {
        Span<int> strides = stackalloc int[shape.Rank];
        int stride = 1;
        foreach (bool reduced in (ReadOnlySpan<bool>)[true, false])
        {
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
            {
                if (axes.Reduces(axis) == reduced)
                {
                    strides[axis] = stride;
                    stride *= Math.Max(1, shape[axis]);
                }
            }
        }

        return SizeList.Of(strides);
    }
}
