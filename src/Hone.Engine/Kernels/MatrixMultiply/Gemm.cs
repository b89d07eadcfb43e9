using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// The matrix product, C[m, n] (+)= A[m, k] B[k, n]. Every transpose is a matter of strides. The result does not depend on
/// the number of threads.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>The float32 product. Element (i, p) of A is a[i * aRow + p * aColumn], element (p, j) of B is b[p * bRow + j * bColumn]; the columns of C are neighbours.</summary>
    /// <param name="m">Rows of A and C; 0 does nothing.</param>
    /// <param name="n">Columns of B and C; 0 does nothing.</param>
    /// <param name="k">Columns of A and rows of B; 0 makes C zero, or leaves it when accumulating.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aColumn">Floats from one column of A to the next.</param>
    /// <param name="b">First element of B.</param>
    /// <param name="bRow">Floats from one row of B to the next.</param>
    /// <param name="bColumn">Floats from one column of B to the next.</param>
    /// <param name="c">First element of C, which must overlap neither A nor B.</param>
    /// <param name="cRow">Floats from one row of C to the next, at least n.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void Run(int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, nint bColumn, float* c, nint cRow, bool accumulate)
    {
        MatrixProduct product = new()
        {
            Rows = m,
            Columns = n,
            Depth = k,
            A = new MatrixView(a, aRow, aColumn),
            B = new MatrixView(b, bRow, bColumn),
            C = c,
            CRow = cRow,
            Addend = Addend.Of(accumulate, c, cRow),
        };
        Run(product);
    }

    /// <summary>The float32 product; no rows or no columns do nothing, and no depth makes C zero, or leaves it when accumulating.</summary>
    public static void Run(in MatrixProduct product)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            GemmSchedule<Policy512, Vector512<float>>.Run(product);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            GemmSchedule<Policy256, Vector256<float>>.Run(product);
        }
        else
        {
            GemmSchedule<Policy128, Vector128<float>>.Run(product);
        }
    }

    /// <summary>Two float32 products that write different memory: small ones run side by side, which saves a hand-off between threads; the bits are those of <see cref="Run(in MatrixProduct)"/>.</summary>
    public static void RunBoth(in MatrixProduct first, in MatrixProduct second)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            GemmSchedule<Policy512, Vector512<float>>.RunBoth(first, second);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            GemmSchedule<Policy256, Vector256<float>>.RunBoth(first, second);
        }
        else
        {
            GemmSchedule<Policy128, Vector128<float>>.RunBoth(first, second);
        }
    }

    /// <summary>The float32 product with a B that was packed before: C[m, b.Columns] (+)= A[m, b.Depth] B.</summary>
    public static void Run(int m, float* a, nint aRow, nint aColumn, PackedMatrix b, float* c, nint cRow, bool accumulate)
    {
        MatrixView left = new(a, aRow, aColumn);
        if (Vector512.IsHardwareAccelerated)
        {
            GemmSchedule<Policy512, Vector512<float>>.RunPacked(m, b.Columns, b.Depth, left, b.Pointer, c, cRow, accumulate);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            GemmSchedule<Policy256, Vector256<float>>.RunPacked(m, b.Columns, b.Depth, left, b.Pointer, c, cRow, accumulate);
        }
        else
        {
            GemmSchedule<Policy128, Vector128<float>>.RunPacked(m, b.Columns, b.Depth, left, b.Pointer, c, cRow, accumulate);
        }

        GC.KeepAlive(b);
    }

    /// <summary>
    /// The product of each pair of a batch. Small products are shared out whole; the threads work together on each large one.
    /// </summary>
    /// <param name="batch">Number of products.</param>
    /// <param name="m">Rows of each A and C.</param>
    /// <param name="n">Columns of each B and C.</param>
    /// <param name="k">Columns of each A and rows of each B.</param>
    /// <param name="a">First element of the first A.</param>
    /// <param name="aBatch">Floats from one A to the next; 0 uses the same A for all.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aColumn">Floats from one column of A to the next.</param>
    /// <param name="b">First element of the first B.</param>
    /// <param name="bBatch">Floats from one B to the next; 0 uses the same B for all.</param>
    /// <param name="bRow">Floats from one row of B to the next.</param>
    /// <param name="bColumn">Floats from one column of B to the next.</param>
    /// <param name="c">First element of the first C.</param>
    /// <param name="cBatch">Floats from one C to the next; the Cs must not overlap.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void RunBatch(
        int batch, int m, int n, int k, float* a, nint aBatch, nint aRow, nint aColumn, float* b, nint bBatch, nint bRow, nint bColumn, float* c, nint cBatch, nint cRow, bool accumulate)
    {
        GemmBatch job = new()
        {
            Batch = batch,
            Rows = m,
            Columns = n,
            Depth = k,
            A = new MatrixView(a, aRow, aColumn),
            B = new MatrixView(b, bRow, bColumn),
            C = c,
            ABatch = aBatch,
            BBatch = bBatch,
            CBatch = cBatch,
            CRow = cRow,
            Accumulate = accumulate,
        };
        GemmBatch.Run(ref job);
    }

    /// <summary>The float64 product, with the parameters of the float32 one.</summary>
    public static void Run(int m, int n, int k, double* a, nint aRow, nint aColumn, double* b, nint bRow, nint bColumn, double* c, nint cRow, bool accumulate) =>
        GemmDouble.Run(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
}
