namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The mean of all elements: a scalar.</summary>
    /// <param name="x">x: [...], floating point.</param>
    /// <returns>y: []; NaN for an empty tensor, as in PyTorch.</returns>
    /// <exception cref="HoneException">The elements are not floating point.</exception>
    public static Tensor Mean(this Tensor x) => x.Mean([]);

    /// <summary>The mean over some axes.</summary>
    /// <param name="x">x: [...], floating point.</param>
    /// <param name="axes">Axes to average over; negative axes count from the end; none means all.</param>
    /// <param name="keepDim">Whether averaged axes stay with size 1, so that the result broadcasts against x.</param>
    /// <returns>y: x's shape without the averaged axes.</returns>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    /// <exception cref="HoneException">The elements are not floating point.</exception>
    public static Tensor Mean(this Tensor x, ReadOnlySpan<int> axes, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!DTypes.IsFloatingPoint(x.DType))
        {
            throw new HoneException("Mean works on floating-point tensors.", x.ToString(), nameof(Mean), "convert with To(DType.Float32) first");
        }

        int count = new Ops.ReducedAxes(x.Shape, axes, keepDim, nameof(Mean)).Count;
        return x.Sum(axes, keepDim) * (1.0 / count);
    }
}
