namespace Hone.Nn;

/// <summary>In training, sets a random fraction of the values to zero and scales the others by 1 / (1 - p); otherwise the identity.</summary>
/// <remarks>PyTorch's <c>nn.Dropout</c>. Source: Srivastava et al. 2014. Shapes: x <c>[...]</c>, y like x.</remarks>
/// <param name="dropFraction">p: fraction that is dropped, in 0..1, below 1; 0.5 as in PyTorch.</param>
/// <exception cref="HoneException">The fraction is out of range.</exception>
public sealed class Dropout(double dropFraction = 0.5) : DropoutLayer(dropFraction)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new DropoutConfig(DropFraction);

    /// <inheritdoc/>
    private protected override Tensor Drop(Tensor x, RandomStream stream) => x.Dropout(DropFraction, training: true, stream);
}
