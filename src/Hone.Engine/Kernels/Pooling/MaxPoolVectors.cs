using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Maximum pooling in registers: one register holds the values of neighbouring channels, a second one the tap at which each lane
/// found its maximum, as a float, stored as a byte. Channels past the last whole register go through the plain loop.
/// </summary>
internal static unsafe class MaxPoolVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Rows of outputs; rows count over the whole batch.</summary>
    public static void ForwardRows(in PoolProblem<float> p, int first, int last)
    {
        if (MaxPoolThreeForward<TPolicy, TVector>.Suits(p))
        {
            MaxPoolThreeForward<TPolicy, TVector>.ForwardRows(p, first, last);
            return;
        }

        for (int row = first; row < last; row++)
        {
            ForwardRow(p, row);
        }
    }

    /// <inheritdoc cref="MaxPoolPlain{T}.ForwardRow"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardRow(in PoolProblem<float> p, int row)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint line = p.InWidth * channels;
        int outRow = row % p.OutHeight;
        PoolProblem<float>.Window(outRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.InHeight, out int top, out int bottom);
        float rowTap = (top - (outRow * p.StrideHeight) + p.PaddingHeight) * p.KernelWidth;
        float* lines = p.X + ((nint)(row / p.OutHeight) * p.InHeight * line) + (top * line);
        float* y = p.Y + ((nint)row * p.OutWidth * channels);
        byte* taps = p.Taps == null ? null : p.Taps + ((nint)row * p.OutWidth * channels);
        for (int column = 0; column < p.OutWidth; column++)
        {
            PoolProblem<float>.Window(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.InWidth, out int left, out int right);
            float firstTap = rowTap + left - (column * p.StrideWidth) + p.PaddingWidth;
            float* window = lines + (left * channels);
            nint c = 0;
            for (; c + width <= channels; c += width)
            {
                if (taps == null)
                {
                    TPolicy.Store(y + c, Maximum(window + c, bottom - top, right - left, line, channels));
                }
                else
                {
                    TPolicy.Store(y + c, Maximum(window + c, bottom - top, right - left, line, channels, firstTap, p.KernelWidth, out TVector tap));
                    TPolicy.StoreBytes(taps + c, tap);
                }
            }

            if (c < channels)
            {
                MaxPoolPlain<float>.ForwardPixel(p, row, column, (int)c);
            }

            y += channels;
            taps = taps == null ? null : taps + channels;
        }
    }

    /// <summary>The maximum of a window. NaN wins over numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Maximum(float* window, int rows, int columns, nint line, nint channels)
    {
        TVector best = TPolicy.Load(window);
        for (int y = 0; y < rows; y++)
        {
            float* pixel = window;
            for (int x = 0; x < columns; x++)
            {
                best = TPolicy.Max(best, TPolicy.Load(pixel));
                pixel += channels;
            }

            window += line;
        }

        return best;
    }

    /// <summary>The maximum of a window and the tap that holds it, counted from <paramref name="firstTap"/>. The first of equal values wins; NaN wins over numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Maximum(float* window, int rows, int columns, nint line, nint channels, float firstTap, int kernelWidth, out TVector bestTap)
    {
        TVector best = TPolicy.Load(window);
        bestTap = TPolicy.Create(firstTap);
        for (int y = 0; y < rows; y++)
        {
            float tap = firstTap;
            float* pixel = window;
            for (int x = 0; x < columns; x++)
            {
                TVector value = TPolicy.Load(pixel);

                // A value replaces the best unless it is smaller, equal, or the best is NaN; a NaN always replaces it.
                TVector greater = TPolicy.GreaterThan(value, best);
                TVector number = TPolicy.Equal(value, value);
                best = TPolicy.Select(number, TPolicy.Select(greater, value, best), value);
                bestTap = TPolicy.Select(number, TPolicy.Select(greater, TPolicy.Create(tap), bestTap), TPolicy.Create(tap));
                tap++;
                pixel += channels;
            }

            firstTap += kernelWidth;
            window += line;
        }

        return best;
    }

    /// <summary>The rows of inputs from <paramref name="row"/> on that are done together; rows count over the whole batch.</summary>
    /// <param name="p">Sizes and pointers.</param>
    /// <param name="row">The first row.</param>
    /// <param name="lastRow">End of the rows that are to be done.</param>
    /// <returns>How many rows were done: one or two.</returns>
    public static int BackwardRows(in PoolProblem<float> p, int row, int lastRow)
    {
        if (!MaxPoolThreeBackward<TPolicy, TVector>.Suits(p, row, lastRow))
        {
            BackwardRow(p, row, 0);
            return 1;
        }

        int columns = MaxPoolThreeBackward<TPolicy, TVector>.BackwardRows(p, row);
        if (columns < p.InWidth)
        {
            BackwardRow(p, row, columns);
            BackwardRow(p, row + 1, columns);
        }

        return 2;
    }

    /// <summary>One row of inputs from a column on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardRow(in PoolProblem<float> p, int row, int firstColumn)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint line = p.OutWidth * channels;
        int inRow = row % p.InHeight;
        nint image = (nint)(row / p.InHeight) * p.OutHeight * line;
        PoolProblem<float>.Covering(inRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.OutHeight, out int top, out int bottom);
        for (int column = firstColumn; column < p.InWidth; column++)
        {
            PoolProblem<float>.Covering(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.OutWidth, out int left, out int right);
            float firstTap = ((inRow - (top * p.StrideHeight) + p.PaddingHeight) * p.KernelWidth) + column - (left * p.StrideWidth) + p.PaddingWidth;
            float* dx = p.Dx + ((((nint)row * p.InWidth) + column) * channels);
            nint corner = image + (top * line) + (left * channels);
            nint c = 0;
            for (; c + width <= channels; c += width)
            {
                TVector sum = p.Accumulate ? TPolicy.Load(dx + c) : TPolicy.Zero;
                float lineTap = firstTap;
                nint outputs = corner + c;
                for (int y = top; y < bottom; y++)
                {
                    float tap = lineTap;
                    nint output = outputs;
                    for (int x = left; x < right; x++)
                    {
                        TVector here = TPolicy.Equal(TPolicy.LoadBytes(p.Taps + output), TPolicy.Create(tap));
                        sum = TPolicy.Add(sum, TPolicy.Select(here, TPolicy.Load(p.Dy + output), TPolicy.Zero));

                        // The next window begins one stride further right, so the same input is that much further left in it.
                        tap -= p.StrideWidth;
                        output += channels;
                    }

                    lineTap -= p.StrideHeight * p.KernelWidth;
                    outputs += line;
                }

                TPolicy.Store(dx + c, sum);
            }

            if (c < channels)
            {
                MaxPoolPlain<float>.BackwardPixel(p, row, column, (int)c);
            }
        }
    }
}
