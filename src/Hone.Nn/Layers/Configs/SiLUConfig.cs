namespace Hone.Nn;

/// <summary>The configuration of <see cref="SiLU"/>.</summary>
public sealed record SiLUConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new SiLU();
}
