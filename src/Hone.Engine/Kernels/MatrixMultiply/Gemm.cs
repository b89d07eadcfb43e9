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
        MatrixView left = new(a, aRow, aColumn);
        MatrixView right = new(b, bRow, bColumn);
        if (Vector512.IsHardwareAccelerated)
        {
            GemmSchedule<Policy512, Vector512<float>>.Run(m, n, k, left, right, c, cRow, accumulate);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            GemmSchedule<Policy256, Vector256<float>>.Run(m, n, k, left, right, c, cRow, accumulate);
        }
        else
        {
            GemmSchedule<Policy128, Vector128<float>>.Run(m, n, k, left, right, c, cRow, accumulate);
        }
    }

    /// <summary>The float64 product, with the parameters of the float32 one.</summary>
    public static void Run(int m, int n, int k, double* a, nint aRow, nint aColumn, double* b, nint bRow, nint bColumn, double* c, nint cRow, bool accumulate) =>
        GemmDouble.Run(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
}
