using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Dot products of rows of two matrices, each pair named by two numbers: y[i] = a[i'] . b[i''] + biasA[i'] + biasB[i''].</summary>
internal unsafe struct PairDot<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int _parts;

    public nint Count;

    public nint Width;

    /// <summary>count numbers of rows of a.</summary>
    public long* PlacesA;

    /// <summary>count numbers of rows of b.</summary>
    public long* PlacesB;

    /// <summary>a: [rows, width]</summary>
    public T* A;

    /// <summary>b: [rows, width]</summary>
    public T* B;

    /// <summary>biasA: [rows]</summary>
    public T* BiasA;

    /// <summary>biasB: [rows]</summary>
    public T* BiasB;

    /// <summary>y: [count]</summary>
    public T* Y;

    public void Run()
    {
        PairDot<T> job = this;
        job._parts = (int)Math.Min(Count, Partition.Parts(Count * Width, Partition.ParallelElements));
        WorkerPool.Run(job._parts, &Part, &job);
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static T Plain(nint count, T* a, T* b)
    {
        T sum = T.Zero;
        for (nint i = 0; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Part(void* state, int part)
    {
        ref PairDot<T> job = ref *(PairDot<T>*)state;
        nint last = job.Count * (part + 1) / job._parts;
        for (nint i = job.Count * part / job._parts; i < last; i++)
        {
            nint a = (nint)job.PlacesA[i];
            nint b = (nint)job.PlacesB[i];
            job.Y[i] = Dot(job.Width, job.A + (a * job.Width), job.B + (b * job.Width)) + job.BiasA[a] + job.BiasB[b];
        }
    }

    private static T Dot(nint count, T* a, T* b)
    {
        if (typeof(T) != typeof(float))
        {
            return Plain(count, a, b);
        }

        float dot = Vector512.IsHardwareAccelerated ? Vectors<Policy512, Vector512<float>>(count, (float*)a, (float*)b)
            : Vector256.IsHardwareAccelerated ? Vectors<Policy256, Vector256<float>>(count, (float*)a, (float*)b)
            : Vectors<Policy128, Vector128<float>>(count, (float*)a, (float*)b);
        return *(T*)&dot;
    }

    /// <summary>Whole registers, then single elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Vectors<TPolicy, TVector>(nint count, float* a, float* b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint width = TPolicy.Width;
        TVector sums = TPolicy.Zero;
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            sums = TPolicy.MultiplyAdd(TPolicy.Load(a + i), TPolicy.Load(b + i), sums);
        }

        float sum = TPolicy.Sum(sums);
        for (; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
