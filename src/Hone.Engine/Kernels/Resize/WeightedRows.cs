using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// A weighted sum of rows that lie at a fixed distance from each other. What does not fill a register of one size goes to the next
/// smaller one, so that short rows (the channels of one pixel) are summed in registers too.
/// </summary>
internal static unsafe class WeightedRows<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Floats that <see cref="Narrow"/> may read and write behind the end of its rows.</summary>
    public const int Overhang = 4;

    /// <summary>y[i] (+)= sum over t of weights[t] x[t stride + i].</summary>
    public static void Sum(T* x, nint stride, T* weights, int taps, T* y, nint count, bool accumulate)
    {
        nint i = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                i = Sum<Policy512, Vector512<float>>((float*)x, stride, (float*)weights, taps, (float*)y, i, count, accumulate);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                i = Sum<Policy256, Vector256<float>>((float*)x, stride, (float*)weights, taps, (float*)y, i, count, accumulate);
            }

            i = Sum<Policy128, Vector128<float>>((float*)x, stride, (float*)weights, taps, (float*)y, i, count, accumulate);
        }

        for (; i < count; i++)
        {
            T sum = accumulate ? y[i] : T.Zero;
            for (int t = 0; t < taps; t++)
            {
                sum += weights[t] * x[(t * stride) + i];
            }

            y[i] = sum;
        }
    }

    /// <summary>
    /// Sums of the pixels of a row of fewer than four channels: each pixel is read and written as four lanes, and the next pixel overwrites the
    /// lanes that were too many. Both rows have <see cref="Overhang"/> elements of room behind them.
    /// </summary>
    public static void Narrow(float* x, int channels, int* first, int* offset, float* weights, float* y, int width)
    {
        for (int column = 0; column < width; column++)
        {
            float* pixel = x + ((nint)first[column] * channels);
            Vector128<float> sum = Vector128<float>.Zero;
            for (int t = offset[column]; t < offset[column + 1]; t++)
            {
                sum += Vector128.Create(weights[t]) * Vector128.Load(pixel);
                pixel += channels;
            }

            Vector128.Store(sum, y + ((nint)column * channels));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Sum<TPolicy, TVector>(float* x, nint stride, float* weights, int taps, float* y, nint i, nint count, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        for (; i + TPolicy.Width <= count; i += TPolicy.Width)
        {
            TVector sum = accumulate ? TPolicy.Load(y + i) : TPolicy.Zero;
            float* row = x + i;
            for (int t = 0; t < taps; t++)
            {
                sum = TPolicy.MultiplyAdd(TPolicy.Broadcast(weights + t), TPolicy.Load(row), sum);
                row += stride;
            }

            TPolicy.Store(y + i, sum);
        }

        return i;
    }
}
