using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>a = b to the power c, with registers where a and b lie contiguously and c is one value.</summary>
internal readonly unsafe struct PowLoop<T> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        bool vectors = typeof(T) == typeof(float) && strideA == 1 && strideB == 1 && strideC == 0 && Vector256.IsHardwareAccelerated;
        if (vectors && PowMath.Takes(*(float*)c))
        {
            Vectors(count, (float*)a, (float*)b, *(float*)c);
        }
        else
        {
            Plain(count, a, strideA, b, strideB, c, strideC);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = T.Pow(b[i * strideB], c[i * strideC]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors(nint count, float* a, float* b, float exponent)
    {
        nint i = 0;
        nint width = Vector512<float>.Count;
        var powers = new PowMath(exponent);
        for (; i + width <= count; i += width)
        {
            powers.Apply(Vector512.Load(b + i)).Store(a + i);
        }

        for (; i < count; i++)
        {
            a[i] = MathF.Pow(b[i], exponent);
        }
    }
}
