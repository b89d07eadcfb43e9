using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Walks the flat arrays of a model, or single rows of them, on all threads; each element is read and written once.</summary>
internal static unsafe class FlatLoop<TUpdate>
    where TUpdate : unmanaged, IFlatUpdate
{
    /// <summary>Elements of row ends that are updated together; five arrays of them lie on the stack.</summary>
    private const int MostEnds = 256;

    /// <summary>Elements of a part at least: an update computes several times as much for each element as a sum of two arrays does.</summary>
    private const int PartElements = Partition.ParallelElements / 4;

    /// <summary>Updates <paramref name="count"/> consecutive elements.</summary>
    public static void Run<T>(nint count, in FlatArrays<T> arrays, in TUpdate update)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return;
        }

        var job = new Job<T> { Count = count, Arrays = arrays, Update = update, Parts = Partition.Parts(count, PartElements) };
        WorkerPool.Run(job.Parts, &Part<T>, &job);
    }

    /// <summary>Updates rows of a matrix by number; the gradients lie side by side in the order of the numbers.</summary>
    /// <param name="rows">Distinct numbers of rows.</param>
    /// <param name="width">Elements in a row.</param>
    /// <param name="arrays">Parameters and moments from the first row of the matrix on.</param>
    /// <param name="update">The numbers of this step.</param>
    public static void RunRows<T>(ReadOnlySpan<int> rows, nint width, in FlatArrays<T> arrays, in TUpdate update)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (int* numbers = rows)
        {
            var job = new Job<T> { Count = rows.Length, Rows = numbers, Width = width, Arrays = arrays, Update = update };
            job.Parts = (int)Math.Min(rows.Length, Partition.Parts(rows.Length * width, PartElements));
            WorkerPool.Run(job.Parts, &RowPart<T>, &job);
        }
    }

    private static void Part<T>(void* state, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint start = Partition.Start(job.Count, job.Parts, part);
        nint count = Partition.Start(job.Count, job.Parts, part + 1) - start;
        Stretch(count, job.Arrays.From(start, start), job.Update);
    }

    private static void RowPart<T>(void* state, int part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint first = job.Count * part / job.Parts;
        nint last = job.Count * (part + 1) / job.Parts;
        if (typeof(T) == typeof(float))
        {
            ref Job<float> floats = ref *(Job<float>*)state;
            if (Vector512.IsHardwareAccelerated)
            {
                RowVectors<Policy512, Vector512<float>>(floats, first, last);
                return;
            }

            if (Vector256.IsHardwareAccelerated)
            {
                RowVectors<Policy256, Vector256<float>>(floats, first, last);
                return;
            }

            if (Vector128.IsHardwareAccelerated)
            {
                RowVectors<Policy128, Vector128<float>>(floats, first, last);
                return;
            }
        }

        for (nint i = first; i < last; i++)
        {
            job.Update.Plain(job.Width, job.Arrays.From(job.Rows[i] * job.Width, i * job.Width));
        }
    }

    /// <summary>Rows in registers: the whole registers of each row where they lie, then the ends of many rows side by side.</summary>
    private static void RowVectors<TPolicy, TVector>(in Job<float> job, nint first, nint last)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint end = job.Width % TPolicy.Width;
        nint whole = job.Width - end;
        for (nint i = first; i < last && whole > 0; i++)
        {
            job.Update.Vectors<TPolicy, TVector>(whole, job.Arrays.From(job.Rows[i] * job.Width, i * job.Width));
        }

        if (end == 0)
        {
            return;
        }

        // Zeros fill the last register: an update of zeros is harmless, and nobody reads it.
        float* memory = stackalloc float[5 * MostEnds];
        FlatArrays<float> ends = job.Arrays.Alike(memory, MostEnds);
        nint rows = MostEnds / end;
        for (nint i = first; i < last; i += rows)
        {
            var taken = new RowEnds((nint)job.Rows, i, Math.Min(last, i + rows), job.Width, end);
            nint used = (taken.Stop - i) * end;
            nint rounded = (used + TPolicy.Width - 1) / TPolicy.Width * TPolicy.Width;
            job.Arrays.Gather(taken, ends);
            job.Update.Vectors<TPolicy, TVector>(rounded, ends);
            job.Arrays.Scatter(taken, ends);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stretch<T>(nint count, in FlatArrays<T> arrays, in TUpdate update)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint done = 0;
        if (typeof(T) == typeof(float))
        {
            FlatArrays<float> floats = Unsafe.As<FlatArrays<T>, FlatArrays<float>>(ref Unsafe.AsRef(in arrays));
            if (Vector512.IsHardwareAccelerated)
            {
                done = update.Vectors<Policy512, Vector512<float>>(count, floats);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = update.Vectors<Policy256, Vector256<float>>(count, floats);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                done = update.Vectors<Policy128, Vector128<float>>(count, floats);
            }
        }

        if (done < count)
        {
            update.Plain(count - done, arrays.From(done, done));
        }
    }

    private struct Job<T>
        where T : unmanaged
    {
        public nint Count;
        public nint Width;
        public int* Rows;
        public FlatArrays<T> Arrays;
        public TUpdate Update;
        public int Parts;
    }
}
