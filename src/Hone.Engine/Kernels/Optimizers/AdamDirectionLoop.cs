using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// The sum of squares of Adam's direction m / (sqrt(v) * rootScale + epsilon) over a flat run; parts add up in double in a fixed order, so
/// the result does not depend on threads.
/// </summary>
internal static unsafe class AdamDirectionLoop
{
    // Short enough that a float sum of one chunk loses little.
    private const int Chunk = 4096;

    public static double SquareSum<T>(nint count, T* m, T* v, double rootScale, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int parts = Partition.Parts(count, Partition.ParallelElements);
        double* partials = stackalloc double[parts];
        var job = new Job<T> { Count = count, M = m, V = v, RootScale = rootScale, Epsilon = epsilon, Partials = partials, Parts = parts };
        WorkerPool.Run(parts, &Part<T>, &job);
        double sum = 0;
        for (int part = 0; part < parts; part++)
        {
            sum += partials[part];
        }

        return sum;
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static double Plain<T>(nint count, T* m, T* v, double rootScale, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (nint i = 0; i < count; i++)
        {
            double direction = double.CreateTruncating(m[i]) / ((Math.Sqrt(double.CreateTruncating(v[i])) * rootScale) + epsilon);
            sum += direction * direction;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Vectors<TPolicy, TVector>(nint count, float* m, float* v, double rootScale, double epsilon)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector scale = TPolicy.Create((float)rootScale);
        TVector offset = TPolicy.Create((float)epsilon);
        double sum = 0;
        nint width = TPolicy.Width;
        nint i = 0;
        while (i + width <= count)
        {
            nint end = Math.Min(count, i + Chunk);
            TVector chunk = TPolicy.Zero;
            for (; i + width <= end; i += width)
            {
                TVector direction = TPolicy.Divide(TPolicy.Load(m + i), TPolicy.MultiplyAdd(TPolicy.Sqrt(TPolicy.Load(v + i)), scale, offset));
                chunk = TPolicy.MultiplyAdd(direction, direction, chunk);
            }

            sum += TPolicy.Sum(chunk);
        }

        return sum + Plain(count - i, m + i, v + i, rootScale, epsilon);
    }

    private static void Part<T>(void* state, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint start = Partition.Start(job.Count, job.Parts, part);
        nint count = Partition.Start(job.Count, job.Parts, part + 1) - start;
        T* m = job.M + start;
        T* v = job.V + start;
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
        {
            job.Partials[part] = Vectors<Policy512, Vector512<float>>(count, (float*)m, (float*)v, job.RootScale, job.Epsilon);
        }
        else if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
        {
            job.Partials[part] = Vectors<Policy256, Vector256<float>>(count, (float*)m, (float*)v, job.RootScale, job.Epsilon);
        }
        else if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            job.Partials[part] = Vectors<Policy128, Vector128<float>>(count, (float*)m, (float*)v, job.RootScale, job.Epsilon);
        }
        else
        {
            job.Partials[part] = Plain(count, m, v, job.RootScale, job.Epsilon);
        }
    }

    private struct Job<T>
        where T : unmanaged
    {
        public nint Count;
        public T* M;
        public T* V;
        public double RootScale;
        public double Epsilon;
        public double* Partials;
        public int Parts;
    }
}
