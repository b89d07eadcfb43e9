namespace Hone.Nn;

/// <summary>The configuration of <see cref="GELU"/>.</summary>
/// <param name="Approximate">Exact, or the formula with tanh.</param>
public sealed record GELUConfig(GeluForm Approximate) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new GELU(Approximate);
}
