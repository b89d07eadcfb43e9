namespace Hone.Nn;

/// <summary>The configuration of <see cref="MaxPool1d"/>.</summary>
/// <param name="KernelSize">Length of the window.</param>
/// <param name="Options">Stride, padding, rounding and dilation.</param>
public sealed record MaxPool1dConfig(int KernelSize, MaxPool1dOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new MaxPool1d(KernelSize, Options);
}
