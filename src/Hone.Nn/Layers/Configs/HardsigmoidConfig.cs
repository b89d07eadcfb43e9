namespace Hone.Nn;

/// <summary>The configuration of <see cref="Hardsigmoid"/>.</summary>
public sealed record HardsigmoidConfig : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Hardsigmoid();
}
