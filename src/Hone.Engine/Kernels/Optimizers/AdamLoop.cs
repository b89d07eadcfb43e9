using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Adam over a flat run of parameters, one pass over memory:
/// <code>
/// 1. g = gradient + l2 * p
/// 2. m = beta1 * m + (1 - beta1) * g
/// 3. v = beta2 * v + (1 - beta2) * g^2
/// 4. p = shrink * p - stepSize * m / (sqrt(v) * rootScale + epsilon)
/// </code>
/// </summary>
internal static unsafe class AdamLoop
{
    /// <summary>Updates <paramref name="count"/> parameters on all threads.</summary>
    /// <param name="count">Length of the run.</param>
    /// <param name="p">Parameters, updated.</param>
    /// <param name="gradient">Gradients.</param>
    /// <param name="m">Means of gradients, updated.</param>
    /// <param name="v">Means of squared gradients, updated.</param>
    /// <param name="c">The numbers of this step.</param>
    public static void Run<T>(nint count, T* p, T* gradient, T* m, T* v, in AdamCoefficients c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return;
        }

        var job = new Job<T> { Count = count, P = p, G = gradient, M = m, V = v, C = c, Parts = Partition.Parts(count, Partition.ParallelElements) };
        WorkerPool.Run(job.Parts, &Part<T>, &job);
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain<T>(nint count, T* p, T* gradient, T* m, T* v, in AdamCoefficients c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T stepSize = T.CreateTruncating(c.StepSize);
        T shrink = T.CreateTruncating(c.Shrink);
        T l2 = T.CreateTruncating(c.L2);
        T beta1 = T.CreateTruncating(c.Beta1);
        T beta2 = T.CreateTruncating(c.Beta2);
        T share1 = T.CreateTruncating(1 - c.Beta1);
        T share2 = T.CreateTruncating(1 - c.Beta2);
        T rootScale = T.CreateTruncating(c.RootScale);
        T epsilon = T.CreateTruncating(c.Epsilon);
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i] + (l2 * p[i]);
            m[i] = (beta1 * m[i]) + (share1 * g);
            v[i] = (beta2 * v[i]) + (share2 * g * g);
            T denominator = (T.Sqrt(v[i]) * rootScale) + epsilon;
            p[i] = (shrink * p[i]) - (stepSize * (m[i] / denominator));
        }
    }

    /// <summary>Whole registers; returns how many elements are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Vectors<TPolicy, TVector>(nint count, float* p, float* gradient, float* m, float* v, in AdamCoefficients c)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector minusStep = TPolicy.Create((float)-c.StepSize);
        TVector shrink = TPolicy.Create((float)c.Shrink);
        TVector l2 = TPolicy.Create((float)c.L2);
        TVector beta1 = TPolicy.Create((float)c.Beta1);
        TVector beta2 = TPolicy.Create((float)c.Beta2);
        TVector share1 = TPolicy.Create((float)(1 - c.Beta1));
        TVector share2 = TPolicy.Create((float)(1 - c.Beta2));
        TVector rootScale = TPolicy.Create((float)c.RootScale);
        TVector epsilon = TPolicy.Create((float)c.Epsilon);
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TVector g = TPolicy.MultiplyAdd(l2, old, TPolicy.Load(gradient + i));
            TVector mean = TPolicy.MultiplyAdd(beta1, TPolicy.Load(m + i), TPolicy.Multiply(share1, g));
            TVector square = TPolicy.MultiplyAdd(beta2, TPolicy.Load(v + i), TPolicy.Multiply(TPolicy.Multiply(share2, g), g));
            TVector denominator = TPolicy.MultiplyAdd(TPolicy.Sqrt(square), rootScale, epsilon);
            TPolicy.Store(m + i, mean);
            TPolicy.Store(v + i, square);
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(minusStep, TPolicy.Divide(mean, denominator), TPolicy.Multiply(shrink, old)));
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
        T* m = job.M + start;
        T* v = job.V + start;
        nint done = 0;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                done = Vectors<Policy512, Vector512<float>>(count, (float*)p, (float*)g, (float*)m, (float*)v, job.C);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = Vectors<Policy256, Vector256<float>>(count, (float*)p, (float*)g, (float*)m, (float*)v, job.C);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                done = Vectors<Policy128, Vector128<float>>(count, (float*)p, (float*)g, (float*)m, (float*)v, job.C);
            }
        }

        Plain(count - done, p + done, g + done, m + done, v + done, job.C);
    }

    private struct Job<T>
        where T : unmanaged
    {
        public nint Count;
        public T* P;
        public T* G;
        public T* M;
        public T* V;
        public AdamCoefficients C;
        public int Parts;
    }
}
