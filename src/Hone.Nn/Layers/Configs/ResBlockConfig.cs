namespace Hone.Nn;

/// <summary>The configuration of <see cref="ResBlock"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Options">Stride, kernel, normalizations.</param>
public sealed record ResBlockConfig(int InChannels, int OutChannels, ResBlockOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(OutChannels);
        ConfigLimits.Channels(Options.Hidden ?? 0);
        ConfigLimits.Channels(Options.FirstHidden ?? 0);
        return new ResBlock(InChannels, OutChannels, Options);
    }
}
