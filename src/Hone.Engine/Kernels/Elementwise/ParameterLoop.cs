using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>a = op(b; c[0], c[1]) with two constants, with registers where a and b lie contiguously.</summary>
internal readonly unsafe struct ParameterLoop<T, TOperator> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TOperator : struct, IParameterOperator
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        bool vectors = typeof(T) == typeof(float) && strideA == 1 && strideB == 1;
        if (vectors && Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(count, (float*)a, (float*)b, (float*)c);
        }
        else if (vectors && Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(count, (float*)a, (float*)b, (float*)c);
        }
        else if (vectors && Vector128.IsHardwareAccelerated)
        {
            Vectors<Policy128, Vector128<float>>(count, (float*)a, (float*)b, (float*)c);
        }
        else
        {
            Plain(count, a, strideA, b, strideB, c);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(int count, T* a, int strideA, T* b, int strideB, T* c)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = TOperator.Apply(b[i * strideB], c[0], c[1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TPolicy, TVector>(nint count, float* a, float* b, float* c)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint i = 0;
        nint width = TPolicy.Width;
        TVector first = TPolicy.Broadcast(c);
        TVector second = TPolicy.Broadcast(c + 1);
        for (; i + width <= count; i += width)
        {
            TPolicy.Store(a + i, TOperator.Apply<TPolicy, TVector>(TPolicy.Load(b + i), first, second));
        }

        for (; i < count; i++)
        {
            a[i] = TOperator.Apply(b[i], c[0], c[1]);
        }
    }
}
