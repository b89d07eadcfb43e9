namespace Hone.Nn;

/// <summary>The largest pixel of each window.</summary>
/// <remarks>PyTorch's <c>nn.MaxPool2d</c>. Shapes: x <c>[batch, channels, height, width]</c>, y <c>[batch, channels, out height, out width]</c>.</remarks>
/// <param name="kernelSize">Height and width of the window, in pixels.</param>
/// <param name="options">Stride, padding, rounding and dilation; windows side by side unless told.</param>
public sealed class MaxPool2d(Size2d kernelSize, MaxPool2dOptions? options = null) : Module
{
    private readonly MaxPool2dOptions _options = options ?? new MaxPool2dOptions();

    /// <inheritdoc/>
    public override ModelConfig? Config => new MaxPool2dConfig(
        LayerSize.Of(kernelSize),
        _options.Stride is { } stride ? LayerSize.Of(stride) : null,
        LayerSize.Of(_options.Padding),
        _options.CeilMode,
        _options.Dilation is { } dilation ? LayerSize.Of(dilation) : null);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.MaxPool2d(kernelSize, _options.Stride, _options.Padding, _options.CeilMode, _options.Dilation);
}
