namespace Hone.Nn;

/// <summary>In training, sets a random fraction of the channels to zero and scales the others by 1 / (1 - p); otherwise the identity.</summary>
/// <remarks>PyTorch's <c>nn.Dropout2d</c>. Source: Tompson et al. 2015. Shapes: x <c>[batch, channels, height, width]</c>, y like x.</remarks>
/// <param name="dropFraction">p: fraction that is dropped, in 0..1, below 1; 0.5 as in PyTorch.</param>
/// <exception cref="HoneException">The fraction is out of range.</exception>
public sealed class Dropout2d(double dropFraction = 0.5) : DropoutLayer(dropFraction)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new Dropout2dConfig(DropFraction);

    /// <inheritdoc/>
    private protected override Tensor Drop(Tensor x, RandomStream stream) => x.Dropout2d(DropFraction, training: true, stream);
}
