namespace Hone.Nn;

/// <summary>In training, sets the branch of a residual block to zero for a random fraction of the samples; otherwise the identity.</summary>
/// <remarks>torchvision's <c>StochasticDepth</c> in mode <c>row</c>. Source: Huang et al. 2016. Shapes: x <c>[batch, ...]</c>, y like x.</remarks>
/// <param name="dropFraction">p: fraction that is dropped, in 0..1, below 1; 0.1 is usual in the last block of a deep net.</param>
/// <exception cref="HoneException">The fraction is out of range.</exception>
public sealed class DropPath(double dropFraction = 0.1) : DropoutLayer(dropFraction)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new DropPathConfig(DropFraction);

    /// <inheritdoc/>
    private protected override Tensor Drop(Tensor x, RandomStream stream) => x.DropPath(DropFraction, training: true, stream);
}
