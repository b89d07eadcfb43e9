namespace Hone.Kernels;

/// <summary>
/// What a forward pass does with a sum before it leaves the cache: y = (sum + bias) * scale + shift (+ residual), then max(y, 0) if asked for.
/// </summary>
internal unsafe struct ConvEpilogue
{
    /// <summary>One value for each output channel, or null.</summary>
    public float* Bias;

    /// <summary>One factor for each output channel, or null; with it the bias is as a rule the negative mean of a normalization.</summary>
    public float* Scale;

    /// <summary>One value for each output channel, added behind the factor; null without one.</summary>
    public float* Shift;

    /// <summary>Added to the output, whose layout it has; or null.</summary>
    public float* Residual;

    public bool Relu;

    /// <summary>True where the sum is the output.</summary>
    public readonly bool IsEmpty => Bias == null && Scale == null && Residual == null && !Relu;

    /// <summary>The same from output channel <paramref name="channel"/> on.</summary>
    public readonly ConvEpilogue From(nint channel) => new()
    {
        Bias = Bias == null ? null : Bias + channel,
        Scale = Scale == null ? null : Scale + channel,
        Shift = Scale == null ? null : Shift + channel,
        Residual = Residual == null ? null : Residual + channel,
        Relu = Relu,
    };
}
