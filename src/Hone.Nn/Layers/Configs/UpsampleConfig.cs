namespace Hone.Nn;

/// <summary>The configuration of <see cref="Upsample"/>.</summary>
/// <param name="Options">Size or factor, and mode.</param>
public sealed record UpsampleConfig(InterpolateOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Upsample(Options);
}
