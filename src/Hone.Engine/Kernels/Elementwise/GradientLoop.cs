using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>a = b f'(c): the gradient of an elementwise function, with registers where a and c lie contiguously and b does or repeats one value.</summary>
internal readonly unsafe struct GradientLoop<T, TOperator> : IInnerLoop<T, T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TOperator : struct, IDifferentiableOperator
{
    public static void Run(int count, T* a, int strideA, T* b, int strideB, T* c, int strideC)
    {
        bool vectors = typeof(T) == typeof(float) && strideA == 1 && strideC == 1 && (strideB is 0 or 1);
        if (vectors && Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(count, (float*)a, (float*)b, strideB, (float*)c);
        }
        else if (vectors && Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(count, (float*)a, (float*)b, strideB, (float*)c);
        }
        else if (vectors && Vector128.IsHardwareAccelerated)
        {
            Vectors<Policy128, Vector128<float>>(count, (float*)a, (float*)b, strideB, (float*)c);
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
            a[i * strideA] = b[i * strideB] * TOperator.Derivative(c[i * strideC]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TPolicy, TVector>(nint count, float* a, float* b, int strideB, float* c)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector gradient = strideB == 1 ? TPolicy.Load(b + i) : TPolicy.Broadcast(b);
            TPolicy.Store(a + i, TPolicy.Multiply(gradient, TOperator.Derivative<TPolicy, TVector>(TPolicy.Load(c + i))));
        }

        for (; i < count; i++)
        {
            a[i] = b[i * strideB] * TOperator.Derivative(c[i]);
        }
    }
}
