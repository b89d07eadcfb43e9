namespace Hone.Nn;

/// <summary>The configuration of <see cref="Identity"/>.</summary>
public sealed record IdentityConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Identity();
}
