using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Mean and variance over the middle of <c>[outer, size, inner]</c>, in one pass: stretches are summed around their
/// first element, which cancels nothing when the mean is far larger than the spread, and joined in double (Chan, Golub, LeVeque 1983).
/// </summary>
internal static unsafe class MomentsLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of columns whose float sums lose no digits that matter.</summary>
    private const int LongestRange = 512;

    /// <summary>Elements of a row, likewise: they are spread over many lanes.</summary>
    private const int LongestChunk = 4096;

    /// <param name="outer">Number of blocks.</param>
    /// <param name="size">Elements that fall into one result.</param>
    /// <param name="inner">Results of a block.</param>
    /// <param name="x">[outer][size][inner]</param>
    /// <param name="means">[outer][inner]</param>
    /// <param name="divisor">What sums of squared distances are divided by.</param>
    /// <param name="variances">[outer][inner]</param>
    public static void Run(int outer, int size, int inner, T* x, T* means, double divisor, T* variances)
    {
        var job = new Job { Cut = new BlockPartition(outer, size, inner), Inner = inner, X = x, Means = means, Divisor = divisor, Variances = variances };
        if (job.Cut.Items == 0)
        {
            return;
        }

        int strip = Math.Min(inner, BlockPartition.LongestStrip);
        if (job.Cut.Ranges > 1)
        {
            job.Partials = (double*)Scratch.Bytes(ScratchSlot.SumPartials, (nint)job.Cut.Items * 2 * strip * sizeof(double));
        }

        WorkerPool.Run(job.Cut.Parts, &Part, &job);
        for (int i = 0; job.Cut.Ranges > 1 && i < job.Cut.Items; i += job.Cut.Ranges)
        {
            JoinRanges(job, i, strip);
        }
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int strip = Math.Min(job.Inner, BlockPartition.LongestStrip);
        for (int i = job.Cut.FirstItem(part); i < job.Cut.FirstItem(part + 1); i++)
        {
            BlockItem item = job.Cut.Item(i);
            bool isWhole = job.Cut.Ranges == 1;
            double* means = isWhole
                ? (double*)Scratch.Bytes(ScratchSlot.Moments, 2 * strip * sizeof(double))
                : job.Partials + ((nint)i * 2 * strip);
            double* deviations = means + strip;
            new Span<double>(means, item.Columns).Clear();
            new Span<double>(deviations, item.Columns).Clear();
            if (job.Inner == 1)
            {
                AddRow(item.Rows, job.X + item.Start, means, deviations);
            }
            else
            {
                AddColumns(item, job.Inner, job.X + item.Start, means, deviations);
            }

            if (isWhole)
            {
                Conclude(job, item, means, deviations);
            }
        }
    }

    private static void AddRow(nint count, T* x, double* mean, double* deviation)
    {
        T* sums = stackalloc T[2];
        for (nint start = 0; start < count; start += LongestChunk)
        {
            nint length = Math.Min(LongestChunk, count - start);
            MomentSums<T>.AlongRow(length, x + start, sums, sums + 1);
            BatchNormMerge<T>.AddStatistics(x + start, sums, sums + 1, 1, length, start, mean, deviation);
        }
    }

    private static void AddColumns(in BlockItem item, nint stride, T* x, double* means, double* deviations)
    {
        T* sums = (T*)Scratch.Bytes(ScratchSlot.Reduction, 2 * item.Columns * sizeof(T));
        T* squares = sums + item.Columns;
        for (nint start = 0; start < item.Rows; start += LongestRange)
        {
            nint rows = Math.Min(LongestRange, item.Rows - start);
            T* first = x + (start * stride);
            MomentSums<T>.DownColumns(rows, item.Columns, stride, first, sums, squares);
            BatchNormMerge<T>.AddStatistics(first, sums, squares, item.Columns, rows, start, means, deviations);
        }
    }

    /// <summary>Joins the ranges of one strip, in their order.</summary>
    private static void JoinRanges(in Job job, int first, int strip)
    {
        BlockItem item = job.Cut.Item(first);
        double* means = job.Partials + ((nint)first * 2 * strip);
        double* deviations = means + strip;
        for (int range = 1; range < job.Cut.Ranges; range++)
        {
            BlockItem next = job.Cut.Item(first + range);
            double* nextMeans = means + ((nint)range * 2 * strip);
            double* nextDeviations = nextMeans + strip;
            double share = next.Rows / (double)(next.First + next.Rows);
            double spread = next.First * share;
            for (int column = 0; column < item.Columns; column++)
            {
                double delta = nextMeans[column] - means[column];
                deviations[column] += nextDeviations[column] + (delta * delta * spread);
                means[column] += delta * share;
            }
        }

        Conclude(job, item, means, deviations);
    }

    private static void Conclude(in Job job, in BlockItem item, double* means, double* deviations)
    {
        for (int column = 0; column < item.Columns; column++)
        {
            // Rounding may end below zero; NaN must stay visible.
            double deviation = deviations[column];
            job.Means[item.Result + column] = T.CreateTruncating(means[column]);
            job.Variances[item.Result + column] = T.CreateTruncating((deviation < 0 ? 0 : deviation) / job.Divisor);
        }
    }

    private struct Job
    {
        public BlockPartition Cut;
        public int Inner;
        public T* X;
        public T* Means;
        public double Divisor;
        public T* Variances;
        public double* Partials;
    }
}
