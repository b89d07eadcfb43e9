using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>The sum of squares of a flat run; parts add up in double in a fixed order, so the result does not depend on threads.</summary>
internal static unsafe class SquareSumLoop
{
    // Short enough that a float sum of one chunk loses little.
    private const int Chunk = 4096;

    public static double Run<T>(nint count, T* x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return 0;
        }

        int parts = Partition.Parts(count, Partition.ParallelElements);
        double* partials = stackalloc double[parts];
        var job = new Job<T> { Count = count, X = x, Partials = partials, Parts = parts };
        WorkerPool.Run(parts, &Part<T>, &job);
        double sum = 0;
        for (int part = 0; part < parts; part++)
        {
            sum += partials[part];
        }

        return sum;
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static double Plain<T>(nint count, T* x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (nint i = 0; i < count; i++)
        {
            double value = double.CreateTruncating(x[i]);
            sum += value * value;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Vectors<TPolicy, TVector>(nint count, float* x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        double sum = 0;
        nint width = TPolicy.Width;
        nint i = 0;
        while (i + (2 * width) <= count)
        {
            nint end = Math.Min(count, i + Chunk);
            TVector even = TPolicy.Zero;
            TVector odd = TPolicy.Zero;
            for (; i + (2 * width) <= end; i += 2 * width)
            {
                TVector first = TPolicy.Load(x + i);
                TVector second = TPolicy.Load(x + i + width);
                even = TPolicy.MultiplyAdd(first, first, even);
                odd = TPolicy.MultiplyAdd(second, second, odd);
            }

            sum += TPolicy.Sum(TPolicy.Add(even, odd));
        }

        return sum + Plain(count - i, x + i);
    }

    private static void Part<T>(void* state, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint start = Partition.Start(job.Count, job.Parts, part);
        nint count = Partition.Start(job.Count, job.Parts, part + 1) - start;
        T* x = job.X + start;
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
        {
            job.Partials[part] = Vectors<Policy512, Vector512<float>>(count, (float*)x);
        }
        else if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
        {
            job.Partials[part] = Vectors<Policy256, Vector256<float>>(count, (float*)x);
        }
        else if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            job.Partials[part] = Vectors<Policy128, Vector128<float>>(count, (float*)x);
        }
        else
        {
            job.Partials[part] = Plain(count, x);
        }
    }

    private struct Job<T>
        where T : unmanaged
    {
        public nint Count;
        public T* X;
        public double* Partials;
        public int Parts;
    }
}
