using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Normal numbers of a random stream, eight at a time and on all threads: y_i = mean + deviation * sqrt(-2 ln(1 - u_2i)) * cos(2 pi u_(2i+1)), the transform of
/// Box and Muller, where u_n is the n-th uniform number of the key from a position on. The borders of parts change nothing.
/// </summary>
internal static unsafe class NormalFill
{
    private const int Lanes = 8;
    private const double PerUnit = 1.0 / (1UL << 53);

    /// <param name="y">Takes the numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="key">Key of the stream.</param>
    /// <param name="position">Position of the first draw; each number takes two.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation.</param>
    public static void Run(float* y, nint count, ulong key, ulong position, double mean, double deviation)
    {
        var job = new Job { Y = y, Count = count, Key = key, Position = position, Mean = mean, Deviation = deviation };
        job.Parts = Partition.Parts(count, Partition.ParallelElements / 4);
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    /// <summary>The loop that the register form must equal, but for the last digit of logarithm and cosine.</summary>
    public static void Plain(float* y, nint count, ulong key, ulong position, double mean, double deviation)
    {
        var stream = new RandomStream(new RandomStreamState(key, position));
        for (nint i = 0; i < count; i++)
        {
            y[i] = (float)(mean + (deviation * stream.NextNormal()));
        }
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint start = Partition.Start(job.Count, job.Parts, part);
        nint count = Partition.Start(job.Count, job.Parts, part + 1) - start;
        ulong position = job.Position + (2 * (ulong)start);
        if (Vector128.IsHardwareAccelerated)
        {
            Range(job.Y + start, count, job.Key, position, job.Mean, job.Deviation);
        }
        else
        {
            Plain(job.Y + start, count, job.Key, position, job.Mean, job.Deviation);
        }
    }

    // Start-up draws millions of numbers in its first call: compiled well at once instead of replaced while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Range(float* y, nint count, ulong key, ulong position, double mean, double deviation)
    {
        Vector512<ulong> counters = RandomStream.Counters(key, position); // of the first draw of eight numbers
        nint i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            Eight(counters, mean, deviation).Store(y + i);
            counters += RandomStream.CounterStep(2 * Lanes);
        }

        if (i < count)
        {
            float* last = stackalloc float[Lanes];
            Eight(counters, mean, deviation).Store(last);
            new Span<float>(last, (int)(count - i)).CopyTo(new Span<float>(y + i, Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(Vector512<ulong> counters, double mean, double deviation)
    {
        Vector512<double> first = Uniform(counters);
        Vector512<double> second = Uniform(counters + RandomStream.CounterStep(1));
        Vector512<double> radius = Vector512.Sqrt(NormalMath.Log(Vector512.Create(1.0) - first) * -2);
        Vector512<double> y = Vector512.Create(mean) + (radius * NormalMath.Cos(second * (2 * Math.PI)) * deviation);
        return Vector256.Narrow(y.GetLower(), y.GetUpper());
    }

    /// <summary>53 bits as a number in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Uniform(Vector512<ulong> counters) => Vector512.ConvertToDouble(RandomStream.Mix(counters) >> 11) * PerUnit;

    private struct Job
    {
        public float* Y;
        public nint Count;
        public ulong Key;
        public ulong Position;
        public double Mean;
        public double Deviation;
        public int Parts;
    }
}
