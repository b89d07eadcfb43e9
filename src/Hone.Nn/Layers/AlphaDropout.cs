namespace Hone.Nn;

/// <summary>In training, sets a random fraction of the values to SELU's lower limit and keeps mean and variance; otherwise the identity.</summary>
/// <remarks>PyTorch's <c>nn.AlphaDropout</c>. Source: Klambauer et al. 2017. Shapes: x <c>[...]</c>, y like x.</remarks>
/// <param name="dropFraction">p: fraction that is dropped, in 0..1, below 1; 0.5 as in PyTorch.</param>
/// <exception cref="HoneException">The fraction is out of range.</exception>
public sealed class AlphaDropout(double dropFraction = 0.5) : DropoutLayer(dropFraction)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new AlphaDropoutConfig(DropFraction);

    /// <inheritdoc/>
    private protected override Tensor Drop(Tensor x, RandomStream stream) => x.AlphaDropout(DropFraction, training: true, stream);
}
