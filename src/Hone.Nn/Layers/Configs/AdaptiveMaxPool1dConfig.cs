namespace Hone.Nn;

/// <summary>The configuration of <see cref="AdaptiveMaxPool1d"/>.</summary>
/// <param name="OutputSize">Length of the output.</param>
public sealed record AdaptiveMaxPool1dConfig(int OutputSize) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AdaptiveMaxPool1d(OutputSize);
}
