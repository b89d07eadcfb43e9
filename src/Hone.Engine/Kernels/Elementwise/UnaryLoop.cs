using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>a = op(b), with registers where both lie contiguously.</summary>
internal readonly unsafe struct UnaryLoop<T, TOperator> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TOperator : struct, IUnaryOperator
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        bool vectors = typeof(T) == typeof(float) && strideA == 1 && strideB == 1;
        if (vectors && Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(count, (float*)a, (float*)b);
        }
        else if (vectors && Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(count, (float*)a, (float*)b);
        }
        else if (vectors && Vector128.IsHardwareAccelerated)
        {
            Vectors<Policy128, Vector128<float>>(count, (float*)a, (float*)b);
        }
        else
        {
            Plain(count, a, strideA, b, strideB);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(int count, T* a, int strideA, T* b, int strideB)
    {
        for (nint i = 0; i < count; i++)
        {
            a[i * strideA] = TOperator.Apply(b[i * strideB]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TPolicy, TVector>(nint count, float* a, float* b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TPolicy.Store(a + i, TOperator.Apply<TPolicy, TVector>(TPolicy.Load(b + i)));
        }

        for (; i < count; i++)
        {
            a[i] = TOperator.Apply(b[i]);
        }
    }
}
