using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The register tile of <see cref="BatchRowKernel"/> for one vector of columns, as <see cref="NarrowRowKernel"/> is to <see cref="RowKernel"/>.</summary>
/// <remarks>C[r, 0..V) (+)= sum over taps t and k in 0..t.Depth of A[t.InputOffset + r * aStride + k] * B[t.WeightOffset + k * 16 + 0..V).</remarks>
internal static unsafe class NarrowBatchRowKernel
{
    /// <summary>Runs the tile for 1 to 6 rows; parameters as in <see cref="RowKernel"/>.</summary>
    public static void Run<TPolicy, TVector>(
        int rows, nint tapCount, BatchTap* taps, float* a, nint aStride, float* b, float* c, nint cStride, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        switch (rows)
        {
            case 6:
                Run<TPolicy, TVector, SixRows>(tapCount, taps, a, aStride, b, c, cStride, accumulate);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows>(tapCount, taps, a, aStride, b, c, cStride, accumulate);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows>(tapCount, taps, a, aStride, b, c, cStride, accumulate);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows>(tapCount, taps, a, aStride, b, c, cStride, accumulate);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows>(tapCount, taps, a, aStride, b, c, cStride, accumulate);
                break;
            default:
                Run<TPolicy, TVector, OneRow>(tapCount, taps, a, aStride, b, c, cStride, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TPolicy, TVector, TRows>(nint tapCount, BatchTap* taps, float* a, nint aStride, float* b, float* c, nint cStride, bool accumulate)
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
            float* a0 = a + taps[t].InputOffset;
            float* a1 = a0 + aStride;
            float* a2 = a1 + aStride;
            float* a3 = a2 + aStride;
            float* a4 = a3 + aStride;
            float* a5 = a4 + aStride;
            float* w = b + taps[t].WeightOffset;
            nint depth = taps[t].Depth;
            nint k = 0;
            for (; k + 2 <= depth; k += 2)
            {
                TVector b0 = TPolicy.Load(w);
                TVector b1 = TPolicy.Load(w + ConvShape.PanelWidth);
                w += 2 * ConvShape.PanelWidth;
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
