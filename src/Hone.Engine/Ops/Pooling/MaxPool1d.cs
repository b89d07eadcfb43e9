using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The maximum of each window of a sequence, channel by channel.</summary>
    /// <remarks>Out = (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down, or up in ceil mode. PyTorch's <c>F.max_pool1d</c>; see <see cref="MaxPool2d"/>.</remarks>
    /// <param name="x">x: [batch, channels, length]</param>
    /// <param name="kernel">Length of the window, at most 256.</param>
    /// <param name="stride">Steps from one window to the next; the kernel's length unless given.</param>
    /// <param name="padding">Steps at both ends that never win, at most half the kernel.</param>
    /// <param name="ceilMode">Whether a last window that reaches over the end counts.</param>
    /// <param name="dilation">Steps from one step of the window to the next; 1 unless given: side by side.</param>
    /// <returns>y: [batch, channels, out length]</returns>
    /// <exception cref="ShapeException">The numbers or sizes do not fit together.</exception>
    public static Tensor MaxPool1d(this Tensor x, int kernel, int? stride = null, int padding = 0, bool ceilMode = false, int dilation = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor image = SequencePooling.AsImages(x, nameof(MaxPool1d)); // [batch, channels, 1, length]
        SequencePooling.RequireWindow(x, kernel, stride ?? kernel, padding, nameof(MaxPool1d), dilation);
        if (kernel > Ops.MaxPool2d.MostTaps)
        {
            throw new ShapeException(
                $"MaxPool1d takes kernels of at most {Ops.MaxPool2d.MostTaps}.",
                $"kernel {kernel}",
                nameof(MaxPool1d),
                "pool twice with smaller kernels");
        }

        return image.MaxPool2d((1, kernel), (1, stride ?? kernel), (0, padding), ceilMode, (1, dilation)).Squeeze(2);
    }
}
