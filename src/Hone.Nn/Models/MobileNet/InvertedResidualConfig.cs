namespace Hone.Nn;

/// <summary>The configuration of <see cref="InvertedResidual"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Stride">Stride of the depthwise convolution.</param>
/// <param name="Expansion">Factor by which the first convolution widens.</param>
/// <param name="Options">Normalization and padding.</param>
public sealed record InvertedResidualConfig(int InChannels, int OutChannels, int Stride, int Expansion, MobileNetV2Options Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels((long)InChannels * Expansion);
        ConfigLimits.Channels(OutChannels);
        return new InvertedResidual(InChannels, OutChannels, Stride, Expansion, Options);
    }
}
