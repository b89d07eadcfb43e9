using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>A tensor with more elements around it.</summary>
    /// <remarks>PyTorch's <c>F.pad</c>; negative padding, which cuts, is <see cref="Narrow"/>'s task.</remarks>
    /// <param name="x">x: [...]</param>
    /// <param name="padding">Elements before and after the last axis, then before and after the one in front of it, and so on: [left, right, top, bottom] for images.</param>
    /// <param name="mode">What the new elements are.</param>
    /// <param name="value">The value of the constant mode.</param>
    /// <returns>y: x's shape, longer by the padding.</returns>
    /// <exception cref="ShapeException">
    /// The padding is negative, has an odd length or more pairs than x has axes, or makes an axis too long; a reflection reaches beyond the other border;
    /// an empty axis is replicated; the result would have too many elements.
    /// </exception>
    /// <exception cref="HoneException">The element type cannot hold the value, or there is no such mode.</exception>
    public static Tensor Pad(this Tensor x, ReadOnlySpan<int> padding, PadMode mode = PadMode.Constant, double value = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (padding.Length % 2 != 0 || padding.Length > 2 * x.Rank || padding.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ShapeException(
                $"Pad takes pairs of zero or more elements, at most one for each axis of shape {x.Shape}.",
                $"[{string.Join(", ", padding.ToArray())}]",
                nameof(Pad));
        }

        Choice.Require(mode, nameof(Pad));
        Tensor y = x;
        for (int i = 0; i < padding.Length; i += 2)
        {
            int axis = x.Rank - 1 - (i / 2);
            long size = (long)x.Shape[axis] + padding[i] + padding[i + 1];
            if (size > int.MaxValue)
            {
                throw new ShapeException(
                    "An axis has at most 2147483647 elements.",
                    $"{padding[i]} before and {padding[i + 1]} after axis {axis} of shape {x.Shape}: {size}",
                    nameof(Pad),
                    "pad less");
            }

            if (size > x.Shape[axis])
            {
                y = mode == PadMode.Constant ? Surround(y, axis, padding[i], padding[i + 1], value) : Continue(y, axis, padding[i], padding[i + 1], mode);
            }
        }

        return y;
    }

    private static Tensor Surround(Tensor x, int axis, int before, int after, double value)
    {
        Tensor scalar = ComparisonMap.Number(x, value, nameof(Pad));
        Tensor front = scalar.Expand(x.Shape.With(axis, before));
        Tensor back = scalar.Expand(x.Shape.With(axis, after));
        return Tensor.Cat([front, x, back], axis);
    }

    private static Tensor Continue(Tensor x, int axis, int before, int after, PadMode mode)
    {
        int size = x.Shape[axis];
        int reach = mode == PadMode.Reflect ? size - 1 : size == 0 ? -1 : int.MaxValue;
        if (Math.Max(before, after) > reach)
        {
            throw new ShapeException(
                mode == PadMode.Reflect ? $"Pad reflects at most {Math.Max(0, size - 1)} elements of axis {axis} of shape {x.Shape}." : "Pad replicates an axis with elements.",
                $"{before} before and {after} after axis {axis} of shape {x.Shape}",
                nameof(Pad),
                "pad less, or with another mode");
        }

        Tensor indices = Tensor.Empty([before + size + after], DType.Int64);
        Span<long> places = indices.AsSpan<long>();
        for (int i = 0; i < places.Length; i++)
        {
            int place = i - before;
            if (mode == PadMode.Replicate)
            {
                places[i] = Math.Clamp(place, 0, size - 1);
            }
            else
            {
                int mirrored = Math.Abs(place);
                places[i] = mirrored < size ? mirrored : (2 * (size - 1)) - mirrored;
            }
        }

        return x.IndexSelect(axis, indices);
    }
}
