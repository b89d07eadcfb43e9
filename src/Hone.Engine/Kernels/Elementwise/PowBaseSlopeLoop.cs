using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = the derivative of b^c by b: c b^(c - 1), and 0 where c is 0, at b = 0 as well.</summary>
internal readonly unsafe struct PowBaseSlopeLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            T exponent = c[i * strideC];
            a[i * strideA] = exponent == T.Zero ? T.Zero : exponent * T.Pow(b[i * strideB], exponent - T.One);
        }
    }
}
