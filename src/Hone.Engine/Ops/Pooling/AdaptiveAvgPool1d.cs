using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Means over windows that cover sequences of any length: the output has the length asked for.</summary>
    /// <remarks>PyTorch's <c>F.adaptive_avg_pool1d</c>; windows as in <see cref="AdaptiveAvgPool2d"/>.</remarks>
    /// <param name="x">x: [batch, channels, length]</param>
    /// <param name="size">Length of the output; 1 is the mean over time.</param>
    /// <returns>y: [batch, channels, size]</returns>
    /// <exception cref="ShapeException">x has not three axes, or a size is below 1.</exception>
    public static Tensor AdaptiveAvgPool1d(this Tensor x, int size)
    {
        ArgumentNullException.ThrowIfNull(x);
        return SequencePooling.AsImages(x, nameof(AdaptiveAvgPool1d)).AdaptiveAvgPool2d((1, size)).Squeeze(2);
    }
}
