namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The mean of all elements: a scalar.</summary>
    /// <inheritdoc cref="Sum(Tensor)" path="/param"/>
    /// <returns>y: []; NaN for an empty tensor, as in PyTorch.</returns>
    public static Tensor Mean(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Sum() * (1.0 / x.ElementCount);
    }

    /// <summary>The mean over some axes.</summary>
    /// <inheritdoc cref="Sum(Tensor, ReadOnlySpan{int}, bool)" path="/param"/>
    /// <inheritdoc cref="Sum(Tensor, ReadOnlySpan{int}, bool)" path="/exception"/>
    /// <returns>y: x's shape without the averaged axes.</returns>
    public static Tensor Mean(this Tensor x, ReadOnlySpan<int> axes, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        int count = new Ops.ReducedAxes(x.Shape, axes, keepDim, nameof(Mean)).Count;
        return x.Sum(axes, keepDim) * (1.0 / count);
    }
}
