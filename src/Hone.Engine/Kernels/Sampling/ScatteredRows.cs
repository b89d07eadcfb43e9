using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Loops over the channels of pixels that lie anywhere in an image.</summary>
internal static unsafe class ScatteredRows<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>y[i] = sum over t of weights[t] image[offsets[t] + i].</summary>
    public static void Sum(T* image, nint* offsets, T* weights, int taps, T* y, nint count)
    {
        nint i = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                i = Sum<Policy512, Vector512<float>>((float*)image, offsets, (float*)weights, taps, (float*)y, i, count);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                i = Sum<Policy256, Vector256<float>>((float*)image, offsets, (float*)weights, taps, (float*)y, i, count);
            }

            i = Sum<Policy128, Vector128<float>>((float*)image, offsets, (float*)weights, taps, (float*)y, i, count);
        }

        for (; i < count; i++)
        {
            T sum = T.Zero;
            for (int t = 0; t < taps; t++)
            {
                sum += weights[t] * image[offsets[t] + i];
            }

            y[i] = sum;
        }
    }

    /// <summary>The same for fewer than four channels: four lanes are read at each pixel and four are written.</summary>
    public static void Four(float* image, nint* offsets, float* weights, int taps, float* y)
    {
        Vector128<float> sum = Vector128<float>.Zero;
        for (int t = 0; t < taps; t++)
        {
            sum += Vector128.Create(weights[t]) * Vector128.Load(image + offsets[t]);
        }

        Vector128.Store(sum, y);
    }

    /// <summary>The same for four pixels, in the same order of additions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourOfFour(float* image, nint* offsets, float* weights, float* y)
    {
        Vector128<float> sum = Vector128.Create(weights[0]) * Vector128.Load(image + offsets[0]);
        sum += Vector128.Create(weights[1]) * Vector128.Load(image + offsets[1]);
        sum += Vector128.Create(weights[2]) * Vector128.Load(image + offsets[2]);
        sum += Vector128.Create(weights[3]) * Vector128.Load(image + offsets[3]);
        Vector128.Store(sum, y);
    }

    /// <summary>Sum of a[i] b[i].</summary>
    public static T Dot(T* a, T* b, nint count)
    {
        nint i = 0;
        T sum = T.Zero;
        if (typeof(T) == typeof(float))
        {
            float lanes = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                lanes += Dot<Policy512, Vector512<float>>((float*)a, (float*)b, ref i, count);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                lanes += Dot<Policy256, Vector256<float>>((float*)a, (float*)b, ref i, count);
            }

            lanes += Dot<Policy128, Vector128<float>>((float*)a, (float*)b, ref i, count);
            sum = *(T*)&lanes;
        }

        for (; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Sum<TPolicy, TVector>(float* image, nint* offsets, float* weights, int taps, float* y, nint i, nint count)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        for (; i + TPolicy.Width <= count; i += TPolicy.Width)
        {
            TVector sum = TPolicy.Zero;
            for (int t = 0; t < taps; t++)
            {
                sum = TPolicy.MultiplyAdd(TPolicy.Broadcast(weights + t), TPolicy.Load(image + offsets[t] + i), sum);
            }

            TPolicy.Store(y + i, sum);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot<TPolicy, TVector>(float* a, float* b, ref nint i, nint count)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector sum = TPolicy.Zero;
        nint k = i;
        for (; k + TPolicy.Width <= count; k += TPolicy.Width)
        {
            sum = TPolicy.MultiplyAdd(TPolicy.Load(a + k), TPolicy.Load(b + k), sum);
        }

        i = k;
        return TPolicy.Sum(sum);
    }
}
