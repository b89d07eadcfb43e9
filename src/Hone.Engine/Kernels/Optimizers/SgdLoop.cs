using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Gradient descent with momentum over a flat run of parameters, one pass over memory:
/// <code>
/// 1. g = gradient + l2 * p
/// 2. m = bufferDecay * m + gradientShare * g
/// 3. d = gradientWeight * g + bufferWeight * m
/// 4. p = shrink * p - learningRate * d
/// </code>
/// Without a buffer the direction is g itself.
/// </summary>
internal static unsafe class SgdLoop
{
    /// <summary>Updates <paramref name="count"/> parameters on all threads.</summary>
    /// <param name="count">Length of the run.</param>
    /// <param name="p">Parameters, updated.</param>
    /// <param name="gradient">Gradients.</param>
    /// <param name="m">Momentum buffer, updated; null for plain descent.</param>
    /// <param name="c">The numbers of this step.</param>
    public static void Run<T>(nint count, T* p, T* gradient, T* m, in SgdCoefficients c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return;
        }

        var job = new Job<T> { Count = count, P = p, G = gradient, M = m, C = c, Parts = Partition.Parts(count, Partition.ParallelElements) };
        WorkerPool.Run(job.Parts, &Part<T>, &job);
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain<T>(nint count, T* p, T* gradient, T* m, in SgdCoefficients c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T learningRate = T.CreateTruncating(c.LearningRate);
        T shrink = T.CreateTruncating(c.Shrink);
        T l2 = T.CreateTruncating(c.L2);
        T bufferDecay = T.CreateTruncating(c.BufferDecay);
        T gradientShare = T.CreateTruncating(c.GradientShare);
        T gradientWeight = T.CreateTruncating(c.GradientWeight);
        T bufferWeight = T.CreateTruncating(c.BufferWeight);
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i] + (l2 * p[i]);
            T direction = g;
            if (m is not null)
            {
                m[i] = (bufferDecay * m[i]) + (gradientShare * g);
                direction = (gradientWeight * g) + (bufferWeight * m[i]);
            }

            p[i] = (shrink * p[i]) - (learningRate * direction);
        }
    }

    /// <summary>Whole registers; returns how many elements are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Vectors<TPolicy, TVector>(nint count, float* p, float* gradient, float* m, in SgdCoefficients c)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector minusRate = TPolicy.Create((float)-c.LearningRate);
        TVector shrink = TPolicy.Create((float)c.Shrink);
        TVector l2 = TPolicy.Create((float)c.L2);
        TVector bufferDecay = TPolicy.Create((float)c.BufferDecay);
        TVector gradientShare = TPolicy.Create((float)c.GradientShare);
        TVector gradientWeight = TPolicy.Create((float)c.GradientWeight);
        TVector bufferWeight = TPolicy.Create((float)c.BufferWeight);
        nint i = 0;
        nint width = TPolicy.Width;
        if (m is null)
        {
            for (; i + width <= count; i += width)
            {
                TVector old = TPolicy.Load(p + i);
                TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
                TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusRate, g, TPolicy.Multiply(shrink, old)));
            }

            return i;
        }

        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
            TVector buffer = TPolicy.MultiplyAdd(bufferDecay, TPolicy.Load(m + i), TPolicy.Multiply(gradientShare, g));
            TVector direction = TPolicy.MultiplyAdd(gradientWeight, g, TPolicy.Multiply(bufferWeight, buffer));
            TPolicy.Store(m + i, buffer);
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusRate, direction, TPolicy.Multiply(shrink, old)));
        }

        return i;
    }

    private static void Part<T>(void* state, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint start = Partition.Start(job.Count, job.Parts, part);
        nint count = Partition.Start(job.Count, job.Parts, part + 1) - start;
        T* p = job.P + start;
        T* g = job.G + start;
        T* m = job.M is null ? null : job.M + start;
        nint done = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                done = Vectors<Policy512, Vector512<float>>(count, (float*)p, (float*)g, (float*)m, job.C);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = Vectors<Policy256, Vector256<float>>(count, (float*)p, (float*)g, (float*)m, job.C);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                done = Vectors<Policy128, Vector128<float>>(count, (float*)p, (float*)g, (float*)m, job.C);
            }
        }

        Plain(count - done, p + done, g + done, m is null ? null : m + done, job.C);
    }

    private struct Job<T>
        where T : unmanaged
    {
        public nint Count;
        public T* P;
        public T* G;
        public T* M;
        public SgdCoefficients C;
        public int Parts;
    }
}
