using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Means and deviations once more, in double and in two passes, for the few results that <see cref="MomentsLoop{T}"/> cannot give: those of float32 whose squares
/// leave the type, and means of infinite elements, from which it has subtracted one another.
/// </summary>
internal static unsafe class SteadyDeviation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Deviations of float32 below this have squares of which digits are lost.</summary>
    private const double Smallest = 1e-15;

    /// <param name="outer">Number of blocks.</param>
    /// <param name="size">Elements that fall into one result.</param>
    /// <param name="inner">Results of a block.</param>
    /// <param name="x">[outer][size][inner]</param>
    /// <param name="means">[outer][inner]</param>
    /// <param name="divisor">What sums of squared distances are divided by.</param>
    /// <param name="deviations">[outer][inner]: the roots of the variances; null where only means are wanted.</param>
    public static void Run(int outer, int size, int inner, T* x, T* means, double divisor, T* deviations)
    {
        nint results = size == 0 ? 0 : (nint)outer * inner;
        var job = new Job { Results = results, Size = size, Inner = inner, X = x, Means = means, Divisor = divisor, Deviations = deviations };
        job.Parts = Partition.Parts(results, Partition.ParallelElements);
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        nint last = Partition.Start(job.Results, job.Parts, part + 1);
        for (nint result = Partition.Start(job.Results, job.Parts, part); result < last; result++)
        {
            if (T.IsNaN(job.Means[result]) || (job.Deviations != null && IsLost(job.Deviations[result])))
            {
                Measure(job, result);
            }
        }
    }

    /// <summary>Whether squares may have left the type.</summary>
    private static bool IsLost(T deviation) => typeof(T) == typeof(float) && !(deviation >= T.CreateTruncating(Smallest) && T.IsFinite(deviation));

    private static void Measure(in Job job, nint result)
    {
        T* first = job.X + (result / job.Inner * job.Size * job.Inner) + (result % job.Inner);
        double mean = Mean(first, job.Size, job.Inner);
        job.Means[result] = T.CreateTruncating(mean);
        if (job.Deviations != null)
        {
            job.Deviations[result] = T.CreateTruncating(Math.Sqrt(Squares(first, job.Size, job.Inner, mean) / job.Divisor));
        }
    }

    private static double Mean(T* x, nint size, nint stride)
    {
        double sum = 0;
        for (nint i = 0; i < size; i++)
        {
            sum += double.CreateTruncating(x[i * stride]);
        }

        return sum / size;
    }

    private static double Squares(T* x, nint size, nint stride, double mean)
    {
        double sum = 0;
        for (nint i = 0; i < size; i++)
        {
            double distance = double.CreateTruncating(x[i * stride]) - mean;
            sum += distance * distance;
        }

        return sum;
    }

    private struct Job
    {
        public nint Results;
        public nint Size;
        public nint Inner;
        public int Parts;
        public T* X;
        public T* Means;
        public double Divisor;
        public T* Deviations;
    }
}
