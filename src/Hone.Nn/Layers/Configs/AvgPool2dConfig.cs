namespace Hone.Nn;

/// <summary>The configuration of <see cref="AvgPool2d"/>.</summary>
/// <param name="KernelSize">Height and width of the window.</param>
/// <param name="Options">Stride, padding and rounding.</param>
public sealed record AvgPool2dConfig(LayerSize KernelSize, AvgPool2dOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AvgPool2d(KernelSize.ToSize(), Options);
}
