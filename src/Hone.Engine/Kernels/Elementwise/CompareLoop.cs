using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = whether b and c are in a relation.</summary>
internal readonly unsafe struct CompareLoop<T, TComparison> : IInnerLoop<bool, T, T>
    where T : unmanaged, INumber<T>
    where TComparison : struct, IComparison
{
    public static void Run(int count, bool* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = TComparison.Holds(b[i * strideB], c[i * strideC]);
        }
    }
}
