namespace Hone.Nn;

/// <summary>The configuration of <see cref="AdaptiveAvgPool1d"/>.</summary>
/// <param name="OutputSize">Length of the output.</param>
public sealed record AdaptiveAvgPool1dConfig(int OutputSize) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AdaptiveAvgPool1d(OutputSize);
}
