namespace Hone.Nn;

/// <summary>The configuration of <see cref="CifarNet"/>.</summary>
/// <param name="Options">Channels, classes and what else the net lets choose.</param>
public sealed record CifarNetConfig(CifarNetOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(8L * Options.Width);
        return CifarNet.Create(Options);
    }
}
