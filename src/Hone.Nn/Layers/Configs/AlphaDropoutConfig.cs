namespace Hone.Nn;

/// <summary>The configuration of <see cref="AlphaDropout"/>.</summary>
/// <param name="DropFraction">Fraction that is dropped in training, in 0..1, below 1.</param>
public sealed record AlphaDropoutConfig(double DropFraction) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AlphaDropout(DropFraction);
}
