namespace Hone.Nn;

/// <summary>The configuration of <see cref="ELU"/>.</summary>
/// <param name="Alpha">Minus the limit for very negative x.</param>
public sealed record ELUConfig(double Alpha) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ELU(Alpha);
}
