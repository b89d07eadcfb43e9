namespace Hone.Nn;

/// <summary>The configuration of <see cref="ResNet9"/>.</summary>
/// <param name="Options">Channels, classes and what else the net lets choose.</param>
public sealed record ResNet9Config(ResNet9Options Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(8L * Options.Width);
        return ResNet9.Create(Options);
    }
}
