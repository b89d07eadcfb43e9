using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>
/// The register tile of the matrix product: up to 12 rows of A times one or two vectors of columns of B. A is read through
/// two strides, so the same code serves packed A (row stride 1), A as it lies in memory, and A transposed.
/// </summary>
/// <remarks>
/// C[r, 0..2V) = sum over k in 0..depth of a[r * aRow + k * aStep] * b[k * bStep + {0..2V}] + addend[r, 0..2V).
/// The sum starts from zero and runs in the order of k, whatever the tile, and what is added to it comes last, by when its lines have arrived:
/// the choice of tile, panel and thread never changes a bit of the result. Twelve rows need 24 accumulators + 2 vectors of B + 1 broadcast of the 32
/// registers of AVX-512 and NEON; on 16 registers the caller stops at 6 rows. Accumulators are named locals because the
/// JIT keeps those, and no array, in registers. The row addresses are built from four moving pointers, three rows each.
/// </remarks>
internal static unsafe class TileKernel
{
    /// <summary>The most rows that a tile can have.</summary>
    public const int RowLimit = 12;

    /// <summary>Floats in a cache line.</summary>
    public const int LineFloats = 16;

    /// <summary>Runs the tile for 1 to 12 rows and one or two vectors of columns.</summary>
    /// <param name="rows">Rows of C.</param>
    /// <param name="vectors">Vectors of columns of C: 1 or 2.</param>
    /// <param name="depth">Terms of the sum.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aStep">Floats from one k of A to the next.</param>
    /// <param name="b">First vector of B.</param>
    /// <param name="bStep">Floats from one k of B to the next.</param>
    /// <param name="c">First output.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="addend">What is added to the product, of the tile's first element.</param>
    /// <param name="ahead">Memory that a later tile will read: each step asks for one cache line. The address need not be valid.</param>
    /// <param name="aheadStep">Floats from one such line to the next.</param>
    public static void Run<TPolicy, TVector>(
        int rows, int vectors, nint depth, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, Addend addend, float* ahead, nint aheadStep)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        if (vectors == 1)
        {
            Run<TPolicy, TVector, OneRow>(rows, depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
        }
        else
        {
            Run<TPolicy, TVector, TwoRows>(rows, depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
        }
    }

    private static void Run<TPolicy, TVector, TVectors>(
        int rows, nint depth, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, Addend addend, float* ahead, nint aheadStep)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
        where TVectors : struct, IRowCount
    {
        switch (rows)
        {
            case 12:
                Run<TPolicy, TVector, TwelveRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 11:
                Run<TPolicy, TVector, ElevenRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 10:
                Run<TPolicy, TVector, TenRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 9:
                Run<TPolicy, TVector, NineRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 8:
                Run<TPolicy, TVector, EightRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 7:
                Run<TPolicy, TVector, SevenRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 6:
                Run<TPolicy, TVector, SixRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 5:
                Run<TPolicy, TVector, FiveRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 4:
                Run<TPolicy, TVector, FourRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 3:
                Run<TPolicy, TVector, ThreeRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            case 2:
                Run<TPolicy, TVector, TwoRows, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
            default:
                Run<TPolicy, TVector, OneRow, TVectors>(depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TPolicy, TVector, TRows, TVectors>(
        nint depth, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, Addend addend, float* ahead, nint aheadStep)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
        where TVectors : struct, IRowCount
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
        TVector c60 = TPolicy.Zero;
        TVector c61 = TPolicy.Zero;
        TVector c70 = TPolicy.Zero;
        TVector c71 = TPolicy.Zero;
        TVector c80 = TPolicy.Zero;
        TVector c81 = TPolicy.Zero;
        TVector c90 = TPolicy.Zero;
        TVector c91 = TPolicy.Zero;
        TVector ca0 = TPolicy.Zero;
        TVector ca1 = TPolicy.Zero;
        TVector cb0 = TPolicy.Zero;
        TVector cb1 = TPolicy.Zero;
        OutputLines.Prefetch(c, cRow, TRows.Value, TVectors.Value * TPolicy.Width);
        float* a0 = a;
        float* a3 = a + (3 * aRow);
        float* a6 = a + (6 * aRow);
        float* a9 = a + (9 * aRow);
        for (; depth > 0; depth--)
        {
            TVector b0 = TPolicy.Load(b);
            TVector b1 = TVectors.Value > 1 ? TPolicy.Load(b + TPolicy.Width) : b0;
            b += bStep;
            if (Sse.IsSupported)
            {
                Sse.Prefetch1(ahead);
                ahead += aheadStep;
            }

            TVector x;
            x = TPolicy.Broadcast(a0);
            c00 = TPolicy.MultiplyAdd(x, b0, c00);
            if (TVectors.Value > 1)
            {
                c01 = TPolicy.MultiplyAdd(x, b1, c01);
            }

            if (TRows.Value > 1)
            {
                x = TPolicy.Broadcast(a0 + aRow);
                c10 = TPolicy.MultiplyAdd(x, b0, c10);
                if (TVectors.Value > 1)
                {
                    c11 = TPolicy.MultiplyAdd(x, b1, c11);
                }
            }

            if (TRows.Value > 2)
            {
                x = TPolicy.Broadcast(a0 + (2 * aRow));
                c20 = TPolicy.MultiplyAdd(x, b0, c20);
                if (TVectors.Value > 1)
                {
                    c21 = TPolicy.MultiplyAdd(x, b1, c21);
                }
            }

            if (TRows.Value > 3)
            {
                x = TPolicy.Broadcast(a3);
                c30 = TPolicy.MultiplyAdd(x, b0, c30);
                if (TVectors.Value > 1)
                {
                    c31 = TPolicy.MultiplyAdd(x, b1, c31);
                }
            }

            if (TRows.Value > 4)
            {
                x = TPolicy.Broadcast(a3 + aRow);
                c40 = TPolicy.MultiplyAdd(x, b0, c40);
                if (TVectors.Value > 1)
                {
                    c41 = TPolicy.MultiplyAdd(x, b1, c41);
                }
            }

            if (TRows.Value > 5)
            {
                x = TPolicy.Broadcast(a3 + (2 * aRow));
                c50 = TPolicy.MultiplyAdd(x, b0, c50);
                if (TVectors.Value > 1)
                {
                    c51 = TPolicy.MultiplyAdd(x, b1, c51);
                }
            }

            if (TRows.Value > 6)
            {
                x = TPolicy.Broadcast(a6);
                c60 = TPolicy.MultiplyAdd(x, b0, c60);
                if (TVectors.Value > 1)
                {
                    c61 = TPolicy.MultiplyAdd(x, b1, c61);
                }
            }

            if (TRows.Value > 7)
            {
                x = TPolicy.Broadcast(a6 + aRow);
                c70 = TPolicy.MultiplyAdd(x, b0, c70);
                if (TVectors.Value > 1)
                {
                    c71 = TPolicy.MultiplyAdd(x, b1, c71);
                }
            }

            if (TRows.Value > 8)
            {
                x = TPolicy.Broadcast(a6 + (2 * aRow));
                c80 = TPolicy.MultiplyAdd(x, b0, c80);
                if (TVectors.Value > 1)
                {
                    c81 = TPolicy.MultiplyAdd(x, b1, c81);
                }
            }

            if (TRows.Value > 9)
            {
                x = TPolicy.Broadcast(a9);
                c90 = TPolicy.MultiplyAdd(x, b0, c90);
                if (TVectors.Value > 1)
                {
                    c91 = TPolicy.MultiplyAdd(x, b1, c91);
                }
            }

            if (TRows.Value > 10)
            {
                x = TPolicy.Broadcast(a9 + aRow);
                ca0 = TPolicy.MultiplyAdd(x, b0, ca0);
                if (TVectors.Value > 1)
                {
                    ca1 = TPolicy.MultiplyAdd(x, b1, ca1);
                }
            }

            if (TRows.Value > 11)
            {
                x = TPolicy.Broadcast(a9 + (2 * aRow));
                cb0 = TPolicy.MultiplyAdd(x, b0, cb0);
                if (TVectors.Value > 1)
                {
                    cb1 = TPolicy.MultiplyAdd(x, b1, cb1);
                }
            }

            a0 += aStep;
            a3 += aStep;
            a6 += aStep;
            a9 += aStep;
        }

        if (!addend.IsNone)
        {
            float* row = addend.Data;
            c00 = TPolicy.Add(c00, TPolicy.Load(row));
            if (TVectors.Value > 1)
            {
                c01 = TPolicy.Add(c01, TPolicy.Load(row + TPolicy.Width));
            }

            if (TRows.Value > 1)
            {
                row += addend.Row;
                c10 = TPolicy.Add(c10, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c11 = TPolicy.Add(c11, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 2)
            {
                row += addend.Row;
                c20 = TPolicy.Add(c20, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c21 = TPolicy.Add(c21, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 3)
            {
                row += addend.Row;
                c30 = TPolicy.Add(c30, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c31 = TPolicy.Add(c31, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 4)
            {
                row += addend.Row;
                c40 = TPolicy.Add(c40, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c41 = TPolicy.Add(c41, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 5)
            {
                row += addend.Row;
                c50 = TPolicy.Add(c50, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c51 = TPolicy.Add(c51, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 6)
            {
                row += addend.Row;
                c60 = TPolicy.Add(c60, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c61 = TPolicy.Add(c61, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 7)
            {
                row += addend.Row;
                c70 = TPolicy.Add(c70, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c71 = TPolicy.Add(c71, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 8)
            {
                row += addend.Row;
                c80 = TPolicy.Add(c80, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c81 = TPolicy.Add(c81, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 9)
            {
                row += addend.Row;
                c90 = TPolicy.Add(c90, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    c91 = TPolicy.Add(c91, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 10)
            {
                row += addend.Row;
                ca0 = TPolicy.Add(ca0, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    ca1 = TPolicy.Add(ca1, TPolicy.Load(row + TPolicy.Width));
                }
            }

            if (TRows.Value > 11)
            {
                row += addend.Row;
                cb0 = TPolicy.Add(cb0, TPolicy.Load(row));
                if (TVectors.Value > 1)
                {
                    cb1 = TPolicy.Add(cb1, TPolicy.Load(row + TPolicy.Width));
                }
            }
        }

        TPolicy.Store(c, c00);
        if (TVectors.Value > 1)
        {
            TPolicy.Store(c + TPolicy.Width, c01);
        }

        if (TRows.Value > 1)
        {
            c += cRow;
            TPolicy.Store(c, c10);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c11);
            }
        }

        if (TRows.Value > 2)
        {
            c += cRow;
            TPolicy.Store(c, c20);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c21);
            }
        }

        if (TRows.Value > 3)
        {
            c += cRow;
            TPolicy.Store(c, c30);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c31);
            }
        }

        if (TRows.Value > 4)
        {
            c += cRow;
            TPolicy.Store(c, c40);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c41);
            }
        }

        if (TRows.Value > 5)
        {
            c += cRow;
            TPolicy.Store(c, c50);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c51);
            }
        }

        if (TRows.Value > 6)
        {
            c += cRow;
            TPolicy.Store(c, c60);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c61);
            }
        }

        if (TRows.Value > 7)
        {
            c += cRow;
            TPolicy.Store(c, c70);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c71);
            }
        }

        if (TRows.Value > 8)
        {
            c += cRow;
            TPolicy.Store(c, c80);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c81);
            }
        }

        if (TRows.Value > 9)
        {
            c += cRow;
            TPolicy.Store(c, c90);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, c91);
            }
        }

        if (TRows.Value > 10)
        {
            c += cRow;
            TPolicy.Store(c, ca0);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, ca1);
            }
        }

        if (TRows.Value > 11)
        {
            c += cRow;
            TPolicy.Store(c, cb0);
            if (TVectors.Value > 1)
            {
                TPolicy.Store(c + TPolicy.Width, cb1);
            }
        }
    }
}
