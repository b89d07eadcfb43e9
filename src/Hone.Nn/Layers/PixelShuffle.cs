namespace Hone.Nn;

/// <summary>Spreads channels over pixels: every r^2 channels become one channel of an image r times as high and wide.</summary>
/// <remarks>PyTorch's <c>nn.PixelShuffle</c>. Shapes: x <c>[batch, channels r^2, height, width]</c>, y <c>[batch, channels, height r, width r]</c>.</remarks>
/// <param name="upscaleFactor">r.</param>
public sealed class PixelShuffle(int upscaleFactor) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new PixelShuffleConfig(upscaleFactor);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.PixelShuffle(upscaleFactor);
}
