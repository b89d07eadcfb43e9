using System.Numerics;

namespace Hone.Kernels;

/// <summary>Reads rows of a matrix by number: y[i, :] = x[places[i], :].</summary>
internal static unsafe class RowGather
{
    /// <param name="count">Rows to read.</param>
    /// <param name="width">Elements in a row.</param>
    /// <param name="places">count numbers of rows that exist.</param>
    /// <param name="x">x: [rows, width]</param>
    /// <param name="y">y: [count, width]</param>
    public static void Run<T>(nint count, nint width, long* places, T* x, T* y)
        where T : unmanaged
    {
        int parts = (int)Math.Min(count, Partition.Parts(count * width, Partition.ParallelElements));
        var job = new Job<T> { Count = count, Width = width, Places = places, X = x, Y = y, Parts = parts };
        WorkerPool.Run(parts, &Part<T>, &job);
    }

    private static void Part<T>(void* state, int part)
        where T : unmanaged
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint bytes = job.Width * sizeof(T);
        nint last = job.Count * (part + 1) / job.Parts;
        for (nint i = job.Count * part / job.Parts; i < last; i++)
        {
            Buffer.MemoryCopy(job.X + ((nint)job.Places[i] * job.Width), job.Y + (i * job.Width), bytes, bytes);
        }
    }

    private struct Job<T>
        where T : unmanaged
    {
        public nint Count;
        public nint Width;
        public long* Places;
        public T* X;
        public T* Y;
        public int Parts;
    }
}
