using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Copies A and B into the order in which the tile reads them.</summary>
internal static unsafe class TilePacking<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int LinesAtATime = 16;

    /// <summary>
    /// One tile of A: destination[k * RowStride + r] = a(r, k) for r in 0..rows; what lies in the lanes beyond is undefined and never read.
    /// </summary>
    public static void PackRows(MatrixView a, int rows, int depth, float* destination)
    {
        int stride = TileShape<TPolicy, TVector>.RowStride;
        if (a.Column == 1)
        {
            TransposeInto(a.Data, a.Row, rows, depth, destination, stride);
            return;
        }

        if (a.Row == 1)
        {
            CopyLines(a.Data, a.Column, rows, depth, destination, stride);
            return;
        }

        for (nint k = 0; k < depth; k++)
        {
            float* source = a.Data + (k * a.Column);
            for (nint r = 0; r < rows; r++)
            {
                destination[(k * stride) + r] = source[r * a.Row];
            }
        }
    }

    /// <summary>
    /// One panel of B: destination[k * Columns + j] = b(k, j) for j in 0..columns, and 0 up to the end of the last register; registers beyond it are never read.
    /// </summary>
    public static void PackColumns(MatrixView b, int columns, int depth, float* destination)
    {
        int stride = TileShape<TPolicy, TVector>.Columns;
        if (columns % TPolicy.Width != 0)
        {
            float* last = destination + (columns / TPolicy.Width * TPolicy.Width);
            for (nint k = 0; k < depth; k++)
            {
                TPolicy.Store(last + (k * stride), TPolicy.Zero);
            }
        }

        if (b.Column == 1)
        {
            if (columns == stride)
            {
                CopyPanel(b.Data, b.Row, depth, destination);
            }
            else
            {
                CopyLines(b.Data, b.Row, columns, depth, destination, stride);
            }

            return;
        }

        if (b.Row == 1)
        {
            TransposeInto(b.Data, b.Column, columns, depth, destination, stride);
            return;
        }

        for (nint k = 0; k < depth; k++)
        {
            float* source = b.Data + (k * b.Row);
            for (nint j = 0; j < columns; j++)
            {
                destination[(k * stride) + j] = source[j * b.Column];
            }
        }
    }

    /// <summary>
    /// Several neighbouring panels of B, each <paramref name="panelStride"/> floats after the one before. B is read a few lines at a
    /// time over the full width, because memory likes long lines; a transposed B has its long lines along k and is read panel by panel.
    /// </summary>
    public static void PackPanels(MatrixView b, int columns, int depth, float* destination, nint panelStride)
    {
        int width = TileShape<TPolicy, TVector>.Columns;
        int step = b.Column == 1 ? LinesAtATime : depth;
        for (int k = 0; k < depth; k += step)
        {
            float* panel = destination + (k * width);
            for (int j = 0; j < columns; j += width)
            {
                PackColumns(b.From(k, j), Math.Min(width, columns - j), Math.Min(step, depth - k), panel);
                panel += panelStride;
            }
        }
    }

    /// <summary>The tiles of several neighbouring rows of A, spread evenly, each <paramref name="tileStride"/> floats after the one before.</summary>
    public static void PackTiles(MatrixView a, int rows, int tiles, int depth, float* destination, nint tileStride)
    {
        int step = a.Row == 1 ? LinesAtATime : depth;
        for (int k = 0; k < depth; k += step)
        {
            for (int tile = 0; tile < tiles; tile++)
            {
                int start = TileShape<TPolicy, TVector>.TileStart(rows, tiles, tile);
                int count = TileShape<TPolicy, TVector>.TileStart(rows, tiles, tile + 1) - start;
                float* packed = destination + (tile * tileStride) + (k * TileShape<TPolicy, TVector>.RowStride);
                PackRows(a.From(start, k), count, Math.Min(step, depth - k), packed);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPanel(float* source, nint line, nint depth, float* destination)
    {
        for (; depth > 0; depth--)
        {
            TPolicy.Store(destination, TPolicy.Load(source));
            TPolicy.Store(destination + TPolicy.Width, TPolicy.Load(source + TPolicy.Width));
            source += line;
            destination += 2 * TPolicy.Width;
        }
    }

    /// <summary>destination[k * stride + i] = source[k * line + i]: count neighbours from each of depth lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLines(float* source, nint line, nint count, nint depth, float* destination, nint stride)
    {
        for (; depth > 0; depth--)
        {
            nint i = 0;
            for (; i + 4 <= count; i += 4)
            {
                Vector128.Store(Vector128.Load(source + i), destination + i);
            }

            for (; i < count; i++)
            {
                destination[i] = source[i];
            }

            source += line;
            destination += stride;
        }
    }

    /// <summary>destination[k * stride + i] = source[i * line + k]: count lines that run along k.</summary>
    private static void TransposeInto(float* source, nint line, nint count, nint depth, float* destination, nint stride)
    {
        nint i = 0;
        if (Avx.IsSupported)
        {
            for (; i + 8 <= count; i += 8)
            {
                TransposeEight(source + (i * line), line, depth, destination + i, stride);
            }
        }

        if (Sse.IsSupported)
        {
            for (; i + 4 <= count; i += 4)
            {
                TransposeFour(source + (i * line), line, depth, destination + i, stride);
            }
        }

        for (; i < count; i++)
        {
            float* from = source + (i * line);
            float* to = destination + i;
            for (nint k = 0; k < depth; k++)
            {
                *to = from[k];
                to += stride;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeEight(float* s, nint line, nint depth, float* d, nint stride)
    {
        for (; depth >= 8; depth -= 8)
        {
            // 1. Pairs of rows interleaved; 2. quadruples; 3. the halves of 128 bits exchanged.
            Vector256<float> r0 = Vector256.Load(s);
            Vector256<float> r1 = Vector256.Load(s + line);
            Vector256<float> r2 = Vector256.Load(s + (2 * line));
            Vector256<float> r3 = Vector256.Load(s + (3 * line));
            float* s4 = s + (4 * line);
            Vector256<float> r4 = Vector256.Load(s4);
            Vector256<float> r5 = Vector256.Load(s4 + line);
            Vector256<float> r6 = Vector256.Load(s4 + (2 * line));
            Vector256<float> r7 = Vector256.Load(s4 + (3 * line));

            Vector256<float> p0 = Avx.UnpackLow(r0, r1);
            Vector256<float> p1 = Avx.UnpackHigh(r0, r1);
            Vector256<float> p2 = Avx.UnpackLow(r2, r3);
            Vector256<float> p3 = Avx.UnpackHigh(r2, r3);
            Vector256<float> p4 = Avx.UnpackLow(r4, r5);
            Vector256<float> p5 = Avx.UnpackHigh(r4, r5);
            Vector256<float> p6 = Avx.UnpackLow(r6, r7);
            Vector256<float> p7 = Avx.UnpackHigh(r6, r7);

            Vector256<float> q0 = Avx.Shuffle(p0, p2, 0x44);
            Vector256<float> q1 = Avx.Shuffle(p0, p2, 0xEE);
            Vector256<float> q2 = Avx.Shuffle(p1, p3, 0x44);
            Vector256<float> q3 = Avx.Shuffle(p1, p3, 0xEE);
            Vector256<float> q4 = Avx.Shuffle(p4, p6, 0x44);
            Vector256<float> q5 = Avx.Shuffle(p4, p6, 0xEE);
            Vector256<float> q6 = Avx.Shuffle(p5, p7, 0x44);
            Vector256<float> q7 = Avx.Shuffle(p5, p7, 0xEE);

            Vector256.Store(Avx.Permute2x128(q0, q4, 0x20), d);
            Vector256.Store(Avx.Permute2x128(q1, q5, 0x20), d + stride);
            Vector256.Store(Avx.Permute2x128(q2, q6, 0x20), d + (2 * stride));
            Vector256.Store(Avx.Permute2x128(q3, q7, 0x20), d + (3 * stride));
            float* d4 = d + (4 * stride);
            Vector256.Store(Avx.Permute2x128(q0, q4, 0x31), d4);
            Vector256.Store(Avx.Permute2x128(q1, q5, 0x31), d4 + stride);
            Vector256.Store(Avx.Permute2x128(q2, q6, 0x31), d4 + (2 * stride));
            Vector256.Store(Avx.Permute2x128(q3, q7, 0x31), d4 + (3 * stride));
            s += 8;
            d += 8 * stride;
        }

        for (; depth > 0; depth--)
        {
            for (nint i = 0; i < 8; i++)
            {
                d[i] = s[i * line];
            }

            s++;
            d += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeFour(float* s, nint line, nint depth, float* d, nint stride)
    {
        for (; depth >= 4; depth -= 4)
        {
            Vector128<float> r0 = Vector128.Load(s);
            Vector128<float> r1 = Vector128.Load(s + line);
            Vector128<float> r2 = Vector128.Load(s + (2 * line));
            Vector128<float> r3 = Vector128.Load(s + (3 * line));

            Vector128<float> p0 = Sse.UnpackLow(r0, r1);
            Vector128<float> p1 = Sse.UnpackHigh(r0, r1);
            Vector128<float> p2 = Sse.UnpackLow(r2, r3);
            Vector128<float> p3 = Sse.UnpackHigh(r2, r3);

            Vector128.Store(Sse.MoveLowToHigh(p0, p2), d);
            Vector128.Store(Sse.MoveHighToLow(p2, p0), d + stride);
            Vector128.Store(Sse.MoveLowToHigh(p1, p3), d + (2 * stride));
            Vector128.Store(Sse.MoveHighToLow(p3, p1), d + (3 * stride));
            s += 4;
            d += 4 * stride;
        }

        for (; depth > 0; depth--)
        {
            for (nint i = 0; i < 4; i++)
            {
                d[i] = s[i * line];
            }

            s++;
            d += stride;
        }
    }
}
