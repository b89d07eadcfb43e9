namespace Hone.Nn;

/// <summary>The configuration of <see cref="ConvTranspose2d"/>; sizes in pixels or taps, height first.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="KernelSize">Height and width of the kernel.</param>
/// <param name="Stride">Steps of the output from one input to the next.</param>
/// <param name="Padding">Steps that are cut off around the output.</param>
/// <param name="OutputPadding">Further steps at the end of the output.</param>
/// <param name="Dilation">Steps from one tap to the next.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record ConvTranspose2dConfig(
    int InChannels,
    int OutChannels,
    LayerSize KernelSize,
    LayerSize Stride,
    LayerSize Padding,
    LayerSize OutputPadding,
    LayerSize Dilation,
    int Groups,
    bool Bias) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ConvTranspose2d(InChannels, OutChannels, KernelSize.ToSize(), new ConvTranspose2dLayerOptions
    {
        Stride = Stride.ToSize(),
        Padding = Padding.ToSize(),
        OutputPadding = OutputPadding.ToSize(),
        Dilation = Dilation.ToSize(),
        Groups = Groups,
        Bias = Bias,
    });
}
