namespace Hone.Nn;

/// <summary>The mean of each window.</summary>
/// <remarks>PyTorch's <c>nn.AvgPool2d</c>. Shapes: x <c>[batch, channels, height, width]</c>, y <c>[batch, channels, out height, out width]</c>.</remarks>
/// <param name="kernelSize">Height and width of the window, in pixels.</param>
/// <param name="options">Stride, padding and rounding; windows side by side unless told.</param>
public sealed class AvgPool2d(Size2d kernelSize, AvgPool2dOptions? options = null) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new AvgPool2dConfig(LayerSize.Of(kernelSize), options ?? new AvgPool2dOptions());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AvgPool2d(kernelSize, options);
}
