using System.Numerics;

namespace Hone.Kernels;

/// <summary>Running sums of contiguous rows; those of floats are kept in double. Threads take ranges of rows.</summary>
internal static unsafe class RunningSumLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>y[i] = x[0] + ... + x[i], or from the end of the row; y may be x.</summary>
    public static void Run(int rows, int size, T* x, T* y, bool fromEnd)
    {
        var job = new Job { Rows = rows, Size = size, FromEnd = fromEnd, X = x, Y = y };
        job.Parts = Math.Min(rows, Partition.Parts((nint)rows * size, Partition.ParallelElements));
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        for (nint row = job.FirstRow(part); row < job.FirstRow(part + 1); row++)
        {
            nint start = row * job.Size;
            if (typeof(T) == typeof(float))
            {
                Row<double>(job.Size, job.X + start, job.Y + start, job.FromEnd);
            }
            else
            {
                Row<T>(job.Size, job.X + start, job.Y + start, job.FromEnd);
            }
        }
    }

    private static void Row<TSum>(nint size, T* x, T* y, bool fromEnd)
        where TSum : INumber<TSum>
    {
        TSum sum = TSum.Zero;
        for (nint i = 0; i < size; i++)
        {
            nint place = fromEnd ? size - 1 - i : i;
            sum += TSum.CreateTruncating(x[place]);
            y[place] = T.CreateTruncating(sum);
        }
    }

    private struct Job
    {
        public int Rows;
        public int Size;
        public int Parts;
        public bool FromEnd;
        public T* X;
        public T* Y;

        public readonly nint FirstRow(int part) => (nint)((long)Rows * part / Parts);
    }
}
