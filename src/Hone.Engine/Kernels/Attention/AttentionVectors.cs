using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The register form of <see cref="AttentionRow{T}"/>; elements past the last whole register follow one by one.</summary>
internal static unsafe class AttentionVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ScaleMax(nint count, float* x, float factor)
    {
        nint width = TPolicy.Width;
        TVector factors = TPolicy.Create(factor);
        nint i = 0;
        float max = float.NegativeInfinity;
        if (count >= width)
        {
            TVector best = TPolicy.Create(float.NegativeInfinity);
            for (; i + width <= count; i += width)
            {
                TVector value = TPolicy.Multiply(factors, TPolicy.Load(x + i));
                TPolicy.Store(x + i, value);
                best = TPolicy.Max(best, value);
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
            x[i] *= factor;
            max = Math.Max(max, x[i]);
        }

        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ExpSum(nint count, float* x, float factor, float shift)
    {
        nint width = TPolicy.Width;
        TVector factors = TPolicy.Create(factor);
        TVector shifts = TPolicy.Create(shift);
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        nint i = 0;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            TVector value0 = VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Multiply(factors, TPolicy.Load(x + i)), shifts));
            TVector value1 = VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Multiply(factors, TPolicy.Load(x + i + width)), shifts));
            TPolicy.Store(x + i, value0);
            TPolicy.Store(x + i + width, value1);
            sum0 = TPolicy.Add(sum0, value0);
            sum1 = TPolicy.Add(sum1, value1);
        }

        for (; i + width <= count; i += width)
        {
            TVector value = VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Multiply(factors, TPolicy.Load(x + i)), shifts));
            TPolicy.Store(x + i, value);
            sum0 = TPolicy.Add(sum0, value);
        }

        float sum = TPolicy.Sum(TPolicy.Add(sum0, sum1));
        for (; i < count; i++)
        {
            x[i] = MathF.Exp((factor * x[i]) - shift);
            sum += x[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(nint count, float* weights, float* gradient, float mean, float scale)
    {
        nint width = TPolicy.Width;
        TVector means = TPolicy.Create(mean);
        TVector scales = TPolicy.Create(scale);
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            TVector difference = TPolicy.Subtract(TPolicy.Load(gradient + i), means);
            TPolicy.Store(weights + i, TPolicy.Multiply(TPolicy.Multiply(scales, TPolicy.Load(weights + i)), difference));
        }

        for (; i < count; i++)
        {
            weights[i] = scale * weights[i] * (gradient[i] - mean);
        }
    }
}
