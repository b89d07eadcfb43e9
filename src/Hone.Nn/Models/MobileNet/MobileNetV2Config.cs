namespace Hone.Nn;

/// <summary>The configuration of <see cref="MobileNetV2"/>.</summary>
/// <param name="Options">Channels, classes and what else the net lets choose.</param>
public sealed record MobileNetV2Config(MobileNetV2Options Options) : ModelConfig
{
    private const double MostWidth = 8;

    /// <inheritdoc/>
    public override Module Build()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Options.Width, MostWidth, nameof(Options));
        ConfigLimits.Channels(Options.RoundTo);
        ConfigLimits.Channels(Options.LastChannels);
        return new MobileNetV2(Options);
    }
}
