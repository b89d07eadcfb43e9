namespace Hone.Nn;

/// <summary>The configuration of <see cref="Dropout2d"/>.</summary>
/// <param name="DropFraction">Fraction that is dropped in training, in 0..1, below 1.</param>
public sealed record Dropout2dConfig(double DropFraction) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Dropout2d(DropFraction);
}
