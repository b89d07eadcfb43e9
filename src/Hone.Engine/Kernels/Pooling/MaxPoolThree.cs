using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Maximum pooling with windows of 3x3, unrolled: forward keeps the nine values of a window in registers; backward with stride 2 and padding 1, the
/// pooling of residual nets, takes its inputs in pairs, which look at the same windows.
/// </summary>
/// <remarks>Channels past the last register and values that are not numbers go the general way.</remarks>
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

    /// <summary>
    /// Positions first, first + 1 and first + 2 of an axis, those outside it moved to the nearest one inside. A value that is looked at twice
    /// changes no maximum, so windows at the border need no code of their own.
    /// </summary>
    /// <param name="first">Position of the window's first tap; may lie in the padding.</param>
    /// <param name="size">Size of the axis.</param>
    /// <param name="inside">Receives the three positions.</param>
    public static void Clamp(int first, int size, int* inside)
    {
        for (int i = 0; i < 3; i++)
        {
            inside[i] = Math.Clamp(first + i, 0, size - 1);
        }
    }

    /// <summary>The number of the tap that each of the nine values has, row by row; a value that is looked at twice keeps its own number.</summary>
    /// <param name="firstRow">Row of the window's first tap.</param>
    /// <param name="rows">Its rows, from <see cref="Clamp"/>.</param>
    /// <param name="firstColumn">Column of the window's first tap.</param>
    /// <param name="columns">Its columns, from <see cref="Clamp"/>.</param>
    /// <param name="numbers">Receives nine numbers.</param>
    public static void Number(int firstRow, int* rows, int firstColumn, int* columns, float* numbers)
    {
        for (int i = 0; i < 9; i++)
        {
            numbers[i] = (3 * (rows[i / 3] - firstRow)) + columns[i % 3] - firstColumn;
        }
    }

    /// <summary>Writes the whole registers of one output, and returns the channels done: fewer where a value is NaN.</summary>
    /// <param name="p">Sizes and pointers.</param>
    /// <param name="image">First value of the picture.</param>
    /// <param name="rows">The window's rows, from <see cref="Clamp"/>.</param>
    /// <param name="columns">The window's columns, from <see cref="Clamp"/>.</param>
    /// <param name="numbers">From <see cref="Number"/>.</param>
    /// <param name="output">Offset of the output pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ForwardPixel(in PoolProblem<float> p, float* image, int* rows, int* columns, float* numbers, nint output)
    {
        nint channels = p.Channels;
        nint line = p.InWidth * channels;
        float* first = image + (rows[0] * line);
        float* second = image + (rows[1] * line);
        float* third = image + (rows[2] * line);
        nint left = columns[0] * channels;
        nint middle = columns[1] * channels;
        nint right = columns[2] * channels;
        float* y = p.Y + output;
        byte* taps = p.Taps == null ? null : p.Taps + output;
        nint c = 0;
        for (; c + TPolicy.Width <= channels; c += TPolicy.Width)
        {
            TVector v0 = TPolicy.Load(first + left + c);
            TVector v1 = TPolicy.Load(first + middle + c);
            TVector v2 = TPolicy.Load(first + right + c);
            TVector v3 = TPolicy.Load(second + left + c);
            TVector v4 = TPolicy.Load(second + middle + c);
            TVector v5 = TPolicy.Load(second + right + c);
            TVector v6 = TPolicy.Load(third + left + c);
            TVector v7 = TPolicy.Load(third + middle + c);
            TVector v8 = TPolicy.Load(third + right + c);
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
            TVector tap = TPolicy.Broadcast(numbers + 8);
            tap = TPolicy.Select(TPolicy.Equal(v7, best), TPolicy.Broadcast(numbers + 7), tap);
            tap = TPolicy.Select(TPolicy.Equal(v6, best), TPolicy.Broadcast(numbers + 6), tap);
            tap = TPolicy.Select(TPolicy.Equal(v5, best), TPolicy.Broadcast(numbers + 5), tap);
            tap = TPolicy.Select(TPolicy.Equal(v4, best), TPolicy.Broadcast(numbers + 4), tap);
            tap = TPolicy.Select(TPolicy.Equal(v3, best), TPolicy.Broadcast(numbers + 3), tap);
            tap = TPolicy.Select(TPolicy.Equal(v2, best), TPolicy.Broadcast(numbers + 2), tap);
            tap = TPolicy.Select(TPolicy.Equal(v1, best), TPolicy.Broadcast(numbers + 1), tap);
            tap = TPolicy.Select(TPolicy.Equal(v0, best), TPolicy.Broadcast(numbers), tap);
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
