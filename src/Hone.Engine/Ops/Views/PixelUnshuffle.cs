namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Gathers blocks of r by r pixels into channels: the inverse of <see cref="PixelShuffle"/>.</summary>
    /// <remarks>y[n, c r^2 + i r + j, h, w] = x[n, c, h r + i, w r + j]. PyTorch's <c>F.pixel_unshuffle</c>.</remarks>
    /// <param name="x">x: [batch, channels, height r, width r]</param>
    /// <param name="downscaleFactor">r, at least 1.</param>
    /// <returns>y: [batch, channels r^2, height, width]</returns>
    /// <exception cref="ShapeException">x has not four axes, or its height or width is no multiple of r.</exception>
    public static Tensor PixelUnshuffle(this Tensor x, int downscaleFactor)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Ops.PixelShuffle.Forward(x, downscaleFactor, unshuffles: true);
    }
}
