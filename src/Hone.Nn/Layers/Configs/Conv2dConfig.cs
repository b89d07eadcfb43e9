using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="Conv2d"/>; sizes in pixels or taps, height first.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="KernelSize">Height and width of the kernel.</param>
/// <param name="Stride">Pixels from one output to the next.</param>
/// <param name="Padding">Pixels of zeros around the input.</param>
/// <param name="Dilation">Pixels from one tap to the next.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
/// <param name="SamePadding">Whether zeros keep the size of the input. Not written where they do not, so that earlier readers read on.</param>
public sealed record Conv2dConfig(
    int InChannels,
    int OutChannels,
    LayerSize KernelSize,
    LayerSize Stride,
    LayerSize Padding,
    LayerSize Dilation,
    int Groups,
    bool Bias,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SamePadding = false) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Conv2d(InChannels, OutChannels, KernelSize.ToSize(), new Conv2dLayerOptions
    {
        Stride = Stride.ToSize(),
        Padding = Padding.ToSize(),
        Dilation = Dilation.ToSize(),
        Groups = Groups,
        Bias = Bias,
        SamePadding = SamePadding,
    });
}
