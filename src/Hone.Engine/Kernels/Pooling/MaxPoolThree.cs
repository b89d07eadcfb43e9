using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Maximum pooling with windows of 3x3, unrolled: forward keeps the nine values of a window in registers; backward with stride 2 and padding 1, the
/// pooling of residual nets, takes its inputs in pairs, which look at the same windows.
/// </summary>
/// <remarks>Windows at the border, a last single column of inputs, channels past the last register and values that are not numbers go the general way.</remarks>
internal static unsafe class MaxPoolThree<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const float NoTap = -1;

    /// <summary>True where windows are 3x3.</summary>
    public static bool SuitsForward(in PoolProblem<float> p) => p is { KernelHeight: 3, KernelWidth: 3 };

    /// <summary>True where an even input lies in the middle of one window and an odd one between two, along both axes.</summary>
    public static bool SuitsBackward(in PoolProblem<float> p) =>
        p is { KernelHeight: 3, KernelWidth: 3, StrideHeight: 2, StrideWidth: 2, PaddingHeight: 1, PaddingWidth: 1 };

    /// <summary>Writes the whole registers of one output whose window lies inside the picture, and returns the channels done: fewer where a value is NaN.</summary>
    /// <param name="p">Sizes and pointers.</param>
    /// <param name="window">First channel of the window's first pixel.</param>
    /// <param name="output">Offset of the output pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ForwardPixel(in PoolProblem<float> p, float* window, nint output)
    {
        nint channels = p.Channels;
        nint line = p.InWidth * channels;
        float* first = window;
        float* second = first + line;
        float* third = second + line;
        float* y = p.Y + output;
        byte* taps = p.Taps == null ? null : p.Taps + output;
        nint c = 0;
        for (; c + TPolicy.Width <= channels; c += TPolicy.Width)
        {
            TVector v0 = TPolicy.Load(first + c);
            TVector v1 = TPolicy.Load(first + channels + c);
            TVector v2 = TPolicy.Load(first + (2 * channels) + c);
            TVector v3 = TPolicy.Load(second + c);
            TVector v4 = TPolicy.Load(second + channels + c);
            TVector v5 = TPolicy.Load(second + (2 * channels) + c);
            TVector v6 = TPolicy.Load(third + c);
            TVector v7 = TPolicy.Load(third + channels + c);
            TVector v8 = TPolicy.Load(third + (2 * channels) + c);
            TVector upper = TPolicy.Max(TPolicy.Max(v0, v1), TPolicy.Max(v2, v3));
            TVector lower = TPolicy.Max(TPolicy.Max(v4, v5), TPolicy.Max(v6, v7));
            TVector best = TPolicy.Max(TPolicy.Max(upper, lower), v8);
            if (!TPolicy.AllEqual(best, best))
            {
                return c;
            }

            TPolicy.Store(y + c, best);
            if (taps == null)
            {
                continue;
            }

            // From the last tap to the first, so that the first of equal values stays.
            TVector tap = TPolicy.Create(8);
            tap = TPolicy.Select(TPolicy.Equal(v7, best), TPolicy.Create(7), tap);
            tap = TPolicy.Select(TPolicy.Equal(v6, best), TPolicy.Create(6), tap);
            tap = TPolicy.Select(TPolicy.Equal(v5, best), TPolicy.Create(5), tap);
            tap = TPolicy.Select(TPolicy.Equal(v4, best), TPolicy.Create(4), tap);
            tap = TPolicy.Select(TPolicy.Equal(v3, best), TPolicy.Create(3), tap);
            tap = TPolicy.Select(TPolicy.Equal(v2, best), TPolicy.Create(2), tap);
            tap = TPolicy.Select(TPolicy.Equal(v1, best), TPolicy.Create(1), tap);
            tap = TPolicy.Select(TPolicy.Equal(v0, best), TPolicy.Zero, tap);
            TPolicy.StoreBytes(taps + c, tap);
        }

        return c;
    }

    /// <summary>
    /// The inputs of one row in pairs of columns; a last single column is left out, and so is a row below the middle of the last windows.
    /// </summary>
    /// <param name="p">Sizes and pointers.</param>
    /// <param name="row">Row of inputs, counted over the whole batch.</param>
    /// <param name="columns">Input columns that were written, all channels of whole registers.</param>
    /// <returns>Channels done in those columns.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint BackwardRow(in PoolProblem<float> p, int row, out int columns)
    {
        nint channels = p.Channels;
        nint done = channels / TPolicy.Width * TPolicy.Width;
        int inRow = row % p.InHeight;
        int top = inRow / 2;
        bool odd = inRow % 2 == 1;
        bool below = odd && top + 1 < p.OutHeight;
        columns = Math.Min(p.OutWidth * 2, p.InWidth / 2 * 2);
        if (done == 0 || top >= p.OutHeight)
        {
            columns = 0;
            return 0;
        }

        nint line = p.OutWidth * channels;
        nint upper = ((nint)(row / p.InHeight) * p.OutHeight * line) + (top * line);
        float* dx = p.Dx + ((nint)row * p.InWidth * channels);
        bool accumulate = p.Accumulate;
        for (int column = 0; column < columns; column += 2)
        {
            // Behind the last column of windows no tap is looked for, in the window on the left for want of another one.
            bool last = (column / 2) + 1 == p.OutWidth;
            nint next = last ? 0 : channels;
            float tap = odd ? 6 : 3;
            float rightTap = last ? NoTap : tap;
            float belowTap = last ? NoTap : 0;
            for (nint c = 0; c < done; c += TPolicy.Width)
            {
                // An even row lies in the second line of one row of windows; an odd one in the third line and, one row further down, in the first.
                nint window = upper + c;
                TVector left = TPolicy.LoadBytes(p.Taps + window);
                TVector leftDy = TPolicy.Load(p.Dy + window);
                TVector right = TPolicy.LoadBytes(p.Taps + window + next);
                TVector rightDy = TPolicy.Load(p.Dy + window + next);
                TVector even = Where(left, tap + 1, leftDy);
                TVector between = TPolicy.Add(Where(left, tap + 2, leftDy), Where(right, rightTap, rightDy));
                if (below)
                {
                    window += line;
                    left = TPolicy.LoadBytes(p.Taps + window);
                    leftDy = TPolicy.Load(p.Dy + window);
                    right = TPolicy.LoadBytes(p.Taps + window + next);
                    rightDy = TPolicy.Load(p.Dy + window + next);
                    even = TPolicy.Add(even, Where(left, 1, leftDy));
                    between = TPolicy.Add(TPolicy.Add(between, Where(left, 2, leftDy)), Where(right, belowTap, rightDy));
                }

                float* destination = dx + c;
                if (accumulate)
                {
                    even = TPolicy.Add(even, TPolicy.Load(destination));
                    between = TPolicy.Add(between, TPolicy.Load(destination + channels));
                }

                TPolicy.Store(destination, even);
                TPolicy.Store(destination + channels, between);
            }

            upper += channels;
            dx += 2 * channels;
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Where(TVector taps, float tap, TVector value) => TPolicy.Select(TPolicy.Equal(taps, TPolicy.Create(tap)), value, TPolicy.Zero);
}
