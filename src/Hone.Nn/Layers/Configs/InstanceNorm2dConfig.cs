namespace Hone.Nn;

/// <summary>The configuration of <see cref="InstanceNorm2d"/>.</summary>
/// <param name="Channels">Size of the second axis.</param>
/// <param name="Options">Numbers of the formula, whether it is scaled, and statistics.</param>
public sealed record InstanceNorm2dConfig(int Channels, InstanceNormOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Channels);
        return new InstanceNorm2d(Channels, Options);
    }
}
