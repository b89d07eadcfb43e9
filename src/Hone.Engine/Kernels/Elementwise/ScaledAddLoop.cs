using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>y += factor * x over contiguous rows.</summary>
internal static unsafe class ScaledAddLoop<T>
    where T : unmanaged, INumber<T>
{
    public static void Run(int count, T* y, T* x, T factor)
    {
        if (typeof(T) != typeof(float))
        {
            Plain(count, y, x, factor);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(count, (float*)y, (float*)x, *(float*)&factor);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(count, (float*)y, (float*)x, *(float*)&factor);
        }
        else
        {
            Vectors<Policy128, Vector128<float>>(count, (float*)y, (float*)x, *(float*)&factor);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(int count, T* y, T* x, T factor)
    {
        for (nint i = 0; i < count; i++)
        {
            y[i] += factor * x[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TPolicy, TVector>(nint count, float* y, float* x, float factor)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint i = 0;
        nint width = TPolicy.Width;
        TVector repeated = TPolicy.Create(factor);
        for (; i + width <= count; i += width)
        {
            TPolicy.Store(y + i, TPolicy.MultiplyAdd(repeated, TPolicy.Load(x + i), TPolicy.Load(y + i)));
        }

        for (; i < count; i++)
        {
            y[i] += factor * x[i];
        }
    }
}
