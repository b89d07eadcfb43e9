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
        Tensor image = SequencePooling.AsImages(x, nameof(AdaptiveAvgPool1d)); // [batch, channels, 1, length]
        if (size < 1 || x.Shape[2] < 1)
        {
            throw new ShapeException(
                "AdaptiveAvgPool1d needs x: [batch, channels, length] and an output, both of at least length 1.",
                $"x {x.Shape}, output {size}",
                nameof(AdaptiveAvgPool1d),
                size < 1 ? "use size 1 for the mean over time" : "leave empty sequences out");
        }

        return image.AdaptiveAvgPool2d((1, size)).Squeeze(2);
    }
}
