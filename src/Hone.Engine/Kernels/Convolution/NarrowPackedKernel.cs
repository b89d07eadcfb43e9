using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register tile of <see cref="PackedKernel"/> for one vector of columns, as <see cref="NarrowRowKernel"/> is to
/// <see cref="RowKernel"/>: even and odd steps have accumulators of their own.
/// </summary>
/// <remarks>C[r, 0..V) (+)= sum over segments s and k in 0..s.Count of s.A[aOffset + k * aStride + r] * s.B[bOffset + k * bStride + 0..V).</remarks>
internal static unsafe class NarrowPackedKernel
{
    /// <summary>Runs the tile for 1 to 6 rows; parameters as in <see cref="PackedKernel"/>.</summary>
    public static void Run<TPolicy, TVector>(
        int rows, nint segmentCount, PackedSegment* segments, nint aStride, nint bStride, nint aOffset, nint bOffset, float* c, nint cStride, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        switch (rows)
        {
            case 6:
                Run<TPolicy, TVector, SixRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, c, cStride, accumulate);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, c, cStride, accumulate);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, c, cStride, accumulate);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, c, cStride, accumulate);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, c, cStride, accumulate);
                break;
            default:
                Run<TPolicy, TVector, OneRow>(segmentCount, segments, aStride, bStride, aOffset, bOffset, c, cStride, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TPolicy, TVector, TRows>(nint segmentCount, PackedSegment* segments, nint aStride, nint bStride, nint aOffset, nint bOffset, float* c, nint cStride, bool accumulate)
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

        for (nint s = 0; s < segmentCount; s++)
        {
            float* x = segments[s].A + aOffset;
            float* y = segments[s].B + bOffset;
            nint k = segments[s].Count;
            for (; k >= 2; k -= 2)
            {
                TVector b0 = TPolicy.Load(y);
                TVector b1 = TPolicy.Load(y + bStride);
                y += 2 * bStride;
                float* x1 = x + aStride;
                even0 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x), b0, even0);
                odd0 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x1), b1, odd0);

                if (TRows.Value > 1)
                {
                    even1 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 1), b0, even1);
                    odd1 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x1 + 1), b1, odd1);
                }

                if (TRows.Value > 2)
                {
                    even2 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 2), b0, even2);
                    odd2 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x1 + 2), b1, odd2);
                }

                if (TRows.Value > 3)
                {
                    even3 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 3), b0, even3);
                    odd3 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x1 + 3), b1, odd3);
                }

                if (TRows.Value > 4)
                {
                    even4 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 4), b0, even4);
                    odd4 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x1 + 4), b1, odd4);
                }

                if (TRows.Value > 5)
                {
                    even5 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 5), b0, even5);
                    odd5 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x1 + 5), b1, odd5);
                }

                x += 2 * aStride;
            }

            if (k > 0)
            {
                TVector b0 = TPolicy.Load(y);
                even0 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x), b0, even0);

                if (TRows.Value > 1)
                {
                    even1 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 1), b0, even1);
                }

                if (TRows.Value > 2)
                {
                    even2 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 2), b0, even2);
                }

                if (TRows.Value > 3)
                {
                    even3 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 3), b0, even3);
                }

                if (TRows.Value > 4)
                {
                    even4 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 4), b0, even4);
                }

                if (TRows.Value > 5)
                {
                    even5 = TPolicy.MultiplyAdd(TPolicy.Broadcast(x + 5), b0, even5);
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
