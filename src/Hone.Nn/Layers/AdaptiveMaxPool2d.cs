namespace Hone.Nn;

/// <summary>Maxima over windows that are chosen so that the output has a given size; size 1 is the maximum of each channel.</summary>
/// <remarks>PyTorch's <c>nn.AdaptiveMaxPool2d</c>. Shapes: x <c>[batch, channels, height, width]</c>, y <c>[batch, channels, out height, out width]</c>.</remarks>
/// <param name="outputSize">Height and width of the output, in pixels.</param>
public sealed class AdaptiveMaxPool2d(Size2d outputSize) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new AdaptiveMaxPool2dConfig(outputSize.Height, outputSize.Width);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveMaxPool2d(outputSize);
}
