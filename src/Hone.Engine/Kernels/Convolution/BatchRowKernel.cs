using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register tile of <see cref="RowKernel"/> for rows that are evenly spaced: the same pixel of up to six consecutive images. Its taps
/// need no pointer for each row and may differ in depth, so that neighbouring pixels of a kernel line become one tap.
/// </summary>
/// <remarks>C[r, 0..2V) (+)= sum over taps t and k in 0..t.Depth of A[t.InputOffset + r * aStride + k] * B[t.WeightOffset + k * 16 + {0..V, bSecond..bSecond+V)}.</remarks>
internal static unsafe class BatchRowKernel
{
    /// <summary>Runs the tile for 1 to 6 rows; parameters as in <see cref="RowKernel"/>.</summary>
    public static void Run<TPolicy, TVector>(
        int rows, nint tapCount, BatchTap* taps, float* a, nint aStride, float* b, nint bSecond, float* c, nint cStride, nint secondColumn, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        switch (rows)
        {
            case 6:
                Run<TPolicy, TVector, SixRows>(tapCount, taps, a, aStride, b, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows>(tapCount, taps, a, aStride, b, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows>(tapCount, taps, a, aStride, b, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows>(tapCount, taps, a, aStride, b, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows>(tapCount, taps, a, aStride, b, bSecond, c, cStride, secondColumn, accumulate);
                break;
            default:
                Run<TPolicy, TVector, OneRow>(tapCount, taps, a, aStride, b, bSecond, c, cStride, secondColumn, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TPolicy, TVector, TRows>(nint tapCount, BatchTap* taps, float* a, nint aStride, float* b, nint bSecond, float* c, nint cStride, nint secondColumn, bool accumulate)
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
            float* a0 = a + taps[t].InputOffset;
            float* a1 = a0 + aStride;
            float* a2 = a1 + aStride;
            float* a3 = a2 + aStride;
            float* a4 = a3 + aStride;
            float* a5 = a4 + aStride;
            float* w = b + taps[t].WeightOffset;
            nint depth = taps[t].Depth;
            for (nint k = 0; k < depth; k++)
            {
                TVector b0 = TPolicy.Load(w);
                TVector b1 = TPolicy.Load(w + bSecond);
                w += ConvShape.PanelWidth;

                TVector value = TPolicy.Broadcast(a0 + k);
                c00 = TPolicy.MultiplyAdd(value, b0, c00);
                c01 = TPolicy.MultiplyAdd(value, b1, c01);

                if (TRows.Value > 1)
                {
                    value = TPolicy.Broadcast(a1 + k);
                    c10 = TPolicy.MultiplyAdd(value, b0, c10);
                    c11 = TPolicy.MultiplyAdd(value, b1, c11);
                }

                if (TRows.Value > 2)
                {
                    value = TPolicy.Broadcast(a2 + k);
                    c20 = TPolicy.MultiplyAdd(value, b0, c20);
                    c21 = TPolicy.MultiplyAdd(value, b1, c21);
                }

                if (TRows.Value > 3)
                {
                    value = TPolicy.Broadcast(a3 + k);
                    c30 = TPolicy.MultiplyAdd(value, b0, c30);
                    c31 = TPolicy.MultiplyAdd(value, b1, c31);
                }

                if (TRows.Value > 4)
                {
                    value = TPolicy.Broadcast(a4 + k);
                    c40 = TPolicy.MultiplyAdd(value, b0, c40);
                    c41 = TPolicy.MultiplyAdd(value, b1, c41);
                }

                if (TRows.Value > 5)
                {
                    value = TPolicy.Broadcast(a5 + k);
                    c50 = TPolicy.MultiplyAdd(value, b0, c50);
                    c51 = TPolicy.MultiplyAdd(value, b1, c51);
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
