namespace Hone.Nn;

/// <summary>The configuration of <see cref="ConvLayer"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Options">Kernel, normalization, activation.</param>
public sealed record ConvLayerConfig(int InChannels, int OutChannels, ConvLayerOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(OutChannels);
        return new ConvLayer(InChannels, OutChannels, Options);
    }
}
