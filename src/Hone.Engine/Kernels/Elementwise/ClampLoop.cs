using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = b cut to c[0]..c[1]; NaN stays NaN.</summary>
internal readonly unsafe struct ClampLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        T low = c[0];
        T high = c[1];
        for (nint i = 0; i < count; i++)
        {
            T x = b[i * strideB];
            a[i * strideA] = x < low ? low : x > high ? high : x;
        }
    }
}

/// <summary>a = 1 where b lies in c[0]..c[1], else 0: the derivative of <see cref="ClampLoop{T}"/>.</summary>
internal readonly unsafe struct ClampMaskLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            T x = b[i * strideB];
            a[i * strideA] = x >= c[0] && x <= c[1] ? T.One : T.Zero;
        }
    }
}
