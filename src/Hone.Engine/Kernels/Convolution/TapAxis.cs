namespace Hone.Kernels;

/// <summary>
/// How one axis of an output maps to its input under a kernel: source = (position * Scale + Origin + tap * Step) / Divisor,
/// where the division must leave no rest and the source must lie in 0..Extent-1.
/// </summary>
/// <remarks>
/// The forward pass has Scale = stride and Divisor = 1. The gradient of the input has Scale = 1 and Divisor = stride: a strided
/// backward pass skips the taps that would meet an inserted zero instead of inserting it. Its taps are numbered backwards, as
/// <see cref="WeightLayout.Transpose"/> stores them, so that neighbouring taps read neighbouring pixels in both passes.
/// </remarks>
internal readonly record struct TapAxis(int Taps, int Scale, int Divisor, int Origin, int Step, int Extent)
{
    public static TapAxis Forward(int kernel, int stride, int padding, int dilation, int inSize) =>
        new(kernel, stride, 1, -padding, dilation, inSize);

    public static TapAxis Backward(int kernel, int stride, int padding, int dilation, int outSize) =>
        new(kernel, 1, stride, padding - (dilation * (kernel - 1)), dilation, outSize);

    /// <summary>The same taps, numbered from the other end.</summary>
    public TapAxis Reversed() => this with { Origin = Origin + ((Taps - 1) * Step), Step = -Step };

    /// <summary>The input coordinate that a tap reads for an output position, or -1 where it reads padding.</summary>
    public int Source(int position, int tap)
    {
        int source = (position * Scale) + Origin + (tap * Step);
        if (Divisor != 1)
        {
            if (source < 0 || source % Divisor != 0)
            {
                return -1;
            }

            source /= Divisor;
        }

        return (uint)source < (uint)Extent ? source : -1;
    }
}
