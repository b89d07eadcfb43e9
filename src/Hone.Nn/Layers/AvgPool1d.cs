namespace Hone.Nn;

/// <summary>The mean of each window of a sequence.</summary>
/// <remarks>PyTorch's <c>nn.AvgPool1d</c>. Shapes: x <c>[batch, channels, length]</c>, y <c>[batch, channels, out length]</c>.</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="options">Stride, padding and rounding; windows side by side unless told.</param>
public sealed class AvgPool1d(int kernelSize, AvgPool1dOptions? options = null) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new AvgPool1dConfig(kernelSize, options ?? new AvgPool1dOptions());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AvgPool1d(kernelSize, options);
}
