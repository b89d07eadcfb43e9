using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = the hyperbolic sine of b.</summary>
internal readonly unsafe struct SinhLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = T.Sinh(b[i * strideB]);
        }
    }
}
