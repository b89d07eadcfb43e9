using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The middle element along an axis, and where it stands.</summary>
    /// <remarks>
    /// Element (size - 1) / 2 in ascending order: of an even number the lower one of the middle two, as in PyTorch's <c>torch.median</c>; NumPy gives their mean.
    /// NaN where there is a NaN. Of equal elements the place in a stable order counts; PyTorch promises none. The gradient goes to the element that was chosen.
    /// </remarks>
    /// <param name="x">x: [...], of any element type.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <param name="keepDim">Whether the axis stays with size 1.</param>
    /// <returns>Values and Int64 indices: x's shape without the axis.</returns>
    /// <exception cref="ShapeException">The axis does not exist or is empty.</exception>
    public static MedianResult Median(this Tensor x, int axis, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 && axis is (0 or -1))
        {
            return x.Unsqueeze(0).Median(axis);
        }

        int normalized = x.Shape.NormalizeAxis(axis, nameof(Median));
        int size = x.Shape[normalized];
        if (size == 0)
        {
            throw new ShapeException("Median needs at least one element along its axis.", $"shape {x.Shape}, axis {axis}", nameof(Median));
        }

        // A NaN stands last: it is the median where there is one.
        Tensor order = Order.Of(x, normalized, descending: false);
        Tensor last = order.Narrow(normalized, size - 1, 1);
        Tensor middle = order.Narrow(normalized, (size - 1) / 2, 1);
        Tensor places = DTypes.IsFloatingPoint(x.DType)
            ? Tensor.Where(x.Detach().Gather(normalized, last).IsNaN(), last, middle)
            : middle.Contiguous();
        Tensor values = x.Gather(normalized, places);
        return keepDim ? new MedianResult(values, places) : new MedianResult(values.Squeeze(normalized), places.Squeeze(normalized));
    }

    /// <summary>The middle one of all elements.</summary>
    /// <inheritdoc cref="Median(Tensor, int, bool)" path="/remarks"/>
    /// <param name="x">x: [...], of any element type.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">x is empty.</exception>
    public static Tensor Median(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape(x.ElementCount).Median(0).Values;
    }
}
