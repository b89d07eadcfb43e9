using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Sums one tensor into another whose strides are 0 along the summed axes. The order of additions depends on shape and layout
/// alone, so the result does not depend on threads.
/// </summary>
internal static unsafe class SumLoop
{
    /// <summary>y[outer] = sum of x[outer, inner]; <paramref name="y"/> is overwritten.</summary>
    /// <param name="plan">Operand A is the input, operand B the output.</param>
    /// <param name="x">Input.</param>
    /// <param name="y">Output, already zero.</param>
    public static void Run<T>(in StridedPlan plan, T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        nint outer = plan.OuterCount;
        int size = plan.InnerSize;
        for (nint i = 0; i < outer; i++)
        {
            plan.Locate(i, out nint a, out nint b, out _);
            if (plan.InnerB == 0)
            {
                y[b] += Total(size, x + a, plan.InnerA);
            }
            else
            {
                BinaryLoop<T, AddOperator>.Run(size, y + b, plan.InnerB, y + b, plan.InnerB, x + a, plan.InnerA);
            }
        }
    }

    /// <summary>Sum of a strided row; float rows are summed in chunks whose partial sums add up in double.</summary>
    public static T Total<T>(int count, T* x, int stride)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && stride == 1)
        {
            const int Chunk = 4096;
            double total = 0;
            float* values = (float*)x;
            for (int i = 0; i < count; i += Chunk)
            {
                total += ChunkTotal(Math.Min(Chunk, count - i), values + i);
            }

            return T.CreateTruncating(total);
        }

        T sum = T.Zero;
        for (nint i = 0; i < count; i++)
        {
            sum += x[i * stride];
        }

        return sum;
    }

    private static float ChunkTotal(int count, float* x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ChunkTotal<Policy512, Vector512<float>>(count, x);
        }

        return Vector256.IsHardwareAccelerated
            ? ChunkTotal<Policy256, Vector256<float>>(count, x)
            : ChunkTotal<Policy128, Vector128<float>>(count, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float ChunkTotal<TPolicy, TVector>(nint count, float* x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector s0 = TPolicy.Zero;
        TVector s1 = TPolicy.Zero;
        TVector s2 = TPolicy.Zero;
        TVector s3 = TPolicy.Zero;
        nint width = TPolicy.Width;
        nint i = 0;
        for (; i + (4 * width) <= count; i += 4 * width)
        {
            s0 = TPolicy.Add(s0, TPolicy.Load(x + i));
            s1 = TPolicy.Add(s1, TPolicy.Load(x + i + width));
            s2 = TPolicy.Add(s2, TPolicy.Load(x + i + (2 * width)));
            s3 = TPolicy.Add(s3, TPolicy.Load(x + i + (3 * width)));
        }

        float sum = TPolicy.Sum(TPolicy.Add(TPolicy.Add(s0, s1), TPolicy.Add(s2, s3)));
        for (; i < count; i++)
        {
            sum += x[i];
        }

        return sum;
    }
}
