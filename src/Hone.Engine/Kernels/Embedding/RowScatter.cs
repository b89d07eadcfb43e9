using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Adds rows into a matrix by number: target[places[i], :] += scale[i] * source[sourceRows[i], :], in the order of i for each
/// target row. Threads share out target rows, never source rows, so nothing is added atomically and no sum depends on the number of threads.
/// </summary>
internal unsafe struct RowScatter<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Each part looks at every place, so there are only a few parts.</summary>
    private const int MostParts = 16;

    private int _parts;

    /// <summary>target: [rows, width]</summary>
    public T* Target;

    public nint Rows;

    public nint Width;

    /// <summary>The first rows of the target hold values to add to; the others start from zero.</summary>
    public nint Kept;

    /// <summary>count numbers of target rows.</summary>
    public long* Places;

    public nint Count;

    /// <summary>Entries at this place are left out; -1 for none.</summary>
    public long Skipped;

    /// <summary>source: [..., width]</summary>
    public T* Source;

    /// <summary>count numbers of source rows; null for i itself.</summary>
    public long* SourceRows;

    /// <summary>count factors; null for 1.</summary>
    public T* Scale;

    public void Run()
    {
        if (Rows * Width == 0)
        {
            return;
        }

        int parts = Partition.Parts(Math.Max(Rows, Count) * Width, Partition.ParallelElements);
        RowScatter<T> job = this;
        job._parts = (int)Math.Min(Rows, Math.Min(MostParts, parts));
        WorkerPool.Run(job._parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref RowScatter<T> job = ref *(RowScatter<T>*)state;
        nint first = job.Rows * part / job._parts;
        nint last = job.Rows * (part + 1) / job._parts;
        nint width = job.Width;
        nint cleared = Math.Max(first, job.Kept);
        if (cleared < last)
        {
            new Span<byte>(job.Target + (cleared * width), checked((int)((last - cleared) * width * sizeof(T)))).Clear();
        }

        for (nint i = 0; i < job.Count; i++)
        {
            nint place = (nint)job.Places[i];
            if (place < first || place >= last || place == job.Skipped)
            {
                continue;
            }

            nint row = job.SourceRows is null ? i : (nint)job.SourceRows[i];
            T factor = job.Scale is null ? T.One : job.Scale[i];
            if (width == 1)
            {
                // A bias: the call would cost more than the sum.
                job.Target[place] += factor * job.Source[row];
                continue;
            }

            ScaledAddLoop<T>.Run((int)width, job.Target + (place * width), job.Source + (row * width), factor);
        }
    }
}
