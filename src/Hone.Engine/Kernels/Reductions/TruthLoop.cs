using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>Whether all or any elements of contiguous rows differ from 0; NaN does.</summary>
internal static unsafe class TruthLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="x">[rows][size]</param>
    /// <param name="all">Whether all elements must differ from 0; otherwise one has to.</param>
    /// <param name="y">[rows]</param>
    public static void Run(int rows, int size, T* x, bool all, bool* y)
    {
        var job = new Job { Cut = new BlockPartition(rows, size, 1), X = x, All = all, Results = y };
        if (job.Cut.Items == 0)
        {
            return;
        }

        if (job.Cut.Ranges > 1)
        {
            job.Results = (bool*)Scratch.Bytes(ScratchSlot.SumPartials, job.Cut.Items);
        }

        WorkerPool.Run(job.Cut.Parts, &Part, &job);
        for (int row = 0; job.Cut.Ranges > 1 && row < rows; row++)
        {
            var ranges = new ReadOnlySpan<bool>(job.Results + ((nint)row * job.Cut.Ranges), job.Cut.Ranges);
            y[row] = all ? !ranges.Contains(false) : ranges.Contains(true);
        }
    }

    /// <summary>Whether one element equals 0.</summary>
    public static bool HasZero(nint count, T* x)
    {
        nint width = Vector<T>.Count;
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            if (Vector.EqualsAny(Vector.Load(x + i), Vector<T>.Zero))
            {
                return true;
            }
        }

        for (; i < count; i++)
        {
            if (T.IsZero(x[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one element differs from 0.</summary>
    public static bool HasOther(nint count, T* x)
    {
        nint width = Vector<T>.Count;
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            if (!Vector.EqualsAll(Vector.Load(x + i), Vector<T>.Zero))
            {
                return true;
            }
        }

        for (; i < count; i++)
        {
            if (!T.IsZero(x[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        for (int i = job.Cut.FirstItem(part); i < job.Cut.FirstItem(part + 1); i++)
        {
            BlockItem item = job.Cut.Item(i);
            T* x = job.X + item.Start;
            job.Results[i] = job.All ? !HasZero(item.Rows, x) : HasOther(item.Rows, x);
        }
    }

    private struct Job
    {
        public BlockPartition Cut;
        public T* X;
        public bool All;
        public bool* Results;
    }
}
