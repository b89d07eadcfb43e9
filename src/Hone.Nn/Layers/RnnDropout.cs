namespace Hone.Nn;

/// <summary>In training, sets a random fraction of the features to zero, the same at every time step; otherwise the identity.</summary>
/// <remarks>fastai's <c>RNNDropout</c>. Source: Gal, Ghahramani 2016. Shapes: x <c>[batch, time, features]</c>, y like x.</remarks>
/// <param name="dropFraction">p: fraction that is dropped, in 0..1, below 1; 0.5 as in fastai.</param>
/// <exception cref="HoneException">The fraction is out of range.</exception>
public sealed class RnnDropout(double dropFraction = 0.5) : DropoutLayer(dropFraction)
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new RnnDropoutConfig(DropFraction);

    /// <inheritdoc/>
    private protected override Tensor Drop(Tensor x, RandomStream stream) => x.RnnDropout(DropFraction, training: true, stream);
}
