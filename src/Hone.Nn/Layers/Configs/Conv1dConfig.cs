using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="Conv1d"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="KernelSize">Length of the kernel.</param>
/// <param name="Stride">Steps from one output to the next.</param>
/// <param name="Padding">Zeros around the input.</param>
/// <param name="Dilation">Steps from one tap to the next.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
/// <param name="SamePadding">Whether zeros keep the size of the input. Not written where they do not, so that earlier readers read on.</param>
public sealed record Conv1dConfig(
    int InChannels,
    int OutChannels,
    int KernelSize,
    int Stride,
    int Padding,
    int Dilation,
    int Groups,
    bool Bias,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SamePadding = false) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Conv1d(InChannels, OutChannels, KernelSize, new Conv1dLayerOptions
    {
        Stride = Stride,
        Padding = Padding,
        Dilation = Dilation,
        Groups = Groups,
        Bias = Bias,
        SamePadding = SamePadding,
    });
}
