using System.Numerics;

namespace Hone.Kernels;

/// <summary>The places of the k first elements of contiguous rows in their order; threads take ranges of rows.</summary>
/// <remarks>
/// A row is read once, and a list of the k best so far is kept in order: on shuffled rows about k ln(size / k) elements enter it at all. An element enters
/// only before strictly worse ones, so equal elements keep their order.
/// </remarks>
internal static unsafe class TopKLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Up to this k the list is faster than sorting the row.</summary>
    public const int MaxK = 64;

    /// <param name="rows">Number of rows.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="k">1 to <see cref="MaxK"/>, at most the size.</param>
    /// <param name="x">[rows][size]</param>
    /// <param name="indices">[rows][k]</param>
    /// <param name="descending">Whether the largest comes first.</param>
    public static void Run(int rows, int size, int k, T* x, long* indices, bool descending)
    {
        var job = new Job { Rows = rows, Size = size, K = k, X = x, Indices = indices, Descending = descending };
        job.Parts = Math.Min(Math.Max(1, rows), Partition.Parts((nint)rows * size, Partition.ParallelElements));
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        T* values = stackalloc T[MaxK];
        nint last = (nint)((long)job.Rows * (part + 1) / job.Parts);
        for (nint row = (nint)((long)job.Rows * part / job.Parts); row < last; row++)
        {
            Row(job.Size, job.K, job.X + (row * job.Size), job.Indices + (row * job.K), values, job.Descending);
        }
    }

    private static void Row(int size, int k, T* x, long* places, T* values, bool descending)
    {
        int count = 0;
        for (int i = 0; i < size; i++)
        {
            T value = x[i];
            if (count == k && !Before(value, values[k - 1], descending))
            {
                continue;
            }

            int slot = count < k ? count++ : k - 1;
            while (slot > 0 && Before(value, values[slot - 1], descending))
            {
                values[slot] = values[slot - 1];
                places[slot] = places[slot - 1];
                slot--;
            }

            values[slot] = value;
            places[slot] = i;
        }
    }

    private static bool Before(T a, T b, bool descending) => (descending ? SortLoop<T>.Compare(b, a) : SortLoop<T>.Compare(a, b)) < 0;

    private struct Job
    {
        public int Rows;
        public int Size;
        public int K;
        public T* X;
        public long* Indices;
        public bool Descending;
        public int Parts;
    }
}
