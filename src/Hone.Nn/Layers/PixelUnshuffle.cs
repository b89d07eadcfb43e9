namespace Hone.Nn;

/// <summary>Gathers blocks of r by r pixels into channels: the inverse of <see cref="PixelShuffle"/>.</summary>
/// <remarks>PyTorch's <c>nn.PixelUnshuffle</c>. Shapes: x <c>[batch, channels, height r, width r]</c>, y <c>[batch, channels r^2, height, width]</c>.</remarks>
/// <param name="downscaleFactor">r.</param>
public sealed class PixelUnshuffle(int downscaleFactor) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new PixelUnshuffleConfig(downscaleFactor);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.PixelUnshuffle(downscaleFactor);
}
