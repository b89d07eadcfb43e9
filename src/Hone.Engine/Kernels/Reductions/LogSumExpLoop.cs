using System.Numerics;

namespace Hone.Kernels;

/// <summary>ln(sum of e^x) of contiguous rows; threads take ranges of rows.</summary>
internal static unsafe class LogSumExpLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y[row] = m + ln(sum of e^(x - m)) with the row's maximum m.</summary>
    public static void Forward(int rows, int size, T* x, T* y)
    {
        var job = new Job { Size = size, X = x, Y = y };
        Run(ref job, rows, &ForwardRows);
    }

    /// <summary>dx = dy e^(x - y)</summary>
    public static void Backward(int rows, int size, T* x, T* y, T* dy, T* dx)
    {
        var job = new Job { Size = size, X = x, Y = y, Dy = dy, Dx = dx };
        Run(ref job, rows, &BackwardRows);
    }

    private static void Run(ref Job job, int rows, delegate*<void*, int, void> body)
    {
        job.Rows = rows;
        job.Parts = Math.Min(rows, Partition.Parts((nint)rows * job.Size, Partition.ParallelElements / 4));
        fixed (Job* state = &job)
        {
            WorkerPool.Run(job.Parts, body, state);
        }
    }

    private static void ForwardRows(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int size = job.Size;
        for (nint row = job.FirstRow(part); row < job.FirstRow(part + 1); row++)
        {
            T* values = job.X + (row * size);
            T max = RowMath<T>.Max(size, values);

            // An infinite maximum, and that of an empty row, is the result.
            job.Y[row] = T.IsInfinity(max) ? max : max + T.Log(RowMath<T>.ExpSum(size, values, max));
        }
    }

    private static void BackwardRows(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int size = job.Size;
        for (nint row = job.FirstRow(part); row < job.FirstRow(part + 1); row++)
        {
            RowMath<T>.ScaledExp(size, job.Dx + (row * size), job.X + (row * size), job.Y[row], job.Dy[row], null, T.Zero);
        }
    }

    private struct Job
    {
        public int Rows;
        public int Size;
        public int Parts;
        public T* X;
        public T* Y;
        public T* Dy;
        public T* Dx;

        public readonly nint FirstRow(int part) => (nint)((long)Rows * part / Parts);
    }
}
