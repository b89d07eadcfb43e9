using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The mean of each window of a sequence, channel by channel.</summary>
    /// <remarks>Out = (in + 2 padding - kernel) / stride + 1, rounded down, or up in ceil mode. PyTorch's <c>F.avg_pool1d</c>.</remarks>
    /// <param name="x">x: [batch, channels, length]</param>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="options">Stride, padding and how ends count; null stands for windows side by side without padding.</param>
    /// <returns>y: [batch, channels, out length]</returns>
    /// <exception cref="ShapeException">The numbers or sizes do not fit together.</exception>
    public static Tensor AvgPool1d(this Tensor x, int kernel, AvgPool1dOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        options ??= new AvgPool1dOptions();
        Tensor image = SequencePooling.AsImages(x, nameof(AvgPool1d)); // [batch, channels, 1, length]
        SequencePooling.RequireWindow(x, kernel, options.Stride ?? kernel, options.Padding, nameof(AvgPool1d));
        var windows = new AvgPool2dOptions
        {
            Stride = (1, options.Stride ?? kernel),
            Padding = (0, options.Padding),
            CeilMode = options.CeilMode,
            CountIncludePad = options.CountIncludePad,
        };
        return image.AvgPool2d((1, kernel), windows).Squeeze(2);
    }
}
