using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// The way back of a maximum over bags: target[places[winners[b, k]], k] += source[b, k]. Threads share out columns, so each sum
/// runs in the order of b whatever their number.
/// </summary>
internal unsafe struct WinnerScatter<T>
    where T : unmanaged, INumber<T>
{
    private int _parts;

    public nint Bags;

    public nint Width;

    /// <summary>winners: [bags, width], entries of the places; -1 for none.</summary>
    public int* Winners;

    public long* Places;

    /// <summary>source: [bags, width]</summary>
    public T* Source;

    /// <summary>target: [..., width]</summary>
    public T* Target;

    public void Run()
    {
        WinnerScatter<T> job = this;
        job._parts = (int)Math.Min(Width, Partition.Parts(Bags * Width, Partition.ParallelElements));
        WorkerPool.Run(job._parts, &Part, &job);
    }

    private static void Part(void* state, int part)
    {
        ref WinnerScatter<T> job = ref *(WinnerScatter<T>*)state;
        nint first = job.Width * part / job._parts;
        nint last = job.Width * (part + 1) / job._parts;
        for (nint b = 0; b < job.Bags; b++)
        {
            for (nint k = first; k < last; k++)
            {
                int winner = job.Winners[(b * job.Width) + k];
                if (winner >= 0)
                {
                    job.Target[((nint)job.Places[winner] * job.Width) + k] += job.Source[(b * job.Width) + k];
                }
            }
        }
    }
}
