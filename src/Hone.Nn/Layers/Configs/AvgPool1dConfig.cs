namespace Hone.Nn;

/// <summary>The configuration of <see cref="AvgPool1d"/>.</summary>
/// <param name="KernelSize">Length of the window.</param>
/// <param name="Options">Stride, padding and rounding.</param>
public sealed record AvgPool1dConfig(int KernelSize, AvgPool1dOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AvgPool1d(KernelSize, Options);
}
