namespace Hone.Nn;

/// <summary>The configuration of <see cref="Flatten"/>.</summary>
public sealed record FlattenConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Flatten();
}
