using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = the angle of the point with the ordinate b and the abscissa c.</summary>
internal readonly unsafe struct Atan2Loop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = T.Atan2(b[i * strideB], c[i * strideC]);
        }
    }
}
