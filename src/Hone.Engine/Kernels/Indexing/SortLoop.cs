using System.Numerics;

namespace Hone.Kernels;

/// <summary>The order of the elements of contiguous rows; threads take ranges of rows.</summary>
internal static unsafe class SortLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>indices[row] = the places of the row's elements in their order; equal elements keep theirs, NaN counts as largest.</summary>
    public static void Run(int rows, int size, T* x, long* indices, bool descending)
    {
        var job = new Job { Rows = rows, Size = size, X = x, Indices = indices, Descending = descending };
        job.Parts = Math.Min(Math.Max(1, rows), Partition.Parts((nint)rows * size, Partition.ParallelElements / 8));
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    /// <summary>The sign of the order of two elements; NaN counts as largest.</summary>
    public static int Compare(T a, T b)
    {
        if (a < b)
        {
            return -1;
        }

        if (a > b)
        {
            return 1;
        }

        // Equal, or at least one is NaN.
        return (T.IsNaN(a) ? 1 : 0) - (T.IsNaN(b) ? 1 : 0);
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int size = job.Size;
        var keys = new (T Value, int Place)[size];
        nint last = (nint)((long)job.Rows * (part + 1) / job.Parts);
        for (nint row = (nint)((long)job.Rows * part / job.Parts); row < last; row++)
        {
            for (int i = 0; i < size; i++)
            {
                keys[i] = (job.X[(row * size) + i], i);
            }

            if (job.Descending)
            {
                keys.AsSpan().Sort(static (a, b) => Compare(b.Value, a.Value) is var order and not 0 ? order : a.Place - b.Place);
            }
            else
            {
                keys.AsSpan().Sort(static (a, b) => Compare(a.Value, b.Value) is var order and not 0 ? order : a.Place - b.Place);
            }

            for (int i = 0; i < size; i++)
            {
                job.Indices[(row * size) + i] = keys[i].Place;
            }
        }
    }

    private struct Job
    {
        public int Rows;
        public int Size;
        public T* X;
        public long* Indices;
        public bool Descending;
        public int Parts;
    }
}
