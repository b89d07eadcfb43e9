namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The standard deviation over some axes: the root of <see cref="Variance"/>.</summary>
    /// <remarks>The gradient is 0 where the deviation is 0, as in PyTorch's <c>torch.std</c>.</remarks>
    /// <inheritdoc cref="Variance" path="/param"/>
    /// <inheritdoc cref="Variance" path="/returns"/>
    /// <inheritdoc cref="Variance" path="/exception"/>
    public static Tensor StandardDeviation(this Tensor x, ReadOnlySpan<int> axes = default, double correction = 1, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Ops.Variance.Forward(x, axes, keepDim, correction, root: true, nameof(StandardDeviation));
    }
}
