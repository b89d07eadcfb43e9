using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// The two loops of average pooling over the channels of a pixel. Pixels may have few channels, so that what does not fill a
/// register of one size goes to the next smaller one before single values are left.
/// </summary>
internal static unsafe class AverageLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>y = factor * sum of lines x columns pixels; <paramref name="lineStride"/> leads from one line of them to the next.</summary>
    public static void Sum(T* x, nint lineStride, int lines, int columns, T factor, T* y, nint channels)
    {
        nint c = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                c = Sum<Policy512, Vector512<float>>((float*)x, lineStride, lines, columns, *(float*)&factor, (float*)y, c, channels);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                c = Sum<Policy256, Vector256<float>>((float*)x, lineStride, lines, columns, *(float*)&factor, (float*)y, c, channels);
            }

            c = Sum<Policy128, Vector128<float>>((float*)x, lineStride, lines, columns, *(float*)&factor, (float*)y, c, channels);
        }

        for (; c < channels; c++)
        {
            T sum = T.Zero;
            for (int line = 0; line < lines; line++)
            {
                for (int column = 0; column < columns; column++)
                {
                    sum += x[(line * lineStride) + (column * channels) + c];
                }
            }

            y[c] = factor * sum;
        }
    }

    /// <summary>y (+)= factor * x.</summary>
    public static void Spread(T* x, T factor, T* y, nint channels, bool accumulate)
    {
        nint c = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                c = Spread<Policy512, Vector512<float>>((float*)x, *(float*)&factor, (float*)y, c, channels, accumulate);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                c = Spread<Policy256, Vector256<float>>((float*)x, *(float*)&factor, (float*)y, c, channels, accumulate);
            }

            c = Spread<Policy128, Vector128<float>>((float*)x, *(float*)&factor, (float*)y, c, channels, accumulate);
        }

        for (; c < channels; c++)
        {
            y[c] = accumulate ? y[c] + (factor * x[c]) : factor * x[c];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Sum<TPolicy, TVector>(float* x, nint lineStride, int lines, int columns, float factor, float* y, nint c, nint channels)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        for (; c + TPolicy.Width <= channels; c += TPolicy.Width)
        {
            TVector sum = TPolicy.Zero;
            for (int line = 0; line < lines; line++)
            {
                float* pixel = x + (line * lineStride) + c;
                for (int column = 0; column < columns; column++)
                {
                    sum = TPolicy.Add(sum, TPolicy.Load(pixel));
                    pixel += channels;
                }
            }

            TPolicy.Store(y + c, TPolicy.Multiply(TPolicy.Create(factor), sum));
        }

        return c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Spread<TPolicy, TVector>(float* x, float factor, float* y, nint c, nint channels, bool accumulate)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector repeated = TPolicy.Create(factor);
        for (; c + TPolicy.Width <= channels; c += TPolicy.Width)
        {
            TVector value = TPolicy.Load(x + c);
            TPolicy.Store(y + c, accumulate ? TPolicy.MultiplyAdd(repeated, value, TPolicy.Load(y + c)) : TPolicy.Multiply(repeated, value));
        }

        return c;
    }
}
