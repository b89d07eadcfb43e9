namespace Hone.Nn;

/// <summary>The configuration of <see cref="Sigmoid"/>.</summary>
public sealed record SigmoidConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Sigmoid();
}
