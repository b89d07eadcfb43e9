using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = the derivative of b^c by c: b^c ln b, and its limit 0 where b is 0 and c is not negative.</summary>
internal readonly unsafe struct PowExponentSlopeLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            T number = b[i * strideB];
            T exponent = c[i * strideC];
            a[i * strideA] = number == T.Zero && exponent >= T.Zero ? T.Zero : T.Pow(number, exponent) * T.Log(number);
        }
    }
}
