namespace Hone.Nn;

/// <summary>The configuration of <see cref="ConvTranspose1d"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="KernelSize">Length of the kernel.</param>
/// <param name="Stride">Steps of the output from one input to the next.</param>
/// <param name="Padding">Steps that are cut off around the output.</param>
/// <param name="OutputPadding">Further steps at the end of the output.</param>
/// <param name="Dilation">Steps from one tap to the next.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record ConvTranspose1dConfig(
    int InChannels,
    int OutChannels,
    int KernelSize,
    int Stride,
    int Padding,
    int OutputPadding,
    int Dilation,
    int Groups,
    bool Bias) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ConvTranspose1d(InChannels, OutChannels, KernelSize, new ConvTranspose1dLayerOptions
    {
        Stride = Stride,
        Padding = Padding,
        OutputPadding = OutputPadding,
        Dilation = Dilation,
        Groups = Groups,
        Bias = Bias,
    });
}
