using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Adds partial results in the order of their parts, so that the sum does not depend on which thread was first.</summary>
internal static unsafe class PartialSums
{
    private const int Grain = 16 * 1024;

    /// <summary>destination[i] (+)= partials[0][i] + partials[1][i] + ...; <paramref name="partials"/> is `[count][length]`.</summary>
    public static void Reduce(float* partials, int count, nint length, float* destination, bool accumulate)
    {
        Job job = default;
        job.Partials = partials;
        job.Count = count;
        job.Length = length;
        job.Destination = destination;
        job.Accumulate = accumulate;
        job.Parts = Partition.Parts(length, Grain);
        WorkerPool.Run(job.Parts, &ReducePart, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReducePart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint i = Partition.Start(job.Length, job.Parts, part);
        nint end = Partition.Start(job.Length, job.Parts, part + 1);
        nint length = job.Length;
        int count = job.Count;
        float* destination = job.Destination;
        bool accumulate = job.Accumulate;
        for (; i + 8 <= end; i += 8)
        {
            float* source = job.Partials + i;
            Vector256<float> sum = Vector256.Load(source);
            for (int p = 1; p < count; p++)
            {
                source += length;
                sum += Vector256.Load(source);
            }

            Vector256.Store(accumulate ? sum + Vector256.Load(destination + i) : sum, destination + i);
        }

        for (; i < end; i++)
        {
            float* source = job.Partials + i;
            float sum = *source;
            for (int p = 1; p < count; p++)
            {
                source += length;
                sum += *source;
            }

            destination[i] = accumulate ? sum + destination[i] : sum;
        }
    }

    private struct Job
    {
        public float* Partials;
        public int Count;
        public nint Length;
        public float* Destination;
        public bool Accumulate;
        public int Parts;
    }
}
