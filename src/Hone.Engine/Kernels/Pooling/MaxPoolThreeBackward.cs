using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Backward maximum pooling with windows of 3x3, stride 2 and padding 1, the pooling of residual nets: inputs are done four at a time, two
/// rows of two, because those look at the same windows.
/// </summary>
/// <remarks>Channels past the last whole register are done in a register that ends with them and overlaps the one before. Inputs that have no partner go the general way.</remarks>
internal static unsafe class MaxPoolThreeBackward<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>True where the four inputs from this row on share their windows: an even one lies in the middle of one window and an odd one between two, along both axes.</summary>
    public static bool Suits(in PoolProblem<float> p, int row, int lastRow)
    {
        int inRow = row % p.InHeight;
        return p is { KernelHeight: 3, KernelWidth: 3, StrideHeight: 2, StrideWidth: 2, PaddingHeight: 1, PaddingWidth: 1 }
            && p.Channels >= TPolicy.Width
            && inRow % 2 == 0
            && inRow + 1 < p.InHeight
            && row + 1 < lastRow
            && inRow / 2 < p.OutHeight;
    }

    /// <summary>The inputs of two rows in pairs of columns; a last single column is left out.</summary>
    /// <param name="p">Sizes and pointers.</param>
    /// <param name="row">The upper one of two rows of inputs, counted over the whole batch, that suits (<see cref="Suits"/>).</param>
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
        nint registers = accumulate ? channels / width * width : channels;
        byte* none = p.NoTaps;
        for (int pair = 0; pair < pairs; pair++)
        {
            bool isLast = pair + 1 == p.OutWidth;
            nint next = isLast ? 0 : channels;
            byte* leftTaps = taps;
            byte* rightTaps = isLast ? none : taps + channels;
            byte* leftTapsBelow = below ? taps + line : none;
            byte* rightTapsBelow = below && !isLast ? taps + line + channels : none;
            float* dyBelow = below ? dy + line : dy;
            for (nint c = 0; c < registers; c += width)
            {
                // The register that overlaps may not add to what it has just written.
                c = Math.Min(c, channels - width);

                // An even input lies in the middle of the window on its left; an odd one also in the window on the right, below, or both.
                TVector tap = TPolicy.LoadBytes(leftTaps + c);
                TVector tapRight = TPolicy.LoadBytes(rightTaps + c);
                TVector tapBelow = TPolicy.LoadBytes(leftTapsBelow + c);
                TVector tapCorner = TPolicy.LoadBytes(rightTapsBelow + c);
                TVector left = TPolicy.Load(dy + c);
                TVector right = TPolicy.Load(dy + next + c);
                TVector leftBelow = TPolicy.Load(dyBelow + c);
                TVector rightBelow = TPolicy.Load(dyBelow + next + c);
                float* destination = dx + c;
                TVector middle = Where(tap, 4, left);
                TVector between = Where(tap, 5, left);
                TVector under = Where(tap, 7, left);
                TVector corner = Where(tap, 8, left);
                between = AddWhere(between, tapRight, 3, right);
                under = AddWhere(under, tapBelow, 1, leftBelow);
                corner = AddWhere(corner, tapRight, 6, right);
                corner = AddWhere(corner, tapBelow, 2, leftBelow);
                corner = AddWhere(corner, tapCorner, 0, rightBelow);
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
            }

            taps += channels;
            dy += channels;
            dx += 2 * channels;
        }

        nint rest = registers;
        for (int column = 0; rest < channels && column < 2 * pairs; column++)
        {
            MaxPoolPlain<float>.BackwardPixel(p, row, column, (int)rest);
            MaxPoolPlain<float>.BackwardPixel(p, row + 1, column, (int)rest);
        }

        return 2 * pairs;
    }

    /// <summary>The value in the lanes whose window found its maximum at <paramref name="tap"/>, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Where(TVector taps, float tap, TVector value) => TPolicy.Select(TPolicy.Equal(taps, TPolicy.Create(tap)), value, TPolicy.Zero);

    /// <summary>Adds the value in those lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AddWhere(TVector sum, TVector taps, float tap, TVector value) =>
        TPolicy.Select(TPolicy.Equal(taps, TPolicy.Create(tap)), TPolicy.Add(sum, value), sum);
}
