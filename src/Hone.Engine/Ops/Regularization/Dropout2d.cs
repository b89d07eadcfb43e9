using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Zeroes whole channels of images with probability p and scales the others by 1 / (1 - p), when training.</summary>
    /// <remarks>
    /// Neighbouring pixels of a channel are alike, so that dropping single pixels takes little away. Masks are drawn again in backward, as in
    /// <see cref="Dropout"/>. PyTorch's <c>F.dropout2d</c>. Source: Tompson et al. 2015.
    /// </remarks>
    /// <param name="x">x: [batch, channels, height, width], floating point.</param>
    /// <param name="p">Probability of zero, in 0..1.</param>
    /// <param name="training">Whether to drop at all; otherwise x comes back.</param>
    /// <param name="stream">Gives one key for each call.</param>
    /// <returns>y: [batch, channels, height, width]</returns>
    /// <exception cref="HoneException">p is not a probability, or the elements are not floating point.</exception>
    /// <exception cref="ShapeException">x has not 4 axes.</exception>
    public static Tensor Dropout2d(this Tensor x, double p, bool training, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(stream);
        DropoutMask.Check(x, p, 4, nameof(Dropout2d));
        return training && p > 0 ? Ops.Dropout.Forward(x, p, stream, 2, 3) : x;
    }
}
