namespace Hone.Nn;

/// <summary>The configuration of <see cref="Mish"/>.</summary>
public sealed record MishConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Mish();
}
