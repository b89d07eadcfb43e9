namespace Hone.Nn;

/// <summary>The configuration of <see cref="SqueezeExcite"/>.</summary>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Reduction">Divisor for the hidden values.</param>
/// <param name="Activation">Behind the hidden values.</param>
public sealed record SqueezeExciteConfig(int Channels, int Reduction, Activation Activation) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new SqueezeExcite(Channels, Reduction, Activation);
}
