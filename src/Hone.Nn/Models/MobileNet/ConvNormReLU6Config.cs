namespace Hone.Nn;

/// <summary>The configuration of a convolution of <see cref="MobileNetV2"/> with its normalization and its activation, which stays between 0 and 6.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Kernel">Height and width of the kernel.</param>
/// <param name="Stride">Pixels from one output to the next.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Options">Normalization and padding.</param>
public sealed record ConvNormReLU6Config(int InChannels, int OutChannels, int Kernel, int Stride, int Groups, MobileNetV2Options Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(OutChannels);
        return new ConvNormReLU6(InChannels, OutChannels, Kernel, Stride, Groups, Options);
    }
}
