using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register tile over row pointers: up to 6 rows of A, each by its own pointer, times two vectors of columns of B.
/// A is never packed or copied: an indirect convolution hands in one pointer per output pixel and tap (padding points to a
/// line of zeros), a matrix product is the case of one tap.
/// </summary>
/// <remarks>
/// C[r, 0..2V) (+)= sum over taps t and k in 0..depth of A_t[r][k] * B[t.WeightOffset + k * bStride + {0..V, bSecond..bSecond+V)}.
/// Twelve accumulators, two vectors of B and one broadcast of A fit 16 registers and hide the latency of the
/// multiply-add. Accumulators are named locals because the JIT keeps those, and no array, in registers.
/// </remarks>
internal static unsafe class RowKernel
{
    /// <summary>Rows of the tile.</summary>
    public const int MaxRows = 6;

    /// <summary>Runs the tile for 1 to 6 rows.</summary>
    /// <param name="rows">Rows of C; pointers beyond it are not read.</param>
    /// <param name="tapCount">Number of taps.</param>
    /// <param name="taps">Row pointers and weight offset of each tap.</param>
    /// <param name="depth">Values each row contributes per tap, contiguous from the row pointer.</param>
    /// <param name="b">Base of the weights.</param>
    /// <param name="bStride">Floats from one k to the next.</param>
    /// <param name="bSecond">Floats from the first vector of columns to the second (the vector width inside one panel, the panel stride across two).</param>
    /// <param name="c">First output.</param>
    /// <param name="cStride">Floats from one row of C to the next.</param>
    /// <param name="secondColumn">Floats from the first vector of C's columns to the second.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void Run<TPolicy, TVector>(
        int rows, nint tapCount, RowTap* taps, nint depth, float* b, nint bStride, nint bSecond, float* c, nint cStride, nint secondColumn, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        switch (rows)
        {
            case 6:
                Run<TPolicy, TVector, SixRows>(tapCount, taps, depth, b, bStride, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows>(tapCount, taps, depth, b, bStride, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows>(tapCount, taps, depth, b, bStride, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows>(tapCount, taps, depth, b, bStride, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows>(tapCount, taps, depth, b, bStride, bSecond, c, cStride, secondColumn, accumulate);
                break;
            default:
                Run<TPolicy, TVector, OneRow>(tapCount, taps, depth, b, bStride, bSecond, c, cStride, secondColumn, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TPolicy, TVector, TRows>(nint tapCount, RowTap* taps, nint depth, float* b, nint bStride, nint bSecond, float* c, nint cStride, nint secondColumn, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        TVector c00 = TPolicy.Zero;
        TVector c01 = TPolicy.Zero;
        TVector c10 = TPolicy.Zero;
        TVector c11 = TPolicy.Zero;
        TVector c20 = TPolicy.Zero;
        TVector c21 = TPolicy.Zero;
        TVector c30 = TPolicy.Zero;
        TVector c31 = TPolicy.Zero;
        TVector c40 = TPolicy.Zero;
        TVector c41 = TPolicy.Zero;
        TVector c50 = TPolicy.Zero;
        TVector c51 = TPolicy.Zero;
        OutputLines.Prefetch(c, cStride, TRows.Value, secondColumn + TPolicy.Width);
        if (accumulate)
        {
            float* row = c;
            c00 = TPolicy.Load(row);
            c01 = TPolicy.Load(row + secondColumn);

            if (TRows.Value > 1)
            {
                row += cStride;
                c10 = TPolicy.Load(row);
                c11 = TPolicy.Load(row + secondColumn);
            }

            if (TRows.Value > 2)
            {
                row += cStride;
                c20 = TPolicy.Load(row);
                c21 = TPolicy.Load(row + secondColumn);
            }

            if (TRows.Value > 3)
            {
                row += cStride;
                c30 = TPolicy.Load(row);
                c31 = TPolicy.Load(row + secondColumn);
            }

            if (TRows.Value > 4)
            {
                row += cStride;
                c40 = TPolicy.Load(row);
                c41 = TPolicy.Load(row + secondColumn);
            }

            if (TRows.Value > 5)
            {
                row += cStride;
                c50 = TPolicy.Load(row);
                c51 = TPolicy.Load(row + secondColumn);
            }
        }

        for (nint t = 0; t < tapCount; t++)
        {
            float* a0 = taps[t].Row0;
            float* a1 = taps[t].Row1;
            float* a2 = taps[t].Row2;
            float* a3 = taps[t].Row3;
            float* a4 = taps[t].Row4;
            float* a5 = taps[t].Row5;
            float* w = b + taps[t].WeightOffset;
            for (nint k = 0; k < depth; k++)
            {
                TVector b0 = TPolicy.Load(w);
                TVector b1 = TPolicy.Load(w + bSecond);
                w += bStride;

                TVector a = TPolicy.Broadcast(a0 + k);
                c00 = TPolicy.MultiplyAdd(a, b0, c00);
                c01 = TPolicy.MultiplyAdd(a, b1, c01);

                if (TRows.Value > 1)
                {
                    a = TPolicy.Broadcast(a1 + k);
                    c10 = TPolicy.MultiplyAdd(a, b0, c10);
                    c11 = TPolicy.MultiplyAdd(a, b1, c11);
                }

                if (TRows.Value > 2)
                {
                    a = TPolicy.Broadcast(a2 + k);
                    c20 = TPolicy.MultiplyAdd(a, b0, c20);
                    c21 = TPolicy.MultiplyAdd(a, b1, c21);
                }

                if (TRows.Value > 3)
                {
                    a = TPolicy.Broadcast(a3 + k);
                    c30 = TPolicy.MultiplyAdd(a, b0, c30);
                    c31 = TPolicy.MultiplyAdd(a, b1, c31);
                }

                if (TRows.Value > 4)
                {
                    a = TPolicy.Broadcast(a4 + k);
                    c40 = TPolicy.MultiplyAdd(a, b0, c40);
                    c41 = TPolicy.MultiplyAdd(a, b1, c41);
                }

                if (TRows.Value > 5)
                {
                    a = TPolicy.Broadcast(a5 + k);
                    c50 = TPolicy.MultiplyAdd(a, b0, c50);
                    c51 = TPolicy.MultiplyAdd(a, b1, c51);
                }

            }
        }

        TPolicy.Store(c, c00);
        TPolicy.Store(c + secondColumn, c01);

        if (TRows.Value > 1)
        {
            c += cStride;
            TPolicy.Store(c, c10);
            TPolicy.Store(c + secondColumn, c11);
        }

        if (TRows.Value > 2)
        {
            c += cStride;
            TPolicy.Store(c, c20);
            TPolicy.Store(c + secondColumn, c21);
        }

        if (TRows.Value > 3)
        {
            c += cStride;
            TPolicy.Store(c, c30);
            TPolicy.Store(c + secondColumn, c31);
        }

        if (TRows.Value > 4)
        {
            c += cStride;
            TPolicy.Store(c, c40);
            TPolicy.Store(c + secondColumn, c41);
        }

        if (TRows.Value > 5)
        {
            c += cStride;
            TPolicy.Store(c, c50);
            TPolicy.Store(c + secondColumn, c51);
        }
    }
}
