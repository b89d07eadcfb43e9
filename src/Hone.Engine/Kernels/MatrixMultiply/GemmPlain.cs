using System.Numerics;

namespace Hone.Kernels;

/// <summary>The matrix product as its definition reads: the reference of the tests, and the loop of <see cref="GemmWhole"/>.</summary>
internal static unsafe class GemmPlain
{
    /// <summary>c(i, j) (+)= sum over p of a(i, p) * b(p, j), with the strides of <see cref="Gemm"/>; the sum runs in type <typeparamref name="T"/>.</summary>
    public static void Run<T>(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j < n; j++)
            {
                T sum = accumulate ? c[(i * cRow) + j] : T.Zero;
                for (nint p = 0; p < k; p++)
                {
                    sum += a[(i * aRow) + (p * aColumn)] * b[(p * bRow) + (j * bColumn)];
                }

                c[(i * cRow) + j] = sum;
            }
        }
    }
}
