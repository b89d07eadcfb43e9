namespace Hone.Nn;

/// <summary>The configuration of <see cref="InstanceNorm1d"/>.</summary>
/// <param name="Channels">Size of the second axis.</param>
/// <param name="Options">Numbers of the formula, whether it is scaled, and statistics.</param>
public sealed record InstanceNorm1dConfig(int Channels, InstanceNormOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Channels);
        return new InstanceNorm1d(Channels, Options);
    }
}
