namespace Hone.Nn;

/// <summary>The configuration of <see cref="SqueezeNet"/>.</summary>
/// <param name="Options">Channels, classes and what else the net lets choose.</param>
public sealed record SqueezeNetConfig(SqueezeNetOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(32L * Options.Width);
        return new SqueezeNet(Options);
    }
}
