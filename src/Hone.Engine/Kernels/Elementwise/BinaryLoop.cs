using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>a = op(b, c), with registers where all three lie contiguously or one of b and c is a single repeated value.</summary>
internal readonly unsafe struct BinaryLoop<T, TOperator> : IInnerLoop<T, T, T>
    where T : unmanaged, INumber<T>
    where TOperator : struct, IBinaryOperator
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        bool vectors = typeof(T) == typeof(float) && strideA == 1 && (strideB | strideC) == 1;
        if (vectors && Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(count, (float*)a, (float*)b, strideB, (float*)c, strideC);
        }
        else if (vectors && Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(count, (float*)a, (float*)b, strideB, (float*)c, strideC);
        }
        else if (vectors && Vector128.IsHardwareAccelerated)
        {
            Vectors<Policy128, Vector128<float>>(count, (float*)a, (float*)b, strideB, (float*)c, strideC);
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
            a[i * strideA] = TOperator.Apply(b[i * strideB], c[i * strideC]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TPolicy, TVector>(nint count, float* a, float* b, int strideB, float* c, int strideC)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint i = 0;
        nint width = TPolicy.Width;
        if (strideB == 1 && strideC == 1)
        {
            for (; i + (2 * width) <= count; i += 2 * width)
            {
                TVector first = TOperator.Apply<TPolicy, TVector>(TPolicy.Load(b + i), TPolicy.Load(c + i));
                TVector second = TOperator.Apply<TPolicy, TVector>(TPolicy.Load(b + i + width), TPolicy.Load(c + i + width));
                TPolicy.Store(a + i, first);
                TPolicy.Store(a + i + width, second);
            }

            for (; i + width <= count; i += width)
            {
                TPolicy.Store(a + i, TOperator.Apply<TPolicy, TVector>(TPolicy.Load(b + i), TPolicy.Load(c + i)));
            }
        }
        else if (strideB == 1)
        {
            TVector repeated = TPolicy.Broadcast(c);
            for (; i + width <= count; i += width)
            {
                TPolicy.Store(a + i, TOperator.Apply<TPolicy, TVector>(TPolicy.Load(b + i), repeated));
            }
        }
        else
        {
            TVector repeated = TPolicy.Broadcast(b);
            for (; i + width <= count; i += width)
            {
                TPolicy.Store(a + i, TOperator.Apply<TPolicy, TVector>(repeated, TPolicy.Load(c + i)));
            }
        }

        for (; i < count; i++)
        {
            a[i] = TOperator.Apply(b[i * strideB], c[i * strideC]);
        }
    }
}
