namespace Hone.Nn;

/// <summary>The configuration of <see cref="Tanh"/>.</summary>
public sealed record TanhConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Tanh();
}
