namespace Hone.Nn;

/// <summary>The largest value of each window of a sequence.</summary>
/// <remarks>PyTorch's <c>nn.MaxPool1d</c>. Shapes: x <c>[batch, channels, length]</c>, y <c>[batch, channels, out length]</c>.</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="options">Stride, padding, rounding and dilation; windows side by side unless told.</param>
public sealed class MaxPool1d(int kernelSize, MaxPool1dOptions? options = null) : Module
{
    private readonly MaxPool1dOptions _options = options ?? new MaxPool1dOptions();

    /// <inheritdoc/>
    public override ModelConfig? Config => new MaxPool1dConfig(kernelSize, _options);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.MaxPool1d(kernelSize, _options.Stride, _options.Padding, _options.CeilMode, _options.Dilation ?? 1);
}
