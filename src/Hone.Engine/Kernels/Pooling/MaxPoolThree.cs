using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Maximum pooling with windows of 3x3, unrolled: forward keeps the nine values of a window in registers; backward with stride 2 and padding 1, the
/// pooling of residual nets, takes its inputs four at a time, two rows of two, which look at the same windows.
/// </summary>
/// <remarks>
/// A window that reaches over the border reads the nearest line again, which changes no maximum. Channels past the last whole register are done in a register that ends with them and overlaps the one
/// before. Values that are not numbers, and inputs that have no partner, go the general way.
/// </remarks>
internal static unsafe class MaxPoolThree<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const float NoTap = -1;

    /// <summary>True where windows are 3x3 and at most their first line lies before the picture.</summary>
    public static bool SuitsForward(in PoolProblem<float> p) =>
        p is { KernelHeight: 3, KernelWidth: 3, PaddingHeight: <= 1, PaddingWidth: <= 1 } && p.Channels >= TPolicy.Width;

    /// <summary>True where the four inputs from this row on share their windows: an even one lies in the middle of one window and an odd one between two, along both axes.</summary>
    public static bool SuitsBackward(in PoolProblem<float> p, int row, int lastRow)
    {
        int inRow = row % p.InHeight;
        return p is { KernelHeight: 3, KernelWidth: 3, StrideHeight: 2, StrideWidth: 2, PaddingHeight: 1, PaddingWidth: 1 }
            && p.Channels >= TPolicy.Width
            && inRow % 2 == 0
            && inRow + 1 < p.InHeight
            && row + 1 < lastRow
            && inRow / 2 < p.OutHeight;
    }

    /// <summary>One row of outputs; rows count over the whole batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardRow(in PoolProblem<float> p, int row)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint line = p.InWidth * channels;
        int top = (row % p.OutHeight * p.StrideHeight) - p.PaddingHeight;
        float* image = p.X + ((nint)(row / p.OutHeight) * p.InHeight * line);
        float* first = image + (Math.Max(0, top) * line);
        float* second = image + (Math.Min(top + 1, p.InHeight - 1) * line);
        float* third = image + (Math.Min(top + 2, p.InHeight - 1) * line);
        float* y = p.Y + ((nint)row * p.OutWidth * channels);
        byte* taps = p.Taps == null ? null : p.Taps + ((nint)row * p.OutWidth * channels);

        // Where a line is read twice, its number within the window is that of the line that lies in the picture.
        float tapRow = top < 0 ? 3 : 0;
        for (int column = 0; column < p.OutWidth; column++)
        {
            int left = (column * p.StrideWidth) - p.PaddingWidth;
            nint x0 = Math.Max(0, left) * channels;
            nint x1 = Math.Min(left + 1, p.InWidth - 1) * channels;
            nint x2 = Math.Min(left + 2, p.InWidth - 1) * channels;
            float tapColumn = left < 0 ? 1 : 0;
            nint c = 0;
            while (c < channels)
            {
                c = Math.Min(c, channels - width);
                TVector v0 = TPolicy.Load(first + x0 + c);
                TVector v1 = TPolicy.Load(first + x1 + c);
                TVector v2 = TPolicy.Load(first + x2 + c);
                TVector v3 = TPolicy.Load(second + x0 + c);
                TVector v4 = TPolicy.Load(second + x1 + c);
                TVector v5 = TPolicy.Load(second + x2 + c);
                TVector v6 = TPolicy.Load(third + x0 + c);
                TVector v7 = TPolicy.Load(third + x1 + c);
                TVector v8 = TPolicy.Load(third + x2 + c);

                // A NaN, or infinities of both signs, make the sum NaN: the general way knows how to order them.
                TVector sum = TPolicy.Add(TPolicy.Add(TPolicy.Add(v0, v1), TPolicy.Add(v2, v3)), TPolicy.Add(TPolicy.Add(v4, v5), TPolicy.Add(v6, v7)));
                sum = TPolicy.Add(sum, v8);
                if (!TPolicy.AllEqual(sum, sum))
                {
                    MaxPoolVectors<TPolicy, TVector>.ForwardRegister(p, row, column, c);
                    c += width;
                    continue;
                }

                TVector upper = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(v0, v1), TPolicy.MaxOfNumbers(v2, v3));
                TVector lower = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(v4, v5), TPolicy.MaxOfNumbers(v6, v7));
                TVector best = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(upper, lower), v8);
                TPolicy.Store(y + c, best);
                if (taps != null)
                {
                    // From the last tap to the first, so that the first of equal values stays.
                    TVector tap = TPolicy.Create(8);
                    tap = TPolicy.Select(TPolicy.Equal(v7, best), TPolicy.Create(7), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v6, best), TPolicy.Create(6 + tapColumn), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v5, best), TPolicy.Create(5), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v4, best), TPolicy.Create(4), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v3, best), TPolicy.Create(3 + tapColumn), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v2, best), TPolicy.Create(2 + tapRow), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v1, best), TPolicy.Create(1 + tapRow), tap);
                    tap = TPolicy.Select(TPolicy.Equal(v0, best), TPolicy.Create(tapRow + tapColumn), tap);
                    TPolicy.StoreBytes(taps + c, tap);
                }

                c += width;
            }

            y += channels;
            taps = taps == null ? null : taps + channels;
        }
    }

    /// <summary>The inputs of two rows in pairs of columns; a last single column is left out.</summary>
    /// <param name="p">Sizes and pointers.</param>
    /// <param name="row">The upper one of two rows of inputs, counted over the whole batch, that suits (<see cref="SuitsBackward"/>).</param>
    /// <returns>Input columns that were written, all channels.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int BackwardRows(in PoolProblem<float> p, int row)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint line = p.OutWidth * channels;
        int top = row % p.InHeight / 2;
        bool below = top + 1 < p.OutHeight;
        bool accumulate = p.Accumulate;
        int pairs = Math.Min(p.OutWidth, p.InWidth / 2);
        nint window = ((nint)(row / p.InHeight) * p.OutHeight * line) + (top * line);
        float* dy = p.Dy + window;
        byte* taps = p.Taps + window;
        float* dx = p.Dx + ((nint)row * p.InWidth * channels);
        nint dxLine = p.InWidth * channels;
        nint c = 0;
        while (c < channels)
        {
            // The register that overlaps may not add to what it has just written.
            if (c + width > channels)
            {
                if (accumulate)
                {
                    break;
                }

                c = channels - width;
            }

            // An even input lies in the middle of the window on its left; an odd one also in the window on the right, below, or both.
            TVector none = TPolicy.Create(NoTap);
            TVector leftTaps = TPolicy.LoadBytes(taps + c);
            TVector left = TPolicy.Load(dy + c);
            TVector leftTapsBelow = below ? TPolicy.LoadBytes(taps + line + c) : none;
            TVector leftBelow = below ? TPolicy.Load(dy + line + c) : TPolicy.Zero;
            float* destination = dx + c;
            for (int pair = 0; pair < pairs; pair++)
            {
                TVector rightTaps = none;
                TVector right = TPolicy.Zero;
                TVector rightTapsBelow = none;
                TVector rightBelow = TPolicy.Zero;
                if (pair + 1 < p.OutWidth)
                {
                    nint next = ((pair + 1) * channels) + c;
                    rightTaps = TPolicy.LoadBytes(taps + next);
                    right = TPolicy.Load(dy + next);
                    if (below)
                    {
                        rightTapsBelow = TPolicy.LoadBytes(taps + line + next);
                        rightBelow = TPolicy.Load(dy + line + next);
                    }
                }

                TVector middle = Where(leftTaps, 4, left);
                TVector between = TPolicy.Add(Where(leftTaps, 5, left), Where(rightTaps, 3, right));
                TVector under = TPolicy.Add(Where(leftTaps, 7, left), Where(leftTapsBelow, 1, leftBelow));
                TVector corner = TPolicy.Add(Where(leftTaps, 8, left), Where(rightTaps, 6, right));
                corner = TPolicy.Add(TPolicy.Add(corner, Where(leftTapsBelow, 2, leftBelow)), Where(rightTapsBelow, 0, rightBelow));
                if (accumulate)
                {
                    middle = TPolicy.Add(middle, TPolicy.Load(destination));
                    between = TPolicy.Add(between, TPolicy.Load(destination + channels));
                    under = TPolicy.Add(under, TPolicy.Load(destination + dxLine));
                    corner = TPolicy.Add(corner, TPolicy.Load(destination + dxLine + channels));
                }

                TPolicy.Store(destination, middle);
                TPolicy.Store(destination + channels, between);
                TPolicy.Store(destination + dxLine, under);
                TPolicy.Store(destination + dxLine + channels, corner);
                destination += 2 * channels;
                leftTaps = rightTaps;
                left = right;
                leftTapsBelow = rightTapsBelow;
                leftBelow = rightBelow;
            }

            c += width;
        }

        for (int column = 0; c < channels && column < 2 * pairs; column++)
        {
            MaxPoolPlain<float>.BackwardPixel(p, row, column, (int)c);
            MaxPoolPlain<float>.BackwardPixel(p, row + 1, column, (int)c);
        }

        return 2 * pairs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Where(TVector taps, float tap, TVector value) => TPolicy.Select(TPolicy.Equal(taps, TPolicy.Create(tap)), value, TPolicy.Zero);
}
