using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>The register form of <see cref="RowMath{T}"/>; elements past the last whole register follow one by one.</summary>
internal static unsafe class RowVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    public static float Max(nint count, float* x) => FoldLoop<MaximumFold>.ChunkTotal<TPolicy, TVector>(count, x);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ExpSum(nint count, float* x, float shift)
    {
        nint width = TPolicy.Width;
        TVector repeated = TPolicy.Create(shift);
        TVector sums = TPolicy.Zero;
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            AskForNextRow(x + i + count);
            sums = TPolicy.Add(sums, VectorMath.ShiftedExp<TPolicy, TVector>(TPolicy.Load(x + i), repeated));
        }

        float sum = TPolicy.Sum(sums);
        for (; i < count; i++)
        {
            sum += MathF.Exp(x[i] - shift);
        }

        return sum;
    }

    /// <summary>y = e^(x - shift), and the sum of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ExpWithSum(nint count, float* y, float* x, float shift)
    {
        nint width = TPolicy.Width;
        TVector repeated = TPolicy.Create(shift);
        TVector sums = TPolicy.Zero;
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            AskForNextRow(x + i + count);
            AskForNextRow(y + i + count);
            TVector value = VectorMath.ShiftedExp<TPolicy, TVector>(TPolicy.Load(x + i), repeated);
            TPolicy.Store(y + i, value);
            sums = TPolicy.Add(sums, value);
        }

        float sum = TPolicy.Sum(sums);
        for (; i < count; i++)
        {
            y[i] = MathF.Exp(x[i] - shift);
            sum += y[i];
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

    /// <summary>The next row, to read or to write, comes while this one is computed. Where there is none, asking does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AskForNextRow(float* x)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(x);
        }
    }
}
