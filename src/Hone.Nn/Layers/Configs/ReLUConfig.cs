namespace Hone.Nn;

/// <summary>The configuration of <see cref="ReLU"/>.</summary>
public sealed record ReLUConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ReLU();
}
