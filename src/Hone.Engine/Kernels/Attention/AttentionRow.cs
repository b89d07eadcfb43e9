using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>What happens to one row of a block of scores: float rows in registers, other types by the plain loop over the same formula.</summary>
internal static unsafe class AttentionRow<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>x = factor x; the largest result, NaN if there is one.</summary>
    public static T ScaleMax(int count, T* x, T factor)
    {
        if (typeof(T) == typeof(float))
        {
            float f = Unsafe.BitCast<T, float>(factor);
            float max = Vector512.IsHardwareAccelerated ? AttentionVectors<Policy512, Vector512<float>>.ScaleMax(count, (float*)x, f)
                : Vector256.IsHardwareAccelerated ? AttentionVectors<Policy256, Vector256<float>>.ScaleMax(count, (float*)x, f)
                : AttentionVectors<Policy128, Vector128<float>>.ScaleMax(count, (float*)x, f);
            return Unsafe.BitCast<float, T>(max);
        }

        T best = T.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            x[i] *= factor;
            best = T.Max(best, x[i]);
        }

        return best;
    }

    /// <summary>x = e^(factor x - shift); the sum of the results.</summary>
    public static T ExpSum(int count, T* x, T factor, T shift)
    {
        if (typeof(T) == typeof(float))
        {
            float f = Unsafe.BitCast<T, float>(factor);
            float s = Unsafe.BitCast<T, float>(shift);
            float sum = Vector512.IsHardwareAccelerated ? AttentionVectors<Policy512, Vector512<float>>.ExpSum(count, (float*)x, f, s)
                : Vector256.IsHardwareAccelerated ? AttentionVectors<Policy256, Vector256<float>>.ExpSum(count, (float*)x, f, s)
                : AttentionVectors<Policy128, Vector128<float>>.ExpSum(count, (float*)x, f, s);
            return Unsafe.BitCast<float, T>(sum);
        }

        T total = T.Zero;
        for (int i = 0; i < count; i++)
        {
            x[i] = T.Exp((factor * x[i]) - shift);
            total += x[i];
        }

        return total;
    }

    /// <summary>weights = scale weights (gradient - mean): the gradient of the scores of one softmax.</summary>
    public static void Gradient(int count, T* weights, T* gradient, T mean, T scale)
    {
        if (typeof(T) != typeof(float))
        {
            for (int i = 0; i < count; i++)
            {
                weights[i] = scale * weights[i] * (gradient[i] - mean);
            }

            return;
        }

        float m = Unsafe.BitCast<T, float>(mean);
        float s = Unsafe.BitCast<T, float>(scale);
        if (Vector512.IsHardwareAccelerated)
        {
            AttentionVectors<Policy512, Vector512<float>>.Gradient(count, (float*)weights, (float*)gradient, m, s);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AttentionVectors<Policy256, Vector256<float>>.Gradient(count, (float*)weights, (float*)gradient, m, s);
        }
        else
        {
            AttentionVectors<Policy128, Vector128<float>>.Gradient(count, (float*)weights, (float*)gradient, m, s);
        }
    }
}
