using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// The steps of softmax and its relatives over one contiguous row: float rows in registers, other types and the tail by the plain
/// loop over the same formula.
/// </summary>
internal static unsafe class RowMath<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest element; NaN if there is one, minus infinity for an empty row.</summary>
    public static T Max(int count, T* x)
    {
        if (typeof(T) == typeof(float))
        {
            float max = Vector512.IsHardwareAccelerated ? RowVectors<Policy512, Vector512<float>>.Max(count, (float*)x)
                : Vector256.IsHardwareAccelerated ? RowVectors<Policy256, Vector256<float>>.Max(count, (float*)x)
                : RowVectors<Policy128, Vector128<float>>.Max(count, (float*)x);
            return Unsafe.BitCast<float, T>(max);
        }

        T best = T.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            best = T.Max(best, x[i]);
        }

        return best;
    }

    /// <summary>The sum of e^(x - shift).</summary>
    public static T ExpSum(int count, T* x, T shift)
    {
        if (typeof(T) == typeof(float))
        {
            float s = Unsafe.BitCast<T, float>(shift);
            float sum = Vector512.IsHardwareAccelerated ? RowVectors<Policy512, Vector512<float>>.ExpSum(count, (float*)x, s)
                : Vector256.IsHardwareAccelerated ? RowVectors<Policy256, Vector256<float>>.ExpSum(count, (float*)x, s)
                : RowVectors<Policy128, Vector128<float>>.ExpSum(count, (float*)x, s);
            return Unsafe.BitCast<float, T>(sum);
        }

        T total = T.Zero;
        for (int i = 0; i < count; i++)
        {
            total += T.Exp(x[i] - shift);
        }

        return total;
    }

    /// <summary>y = e^(x - shift), and the sum of y; y may be x.</summary>
    public static T ExpWithSum(int count, T* y, T* x, T shift)
    {
        if (typeof(T) == typeof(float))
        {
            float s = Unsafe.BitCast<T, float>(shift);
            float sum = Vector512.IsHardwareAccelerated ? RowVectors<Policy512, Vector512<float>>.ExpWithSum(count, (float*)y, (float*)x, s)
                : Vector256.IsHardwareAccelerated ? RowVectors<Policy256, Vector256<float>>.ExpWithSum(count, (float*)y, (float*)x, s)
                : RowVectors<Policy128, Vector128<float>>.ExpWithSum(count, (float*)y, (float*)x, s);
            return Unsafe.BitCast<float, T>(sum);
        }

        T total = T.Zero;
        for (int i = 0; i < count; i++)
        {
            y[i] = T.Exp(x[i] - shift);
            total += y[i];
        }

        return total;
    }

    /// <summary>y = factor e^(x - shift) + addend * other, where <paramref name="other"/> may be null and y may be x or other.</summary>
    public static void ScaledExp(int count, T* y, T* x, T shift, T factor, T* other, T addend)
    {
        if (typeof(T) != typeof(float))
        {
            for (int i = 0; i < count; i++)
            {
                T value = factor * T.Exp(x[i] - shift);
                y[i] = other == null ? value : value + (addend * other[i]);
            }

            return;
        }

        float s = Unsafe.BitCast<T, float>(shift);
        float f = Unsafe.BitCast<T, float>(factor);
        float a = Unsafe.BitCast<T, float>(addend);
        if (Vector512.IsHardwareAccelerated)
        {
            RowVectors<Policy512, Vector512<float>>.ScaledExp(count, (float*)y, (float*)x, s, f, (float*)other, a);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RowVectors<Policy256, Vector256<float>>.ScaledExp(count, (float*)y, (float*)x, s, f, (float*)other, a);
        }
        else
        {
            RowVectors<Policy128, Vector128<float>>.ScaledExp(count, (float*)y, (float*)x, s, f, (float*)other, a);
        }
    }

    /// <summary>The sum of a * b.</summary>
    public static T Dot(int count, T* a, T* b)
    {
        if (typeof(T) == typeof(float))
        {
            float sum = Vector512.IsHardwareAccelerated ? RowVectors<Policy512, Vector512<float>>.Dot(count, (float*)a, (float*)b)
                : Vector256.IsHardwareAccelerated ? RowVectors<Policy256, Vector256<float>>.Dot(count, (float*)a, (float*)b)
                : RowVectors<Policy128, Vector128<float>>.Dot(count, (float*)a, (float*)b);
            return Unsafe.BitCast<float, T>(sum);
        }

        T total = T.Zero;
        for (int i = 0; i < count; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
