using Hone.Memory;

namespace Hone.Kernels;

/// <summary>Sizes of a 2-d pooling over channels-last activations, and its operands.</summary>
internal unsafe struct PoolProblem<T>
    where T : unmanaged
{
    /// <summary>No window has as many taps.</summary>
    private const byte NoTap = 255;

    public int Batch;
    public int Channels;
    public int InHeight;
    public int InWidth;
    public int OutHeight;
    public int OutWidth;
    public int KernelHeight;
    public int KernelWidth;
    public int StrideHeight;
    public int StrideWidth;
    public int PaddingHeight;
    public int PaddingWidth;

    /// <summary>Input rows from one row of a window to the next; 0 where nobody asks for any, as 1.</summary>
    public int DilationHeight;
    public int DilationWidth;

    /// <summary>Whether an average divides by the whole window, zeros of the padding included.</summary>
    public bool CountIncludePad;

    /// <summary>Whether backward adds to dx.</summary>
    public bool Accumulate;

    /// <summary>Image rows are cut into this many ranges; it depends on the sizes alone.</summary>
    public int Parts;

    public T* X;
    public T* Y;
    public T* Dx;
    public T* Dy;

    /// <summary>For each output the tap of its window (row * KernelWidth + column) that held the maximum; null if nobody wants it.</summary>
    public byte* Taps;

    /// <summary>A tap that no window has for each channel, which stands where there is no window; for backward, see <see cref="RentNoTaps"/>.</summary>
    public byte* NoTaps;

    /// <summary>Whether the pixels of a window lie apart.</summary>
    public readonly bool IsDilated => DilationHeight > 1 || DilationWidth > 1;

    /// <summary>Memory of this thread for <see cref="NoTaps"/>, which all threads may read until the next pooling.</summary>
    public void RentNoTaps()
    {
        NoTaps = Scratch.Bytes(ScratchSlot.PoolLines, Channels);
        new Span<byte>(NoTaps, Channels).Fill(NoTap);
    }

    /// <summary>The window of an output along one axis, cut to the input.</summary>
    public static void Window(int output, int kernel, int stride, int padding, int size, out int first, out int last)
    {
        int start = (output * stride) - padding;
        first = Math.Max(0, start);
        last = Math.Min(size, start + kernel);
    }

    /// <summary>The outputs first..last-1 whose windows contain an input position.</summary>
    public static void Covering(int input, int kernel, int stride, int padding, int outSize, out int first, out int last)
    {
        int reach = input + padding - kernel + 1;
        first = reach <= 0 ? 0 : (reach + stride - 1) / stride;
        last = Math.Min(outSize, ((input + padding) / stride) + 1);
    }

    /// <summary>The number that an average over an output's window divides by.</summary>
    public readonly int Divisor(int outRow, int outColumn)
    {
        Window(outRow, KernelHeight, StrideHeight, PaddingHeight, InHeight, out int top, out int bottom);
        Window(outColumn, KernelWidth, StrideWidth, PaddingWidth, InWidth, out int left, out int right);
        if (!CountIncludePad)
        {
            return (bottom - top) * (right - left);
        }

        // A window that ceil mode lets begin inside the padding ends with it.
        int height = Math.Min((outRow * StrideHeight) - PaddingHeight + KernelHeight, InHeight + PaddingHeight) - ((outRow * StrideHeight) - PaddingHeight);
        int width = Math.Min((outColumn * StrideWidth) - PaddingWidth + KernelWidth, InWidth + PaddingWidth) - ((outColumn * StrideWidth) - PaddingWidth);
        return height * width;
    }

    /// <summary>First image row of a part, out of <paramref name="rows"/>.</summary>
    public readonly int FirstRow(int rows, int part) => (int)((long)rows * part / Parts);
}
