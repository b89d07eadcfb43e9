namespace Hone.Nn;

/// <summary>The configuration of <see cref="PixelShuffleIcnr"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="Options">Channels, factor, normalization, activation, blur.</param>
public sealed record PixelShuffleIcnrConfig(int InChannels, PixelShuffleIcnrOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels((double)(Options.OutChannels ?? InChannels) * Options.Scale * Options.Scale);
        return new PixelShuffleIcnr(InChannels, Options);
    }
}
