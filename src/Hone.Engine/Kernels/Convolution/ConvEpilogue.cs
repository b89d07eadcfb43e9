namespace Hone.Kernels;

/// <summary>
/// What a forward pass does with a sum before it leaves the cache: y = sum + bias (+ residual), then max(y, 0) if asked for.
/// </summary>
internal unsafe struct ConvEpilogue
{
    /// <summary>One value for each output channel, or null.</summary>
    public float* Bias;

    /// <summary>Added to the output, whose layout it has; or null.</summary>
    public float* Residual;

    public bool Relu;

    /// <summary>True where the sum is the output.</summary>
    public readonly bool IsEmpty => Bias == null && Residual == null && !Relu;

    /// <summary>The same from output channel <paramref name="channel"/> on.</summary>
    public readonly ConvEpilogue From(nint channel) => new()
    {
        Bias = Bias == null ? null : Bias + channel,
        Residual = Residual == null ? null : Residual + channel,
        Relu = Relu,
    };
}
