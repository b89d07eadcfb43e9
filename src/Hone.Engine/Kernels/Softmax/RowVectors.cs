using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The register form of <see cref="RowMath{T}"/>; elements past the last whole register follow one by one.</summary>
internal static unsafe class RowVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max(nint count, float* x)
    {
        nint width = TPolicy.Width;
        nint i = 0;
        float max = float.NegativeInfinity;
        if (count >= width)
        {
            TVector best = TPolicy.Load(x);
            for (i = width; i + width <= count; i += width)
            {
                best = TPolicy.Max(best, TPolicy.Load(x + i));
            }

            float* lanes = stackalloc float[16];
            TPolicy.Store(lanes, best);
            for (nint lane = 0; lane < width; lane++)
            {
                max = Math.Max(max, lanes[lane]);
            }
        }

        for (; i < count; i++)
        {
            max = Math.Max(max, x[i]);
        }

        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ExpSum(nint count, float* x, float shift)
    {
        nint width = TPolicy.Width;
        TVector repeated = TPolicy.Create(shift);
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        nint i = 0;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            sum0 = TPolicy.Add(sum0, VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Load(x + i), repeated)));
            sum1 = TPolicy.Add(sum1, VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Load(x + i + width), repeated)));
        }

        for (; i + width <= count; i += width)
        {
            sum0 = TPolicy.Add(sum0, VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Load(x + i), repeated)));
        }

        float sum = TPolicy.Sum(TPolicy.Add(sum0, sum1));
        for (; i < count; i++)
        {
            sum += MathF.Exp(x[i] - shift);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaledExp(nint count, float* y, float* x, float shift, float factor, float* other, float addend)
    {
        nint width = TPolicy.Width;
        TVector shifts = TPolicy.Create(shift);
        TVector factors = TPolicy.Create(factor);
        TVector addends = TPolicy.Create(addend);
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            TVector value = TPolicy.Multiply(factors, VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Load(x + i), shifts)));
            if (other != null)
            {
                value = TPolicy.MultiplyAdd(addends, TPolicy.Load(other + i), value);
            }

            TPolicy.Store(y + i, value);
        }

        for (; i < count; i++)
        {
            float value = factor * MathF.Exp(x[i] - shift);
            y[i] = other == null ? value : value + (addend * other[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(nint count, float* a, float* b)
    {
        nint width = TPolicy.Width;
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        nint i = 0;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            sum0 = TPolicy.MultiplyAdd(TPolicy.Load(a + i), TPolicy.Load(b + i), sum0);
            sum1 = TPolicy.MultiplyAdd(TPolicy.Load(a + i + width), TPolicy.Load(b + i + width), sum1);
        }

        for (; i + width <= count; i += width)
        {
            sum0 = TPolicy.MultiplyAdd(TPolicy.Load(a + i), TPolicy.Load(b + i), sum0);
        }

        float sum = TPolicy.Sum(TPolicy.Add(sum0, sum1));
        for (; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
