using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Walks the flat arrays of a model, or single rows of them, on all threads; each element is read and written once.</summary>
internal static unsafe class FlatLoop<TUpdate>
    where TUpdate : unmanaged, IFlatUpdate
{
    /// <summary>Updates <paramref name="count"/> consecutive elements.</summary>
    public static void Run<T>(nint count, in FlatArrays<T> arrays, in TUpdate update)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return;
        }

        var job = new Job<T> { Count = count, Arrays = arrays, Update = update, Parts = Partition.Parts(count, Partition.ParallelElements) };
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
            job.Parts = (int)Math.Min(rows.Length, Partition.Parts(rows.Length * width, Partition.ParallelElements));
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
        nint last = job.Count * (part + 1) / job.Parts;
        for (nint i = job.Count * part / job.Parts; i < last; i++)
        {
            Stretch(job.Width, job.Arrays.From(job.Rows[i] * job.Width, i * job.Width), job.Update);
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
