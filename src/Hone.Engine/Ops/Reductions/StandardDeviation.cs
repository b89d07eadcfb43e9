namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The standard deviation over some axes: the root of <see cref="Variance"/>.</summary>
    /// <remarks>
    /// PyTorch's <c>torch.std</c>. Squares are taken in double where they leave Float32: deviations from 1e-38 to 3e38 are right. The gradient is
    /// (x - mean) / ((n - correction) y), and 0 where y is 0.
    /// </remarks>
    /// <inheritdoc cref="Variance" path="/param"/>
    /// <inheritdoc cref="Variance" path="/returns"/>
    /// <inheritdoc cref="Variance" path="/exception"/>
    public static Tensor StandardDeviation(this Tensor x, ReadOnlySpan<int> axes = default, double correction = 1, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Ops.Variance.Forward(x, axes, keepDim, correction, root: true, nameof(StandardDeviation));
    }
}
