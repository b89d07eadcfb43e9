namespace Hone.Nn;

/// <summary>Means over windows that are chosen so that the output has a given length; length 1 is the mean over time.</summary>
/// <remarks>PyTorch's <c>nn.AdaptiveAvgPool1d</c>. Shapes: x <c>[batch, channels, length]</c>, y <c>[batch, channels, out length]</c>.</remarks>
/// <param name="outputSize">Length of the output.</param>
public sealed class AdaptiveAvgPool1d(int outputSize) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new AdaptiveAvgPool1dConfig(outputSize);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.AdaptiveAvgPool1d(outputSize);
}
