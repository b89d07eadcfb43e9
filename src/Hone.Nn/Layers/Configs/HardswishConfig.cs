namespace Hone.Nn;

/// <summary>The configuration of <see cref="Hardswish"/>.</summary>
public sealed record HardswishConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Hardswish();
}
