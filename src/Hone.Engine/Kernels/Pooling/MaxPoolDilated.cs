using System.Numerics;

namespace Hone.Kernels;

/// <summary>Maximum pooling over windows whose pixels lie apart, as plain loops for every element type; at a dilation of 1 the same as <see cref="MaxPoolPlain{T}"/>.</summary>
internal static unsafe class MaxPoolDilated<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One row of outputs; rows count over the whole batch. A window without a pixel of the picture gives -infinity.</summary>
    public static void ForwardRow(in PoolProblem<T> p, int row)
    {
        T* image = p.X + ((nint)(row / p.OutHeight) * p.InHeight * p.InWidth * p.Channels);
        int top = (row % p.OutHeight * p.StrideHeight) - p.PaddingHeight;
        Taps(top, p.KernelHeight, p.DilationHeight, p.InHeight, out int firstRow, out int lastRow);
        for (int column = 0; column < p.OutWidth; column++)
        {
            int left = (column * p.StrideWidth) - p.PaddingWidth;
            Taps(left, p.KernelWidth, p.DilationWidth, p.InWidth, out int firstColumn, out int lastColumn);
            nint output = (((nint)row * p.OutWidth) + column) * p.Channels;

            // The first tap of a window without pixels lies outside, where backward never looks.
            bool isEmpty = firstRow >= lastRow || firstColumn >= lastColumn;
            int firstTap = isEmpty ? 0 : (firstRow * p.KernelWidth) + firstColumn;
            for (int c = 0; c < p.Channels; c++)
            {
                int tap = firstTap;
                T best = T.NegativeInfinity;
                for (int y = firstRow; y < lastRow; y++)
                {
                    nint line = ((nint)top + ((nint)y * p.DilationHeight)) * p.InWidth;
                    for (int x = firstColumn; x < lastColumn; x++)
                    {
                        T value = image[((line + left + ((nint)x * p.DilationWidth)) * p.Channels) + c];
                        if (value > best || T.IsNaN(value))
                        {
                            best = value;
                            tap = (y * p.KernelWidth) + x;
                        }
                    }
                }

                p.Y[output + c] = best;
                if (p.Taps != null)
                {
                    p.Taps[output + c] = (byte)tap;
                }
            }
        }
    }

    /// <summary>One row of inputs; rows count over the whole batch.</summary>
    public static void BackwardRow(in PoolProblem<T> p, int row)
    {
        nint image = (nint)(row / p.InHeight) * p.OutHeight * p.OutWidth * p.Channels;
        for (int column = 0; column < p.InWidth; column++)
        {
            T* dx = p.Dx + ((((nint)row * p.InWidth) + column) * p.Channels);
            if (!p.Accumulate)
            {
                new Span<T>(dx, p.Channels).Clear();
            }

            for (int y = 0; y < p.KernelHeight; y++)
            {
                if (!Reaches(row % p.InHeight, y, p.StrideHeight, p.PaddingHeight, p.DilationHeight, p.OutHeight, out int outRow))
                {
                    continue;
                }

                for (int x = 0; x < p.KernelWidth; x++)
                {
                    if (Reaches(column, x, p.StrideWidth, p.PaddingWidth, p.DilationWidth, p.OutWidth, out int outColumn))
                    {
                        nint output = image + ((((nint)outRow * p.OutWidth) + outColumn) * p.Channels);
                        AddWon(p.Channels, (y * p.KernelWidth) + x, p.Taps + output, p.Dy + output, dx);
                    }
                }
            }
        }
    }

    /// <summary>dx += dy of the channels whose window has its maximum at a tap.</summary>
    private static void AddWon(int channels, int tap, byte* taps, T* dy, T* dx)
    {
        for (int c = 0; c < channels; c++)
        {
            if (taps[c] == tap)
            {
                dx[c] += dy[c];
            }
        }
    }

    /// <summary>The taps first..last-1 of a window along one axis that lie inside the input.</summary>
    private static void Taps(int start, int kernel, int dilation, int size, out int first, out int last)
    {
        first = start >= 0 ? 0 : (int)((dilation - 1L - start) / dilation);
        last = (int)Math.Min(kernel, ((long)size - start + dilation - 1) / dilation);
    }

    /// <summary>The output whose window has a given tap on an input position; false if there is none.</summary>
    private static bool Reaches(int input, int tap, int stride, int padding, int dilation, int outSize, out int output)
    {
        long start = (long)input + padding - ((long)tap * dilation);
        output = start < 0 || start % stride != 0 ? outSize : (int)Math.Min(outSize, start / stride);
        return output < outSize;
    }
}
