using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="MaxPool2d"/>; sizes in pixels, height first.</summary>
/// <param name="KernelSize">Height and width of the window.</param>
/// <param name="Stride">Pixels from one window to the next; null stands for the window's size.</param>
/// <param name="Padding">Pixels around the input that never win.</param>
/// <param name="CeilMode">Whether a last window that reaches over the border counts.</param>
/// <param name="Dilation">Pixels from one pixel of the window to the next; null stands for 1, and is not written, so that earlier readers read on.</param>
public sealed record MaxPool2dConfig(
    LayerSize KernelSize,
    LayerSize? Stride,
    LayerSize Padding,
    bool CeilMode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LayerSize? Dilation = null) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new MaxPool2d(KernelSize.ToSize(), new MaxPool2dOptions
    {
        Stride = Stride?.ToSize(),
        Padding = Padding.ToSize(),
        CeilMode = CeilMode,
        Dilation = Dilation?.ToSize(),
    });
}
