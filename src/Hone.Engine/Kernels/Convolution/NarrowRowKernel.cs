using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register tile of <see cref="RowKernel"/> for one vector of columns: 512-bit registers hold a whole weight panel, so the last
/// panel of an odd number has no partner. Even and odd depths have accumulators of their own, because six chains alone
/// cannot hide the latency of the multiply-add.
/// </summary>
/// <remarks>C[r, 0..V) (+)= sum over taps t and k in 0..depth of A_t[r][k] * B[t.WeightOffset + k * bStride + 0..V).</remarks>
internal static unsafe class NarrowRowKernel
{
    /// <summary>Runs the tile for 1 to 6 rows; parameters as in <see cref="RowKernel"/>.</summary>
    public static void Run<TPolicy, TVector>(
        int rows, nint tapCount, RowTap* taps, nint depth, float* b, nint bStride, float* c, nint cStride, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        switch (rows)
        {
            case 6:
                Run<TPolicy, TVector, SixRows>(tapCount, taps, depth, b, bStride, c, cStride, accumulate);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows>(tapCount, taps, depth, b, bStride, c, cStride, accumulate);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows>(tapCount, taps, depth, b, bStride, c, cStride, accumulate);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows>(tapCount, taps, depth, b, bStride, c, cStride, accumulate);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows>(tapCount, taps, depth, b, bStride, c, cStride, accumulate);
                break;
            default:
                Run<TPolicy, TVector, OneRow>(tapCount, taps, depth, b, bStride, c, cStride, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TPolicy, TVector, TRows>(nint tapCount, RowTap* taps, nint depth, float* b, nint bStride, float* c, nint cStride, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        TVector even0 = TPolicy.Zero;
        TVector odd0 = TPolicy.Zero;
        TVector even1 = TPolicy.Zero;
        TVector odd1 = TPolicy.Zero;
        TVector even2 = TPolicy.Zero;
        TVector odd2 = TPolicy.Zero;
        TVector even3 = TPolicy.Zero;
        TVector odd3 = TPolicy.Zero;
        TVector even4 = TPolicy.Zero;
        TVector odd4 = TPolicy.Zero;
        TVector even5 = TPolicy.Zero;
        TVector odd5 = TPolicy.Zero;

        for (nint t = 0; t < tapCount; t++)
        {
            float* a0 = taps[t].Row0;
            float* a1 = taps[t].Row1;
            float* a2 = taps[t].Row2;
            float* a3 = taps[t].Row3;
            float* a4 = taps[t].Row4;
            float* a5 = taps[t].Row5;
            float* w = b + taps[t].WeightOffset;
            nint k = 0;
            for (; k + 2 <= depth; k += 2)
            {
                TVector b0 = TPolicy.Load(w);
                TVector b1 = TPolicy.Load(w + bStride);
                w += 2 * bStride;
                even0 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a0 + k), b0, even0);
                odd0 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a0 + k + 1), b1, odd0);

                if (TRows.Value > 1)
                {
                    even1 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a1 + k), b0, even1);
                    odd1 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a1 + k + 1), b1, odd1);
                }

                if (TRows.Value > 2)
                {
                    even2 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a2 + k), b0, even2);
                    odd2 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a2 + k + 1), b1, odd2);
                }

                if (TRows.Value > 3)
                {
                    even3 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a3 + k), b0, even3);
                    odd3 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a3 + k + 1), b1, odd3);
                }

                if (TRows.Value > 4)
                {
                    even4 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a4 + k), b0, even4);
                    odd4 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a4 + k + 1), b1, odd4);
                }

                if (TRows.Value > 5)
                {
                    even5 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a5 + k), b0, even5);
                    odd5 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a5 + k + 1), b1, odd5);
                }
            }

            if (k < depth)
            {
                TVector b0 = TPolicy.Load(w);
                even0 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a0 + k), b0, even0);

                if (TRows.Value > 1)
                {
                    even1 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a1 + k), b0, even1);
                }

                if (TRows.Value > 2)
                {
                    even2 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a2 + k), b0, even2);
                }

                if (TRows.Value > 3)
                {
                    even3 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a3 + k), b0, even3);
                }

                if (TRows.Value > 4)
                {
                    even4 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a4 + k), b0, even4);
                }

                if (TRows.Value > 5)
                {
                    even5 = TPolicy.MultiplyAdd(TPolicy.Broadcast(a5 + k), b0, even5);
                }
            }
        }

        Finish<TPolicy, TVector>(c, even0, odd0, accumulate);

        if (TRows.Value > 1)
        {
            Finish<TPolicy, TVector>(c + (1 * cStride), even1, odd1, accumulate);
        }

        if (TRows.Value > 2)
        {
            Finish<TPolicy, TVector>(c + (2 * cStride), even2, odd2, accumulate);
        }

        if (TRows.Value > 3)
        {
            Finish<TPolicy, TVector>(c + (3 * cStride), even3, odd3, accumulate);
        }

        if (TRows.Value > 4)
        {
            Finish<TPolicy, TVector>(c + (4 * cStride), even4, odd4, accumulate);
        }

        if (TRows.Value > 5)
        {
            Finish<TPolicy, TVector>(c + (5 * cStride), even5, odd5, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TPolicy, TVector>(float* c, TVector even, TVector odd, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector sum = TPolicy.Add(even, odd);
        OutputVectors<TPolicy, TVector>.Write(c, sum, accumulate);
    }
}
