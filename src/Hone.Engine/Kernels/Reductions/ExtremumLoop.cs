using System.Numerics;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The largest or smallest element over the middle of <c>[outer, size, inner]</c> and where it stands; the first of equal ones; NaN wins over
/// numbers. Floats run in registers, see <see cref="ExtremumVectors{TFold, TPolicy, TVector}"/>.
/// </summary>
internal static unsafe class ExtremumLoop<T, TFold>
    where T : unmanaged, INumber<T>
    where TFold : struct, IExtremum
{
    /// <param name="outer">Number of blocks.</param>
    /// <param name="size">Elements to choose from, at least one.</param>
    /// <param name="inner">Results of a block.</param>
    /// <param name="x">[outer][size][inner]</param>
    /// <param name="values">[outer][inner]</param>
    /// <param name="indices">[outer][inner], places along the middle.</param>
    public static void Run(int outer, int size, int inner, T* x, T* values, long* indices)
    {
        var job = new Job { Cut = new BlockPartition(outer, size, inner), Inner = inner, X = x, Values = values, Indices = indices };
        if (job.Cut.Items == 0)
        {
            return;
        }

        // Results of ranges lie one strip after the other until they are joined.
        int strip = Math.Min(inner, BlockPartition.LongestStrip);
        if (job.Cut.Ranges > 1)
        {
            nint results = (nint)job.Cut.Items * strip;
            job.Places = (long*)Scratch.Bytes(ScratchSlot.SumPartials, results * (sizeof(long) + sizeof(T)));
            job.Partials = (T*)(job.Places + results);
        }

        WorkerPool.Run(job.Cut.Parts, &Part, &job);
        for (int i = 0; job.Cut.Ranges > 1 && i < job.Cut.Items; i++)
        {
            Join(job, i, strip);
        }
    }

    /// <summary>dx = dy at the places, 0 elsewhere.</summary>
    public static void Scatter(int outer, int size, int inner, T* dx, T* dy, long* indices)
    {
        new Span<byte>(dx, outer * size * inner * sizeof(T)).Clear();
        for (nint block = 0; block < outer; block++)
        {
            for (nint column = 0; column < inner; column++)
            {
                nint result = (block * inner) + column;
                dx[(((block * size) + (nint)indices[result]) * inner) + column] = dy[result];
            }
        }
    }

    /// <summary>The loop that the register forms must equal.</summary>
    /// <param name="rows">Elements to choose from.</param>
    /// <param name="columns">Results.</param>
    /// <param name="stride">Elements from a row to the next.</param>
    /// <param name="x">The first element.</param>
    /// <param name="values">[columns]</param>
    /// <param name="indices">[columns]</param>
    public static void Plain(nint rows, nint columns, nint stride, T* x, T* values, long* indices)
    {
        for (nint column = 0; column < columns; column++)
        {
            nint best = 0;
            T chosen = x[column];
            for (nint row = 1; row < rows && !T.IsNaN(chosen); row++)
            {
                T value = x[(row * stride) + column];
                if (TFold.Beats(value, chosen) || T.IsNaN(value))
                {
                    best = row;
                    chosen = value;
                }
            }

            values[column] = chosen;
            indices[column] = best;
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
            T* values = isWhole ? job.Values + item.Result : job.Partials + ((nint)i * strip);
            long* places = isWhole ? job.Indices + item.Result : job.Places + ((nint)i * strip);
            Choose(item.Rows, item.Columns, job.Inner, job.X + item.Start, values, places);
        }
    }

    private static void Choose(nint rows, nint columns, nint stride, T* x, T* values, long* places)
    {
        if (typeof(T) != typeof(float))
        {
            Plain(rows, columns, stride, x, values, places);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            ExtremumVectors<TFold, Policy512, Vector512<float>>.Choose(rows, columns, stride, (float*)x, (float*)values, places);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ExtremumVectors<TFold, Policy256, Vector256<float>>.Choose(rows, columns, stride, (float*)x, (float*)values, places);
        }
        else
        {
            ExtremumVectors<TFold, Policy128, Vector128<float>>.Choose(rows, columns, stride, (float*)x, (float*)values, places);
        }
    }

    /// <summary>Takes the results of one range into the output; ranges come in their order.</summary>
    private static void Join(in Job job, int index, int strip)
    {
        BlockItem item = job.Cut.Item(index);
        for (nint column = 0; column < item.Columns; column++)
        {
            T value = job.Partials[((nint)index * strip) + column];
            ref T best = ref job.Values[item.Result + column];
            if (item.First == 0 || TFold.Beats(value, best) || (T.IsNaN(value) && !T.IsNaN(best)))
            {
                best = value;
                job.Indices[item.Result + column] = item.First + job.Places[((nint)index * strip) + column];
            }
        }
    }

    private struct Job
    {
        public BlockPartition Cut;
        public int Inner;
        public T* X;
        public T* Values;
        public long* Indices;
        public T* Partials;
        public long* Places;
    }
}
