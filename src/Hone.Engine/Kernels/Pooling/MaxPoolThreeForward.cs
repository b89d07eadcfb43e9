using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Forward maximum pooling with windows of 3x3. Each line of the picture is first reduced over the three columns of every window, to a
/// maximum and, where somebody wants it, its place; three such lines make a row of outputs. With stride 2 the lowest line of a row is the
/// uppermost of the next one and is reduced once.
/// </summary>
/// <remarks>
/// A window that reaches over the border reads the nearest line again, which changes no maximum. Channels past the last whole register are
/// done in a register that ends with them and overlaps the one before. The sum over all values of a row tells whether one of them is NaN, or
/// whether there are infinities of both signs: such a row is done again in the general way, which knows how to order them.
/// </remarks>
internal static unsafe class MaxPoolThreeForward<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>True where windows are 3x3 and at most their first line lies before the picture.</summary>
    public static bool Suits(in PoolProblem<float> p) =>
        p is { KernelHeight: 3, KernelWidth: 3, PaddingHeight: <= 1, PaddingWidth: <= 1 } && p.Channels >= TPolicy.Width;

    /// <summary>Rows of outputs; rows count over the whole batch.</summary>
    public static void ForwardRows(in PoolProblem<float> p, int first, int last)
    {
        nint outputs = (nint)p.OutWidth * p.Channels;
        nint line = (nint)p.InWidth * p.Channels;
        float* upper = Scratch.Floats(ScratchSlot.PoolLines, 4 * outputs);
        float* lower = upper + (2 * outputs);
        bool isShared = false;
        for (int row = first; row < last; row++)
        {
            int outRow = row % p.OutHeight;
            int top = (outRow * p.StrideHeight) - p.PaddingHeight;
            float* image = p.X + ((nint)(row / p.OutHeight) * p.InHeight * line);
            float* middle = image + (Math.Min(top + 1, p.InHeight - 1) * line);
            float* bottom = image + (Math.Min(top + 2, p.InHeight - 1) * line);

            // 1. The upper line, unless the row above has left it here. Above the picture it is the middle line once more.
            bool isKnown = (isShared && outRow > 0) || UpperLine(p, image + (Math.Max(0, top) * line), top < 0, upper, upper + outputs);

            // 2. The two others, and the maximum of all three.
            isKnown = isKnown && LowerLines(p, row, middle, bottom, upper, lower);
            isShared = isKnown && p.StrideHeight == 2;
            if (!isKnown)
            {
                MaxPoolVectors<TPolicy, TVector>.ForwardRow(p, row);
            }

            float* next = lower;
            lower = upper;
            upper = next;
        }
    }

    /// <summary>One line of the picture: the maximum over the columns of each window, and its tap. False if the values cannot be ordered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool UpperLine(in PoolProblem<float> p, float* x, bool isMiddle, float* maxima, float* taps)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        TVector offset = TPolicy.Create(isMiddle ? 3 : 0);
        TVector sum = TPolicy.Zero;
        for (int column = 0; column < p.OutWidth; column++)
        {
            int left = (column * p.StrideWidth) - p.PaddingWidth;
            float* x0 = x + (Math.Max(0, left) * channels);
            float* x1 = x + (Math.Min(left + 1, p.InWidth - 1) * channels);
            float* x2 = x + (Math.Min(left + 2, p.InWidth - 1) * channels);
            for (nint c = 0; c < channels; c += width)
            {
                c = Math.Min(c, channels - width);
                TVector v0 = TPolicy.Load(x0 + c);
                TVector v1 = TPolicy.Load(x1 + c);
                TVector v2 = TPolicy.Load(x2 + c);
                TVector maximum = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(v0, v1), v2);
                sum = TPolicy.Add(sum, TPolicy.Add(TPolicy.Add(v0, v1), v2));
                TPolicy.Store(maxima + c, maximum);
                if (p.Taps != null)
                {
                    TVector tap = left < 0 ? TapAtBorder(v1, maximum, 0) : Tap(v0, v1, maximum, 0);
                    TPolicy.Store(taps + c, TPolicy.Add(tap, offset));
                }
            }

            maxima += channels;
            taps += channels;
        }

        return TPolicy.AllEqual(sum, sum);
    }

    /// <summary>A row of outputs from its upper line, already reduced, and two lines of the picture; the third line stays reduced in <paramref name="lower"/>. False if the values cannot be ordered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool LowerLines(in PoolProblem<float> p, int row, float* middle, float* bottom, float* upper, float* lower)
    {
        nint channels = p.Channels;
        nint outputs = (nint)p.OutWidth * channels;
        float* y = p.Y + (row * outputs);
        byte* taps = p.Taps == null ? null : p.Taps + (row * outputs);
        TVector sum = TPolicy.Zero;
        for (int column = 0; column < p.OutWidth; column++)
        {
            int left = (column * p.StrideWidth) - p.PaddingWidth;
            nint x0 = Math.Max(0, left) * channels;
            nint x1 = Math.Min(left + 1, p.InWidth - 1) * channels;
            nint x2 = Math.Min(left + 2, p.InWidth - 1) * channels;

            // With stride 2 the first column is the last one of the window before; at the border it is the second once more.
            bool countsFirst = left >= 0 && (column == 0 || p.StrideWidth != 2);
            if (taps == null)
            {
                sum = Column(isBorder: false, hasTaps: false, countsFirst, sum, channels, middle, bottom, x0, x1, x2, upper, lower, outputs, y, taps);
            }
            else
            {
                sum = left < 0
                    ? Column(isBorder: true, hasTaps: true, countsFirst, sum, channels, middle, bottom, x0, x1, x2, upper, lower, outputs, y, taps)
                    : Column(isBorder: false, hasTaps: true, countsFirst, sum, channels, middle, bottom, x0, x1, x2, upper, lower, outputs, y, taps);
                taps += channels;
            }

            upper += channels;
            lower += channels;
            y += channels;
        }

        return TPolicy.AllEqual(sum, sum);
    }

    /// <summary>The outputs of one column. The two switches are constants where this is inlined.</summary>
    /// <param name="isBorder">Whether the first column of the window lies outside the picture.</param>
    /// <param name="hasTaps">Whether somebody wants the taps.</param>
    /// <param name="countsFirst">Whether the first column of the window goes into the sum; otherwise another column has it.</param>
    /// <param name="sum">The sum over the values of this row so far, which is returned with those of this column.</param>
    /// <param name="channels">Floats from a pixel to the next.</param>
    /// <param name="middle">The second line of the windows.</param>
    /// <param name="bottom">The third line.</param>
    /// <param name="x0">The first column in both lines, in floats.</param>
    /// <param name="x1">The second column.</param>
    /// <param name="x2">The third column.</param>
    /// <param name="upper">The reduced first line.</param>
    /// <param name="lower">Gets the reduced third line.</param>
    /// <param name="outputs">Floats from the maxima of a reduced line to their taps.</param>
    /// <param name="y">Gets the maxima.</param>
    /// <param name="taps">Gets the taps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Column(
        bool isBorder,
        bool hasTaps,
        bool countsFirst,
        TVector sum,
        nint channels,
        float* middle,
        float* bottom,
        nint x0,
        nint x1,
        nint x2,
        float* upper,
        float* lower,
        nint outputs,
        float* y,
        byte* taps)
    {
        nint width = TPolicy.Width;
        for (nint c = 0; c < channels; c += width)
        {
            c = Math.Min(c, channels - width);
            TVector v3 = TPolicy.Load(middle + x0 + c);
            TVector v4 = TPolicy.Load(middle + x1 + c);
            TVector v5 = TPolicy.Load(middle + x2 + c);
            TVector v6 = TPolicy.Load(bottom + x0 + c);
            TVector v7 = TPolicy.Load(bottom + x1 + c);
            TVector v8 = TPolicy.Load(bottom + x2 + c);
            TVector maximum0 = TPolicy.Load(upper + c);
            TVector maximum1 = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(v3, v4), v5);
            TVector maximum2 = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(v6, v7), v8);
            TVector best = TPolicy.MaxOfNumbers(TPolicy.MaxOfNumbers(maximum0, maximum1), maximum2);
            TPolicy.Store(y + c, best);
            TPolicy.Store(lower + c, maximum2);
            if (hasTaps)
            {
                TVector tap1 = isBorder ? TapAtBorder(v4, maximum1, 3) : Tap(v3, v4, maximum1, 3);
                TVector tap2 = isBorder ? TapAtBorder(v7, maximum2, 0) : Tap(v6, v7, maximum2, 0);

                // From the last line to the first, so that the first of equal values stays.
                TVector tap = TPolicy.Select(TPolicy.Equal(maximum1, best), tap1, TPolicy.Add(tap2, TPolicy.Create(6)));
                tap = TPolicy.Select(TPolicy.Equal(maximum0, best), TPolicy.Load(upper + outputs + c), tap);
                TPolicy.StoreBytes(taps + c, tap);
                TPolicy.Store(lower + outputs + c, tap2);
            }

            TVector values = TPolicy.Add(TPolicy.Add(v4, v5), TPolicy.Add(v7, v8));
            if (countsFirst)
            {
                values = TPolicy.Add(values, TPolicy.Add(v3, v6));
            }

            sum = TPolicy.Add(sum, values);
        }

        return sum;
    }

    /// <summary>The first of three neighbours that equals their maximum, counted from <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tap(TVector v0, TVector v1, TVector maximum, float first)
    {
        TVector tap = TapAtBorder(v1, maximum, first);
        return TPolicy.Select(TPolicy.GreaterThan(maximum, v0), tap, TPolicy.Create(first));
    }

    /// <summary>The same where the first neighbour lies outside the picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TapAtBorder(TVector v1, TVector maximum, float first) =>
        TPolicy.Select(TPolicy.Equal(v1, maximum), TPolicy.Create(first + 1), TPolicy.Create(first + 2));
}
