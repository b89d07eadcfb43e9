using System.Numerics;

namespace Hone.Kernels;

/// <summary>a = what is left of b after whole multiples of c, with the sign of c.</summary>
internal readonly unsafe struct RemainderLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, INumber<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = Of(b[i * strideB], c[i * strideC]);
        }
    }

    private static T Of(T x, T divisor)
    {
        // The smallest integer by -1 traps in the processor. The JIT drops this for all other types.
        if ((typeof(T) == typeof(long) || typeof(T) == typeof(int)) && divisor == -T.One)
        {
            return T.Zero;
        }

        // C#'s remainder is exact and has the sign of x.
        T rest = x % divisor;
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(divisor) ? rest + divisor : rest;
    }
}
