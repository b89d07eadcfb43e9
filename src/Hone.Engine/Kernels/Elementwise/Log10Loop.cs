using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = the decimal logarithm of b.</summary>
internal readonly unsafe struct Log10Loop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = T.Log10(b[i * strideB]);
        }
    }
}
