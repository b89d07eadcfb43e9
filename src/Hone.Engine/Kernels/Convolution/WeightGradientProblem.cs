namespace Hone.Kernels;

/// <summary>
/// The gradient of the weights of one group: dW[tap, c, k] = sum over pixels of x[source(pixel, tap), c] * dy[pixel, k].
/// </summary>
internal unsafe struct WeightGradientProblem
{
    /// <summary>The convolution of the group alone: its Groups is 1.</summary>
    public ConvShape Shape;

    public float* X;

    public nint InPixelStride;

    public float* Dy;

    public nint OutPixelStride;

    /// <summary>Packed `[panels][taps][InChannels][16]`.</summary>
    public float* Dw;

    public bool Accumulate;
}
