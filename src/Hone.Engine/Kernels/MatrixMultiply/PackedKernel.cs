using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register tile over packed or transposed A: at each k up to 6 neighbouring values of A meet two vectors of columns of B.
/// It serves packed matrix products, products with A transposed, and weight gradients, whose sum runs over pixels in
/// segments (the rows of a picture that a tap covers).
/// </summary>
/// <remarks>
/// C[r, 0..2V) (+)= sum over segments s and k in 0..s.Count of s.A[aOffset + k * aStride + r] * s.B[bOffset + k * bStride + {0..V, bSecond..bSecond+V)}.
/// </remarks>
internal static unsafe class PackedKernel
{
    /// <summary>Rows of the tile.</summary>
    public const int MaxRows = 6;

    /// <summary>Runs the tile for 1 to 6 rows; parameters as in <see cref="RowKernel"/>.</summary>
    public static void Run<TPolicy, TVector>(
        int rows, nint segmentCount, PackedSegment* segments, nint aStride, nint bStride, nint aOffset, nint bOffset, nint bSecond, float* c, nint cStride, nint secondColumn, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        switch (rows)
        {
            case 6:
                Run<TPolicy, TVector, SixRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, bSecond, c, cStride, secondColumn, accumulate);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows>(segmentCount, segments, aStride, bStride, aOffset, bOffset, bSecond, c, cStride, secondColumn, accumulate);
                break;
            default:
                Run<TPolicy, TVector, OneRow>(segmentCount, segments, aStride, bStride, aOffset, bOffset, bSecond, c, cStride, secondColumn, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TPolicy, TVector, TRows>(nint segmentCount, PackedSegment* segments, nint aStride, nint bStride, nint aOffset, nint bOffset, nint bSecond, float* c, nint cStride, nint secondColumn, bool accumulate)
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

        for (nint s = 0; s < segmentCount; s++)
        {
            float* x = segments[s].A + aOffset;
            float* y = segments[s].B + bOffset;
            for (nint k = segments[s].Count; k > 0; k--)
            {
                TVector b0 = TPolicy.Load(y);
                TVector b1 = TPolicy.Load(y + bSecond);
                y += bStride;
                
                TVector a = TPolicy.Broadcast(x);
                c00 = TPolicy.MultiplyAdd(a, b0, c00);
                c01 = TPolicy.MultiplyAdd(a, b1, c01);

                if (TRows.Value > 1)
                {
                    a = TPolicy.Broadcast(x + 1);
                    c10 = TPolicy.MultiplyAdd(a, b0, c10);
                    c11 = TPolicy.MultiplyAdd(a, b1, c11);
                }

                if (TRows.Value > 2)
                {
                    a = TPolicy.Broadcast(x + 2);
                    c20 = TPolicy.MultiplyAdd(a, b0, c20);
                    c21 = TPolicy.MultiplyAdd(a, b1, c21);
                }

                if (TRows.Value > 3)
                {
                    a = TPolicy.Broadcast(x + 3);
                    c30 = TPolicy.MultiplyAdd(a, b0, c30);
                    c31 = TPolicy.MultiplyAdd(a, b1, c31);
                }

                if (TRows.Value > 4)
                {
                    a = TPolicy.Broadcast(x + 4);
                    c40 = TPolicy.MultiplyAdd(a, b0, c40);
                    c41 = TPolicy.MultiplyAdd(a, b1, c41);
                }

                if (TRows.Value > 5)
                {
                    a = TPolicy.Broadcast(x + 5);
                    c50 = TPolicy.MultiplyAdd(a, b0, c50);
                    c51 = TPolicy.MultiplyAdd(a, b1, c51);
                }

                x += aStride;
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
