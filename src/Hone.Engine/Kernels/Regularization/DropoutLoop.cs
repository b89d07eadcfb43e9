using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// Replaces elements at random by one value and scales and shifts the rest. Whether element i (in row-major order of the mask's shape, wherever
/// it lies in memory) is kept depends on key and i alone, so backward draws the same numbers instead of storing a mask.
/// </summary>
internal static unsafe class DropoutLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <param name="plan">Operand A is y, operand B is x, operand C counts elements of the mask in row-major order; its strides are 0 along axes that share a mask.</param>
    /// <param name="y">May be x.</param>
    /// <param name="x">Input.</param>
    /// <param name="key">Key of the random stream.</param>
    /// <param name="terms">What becomes of kept and dropped elements.</param>
    public static void Run(in StridedPlan plan, T* y, T* x, ulong key, in DropoutTerms<T> terms)
    {
        nint outer = plan.OuterCount;
        nint total = outer * plan.InnerSize;
        if (total == 0)
        {
            return;
        }

        var job = new Job { Plan = plan, Y = y, X = x, Key = key, Terms = terms, Outer = outer };
        job.Parts = Partition.Parts(total, Partition.ParallelElements / 2);
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    /// <summary>One row whose elements have the numbers at first, first + step, first + 2 step and so on; a step of 0 is one decision for all.</summary>
    public static void Row(nint count, T* y, nint strideY, T* x, nint strideX, ulong key, uint first, uint step, in DropoutTerms<T> terms)
    {
        if (typeof(T) != typeof(float) || strideY != 1 || strideX != 1 || !Vector128.IsHardwareAccelerated)
        {
            PlainRow(count, y, strideY, x, strideX, key, first, step, terms);
            return;
        }

        ref readonly DropoutTerms<float> floats = ref Unsafe.As<DropoutTerms<T>, DropoutTerms<float>>(ref Unsafe.AsRef(in terms));
        if (Vector512.IsHardwareAccelerated)
        {
            DropoutVectors<Policy512, Vector512<float>>.Row(count, (float*)y, (float*)x, key, first, step, floats);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            DropoutVectors<Policy256, Vector256<float>>.Row(count, (float*)y, (float*)x, key, first, step, floats);
        }
        else
        {
            DropoutVectors<Policy128, Vector128<float>>.Row(count, (float*)y, (float*)x, key, first, step, floats);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void PlainRow(nint count, T* y, nint strideY, T* x, nint strideX, ulong key, uint first, uint step, in DropoutTerms<T> terms)
    {
        T scale = terms.Scale;
        T shift = terms.Shift;
        T fill = terms.Fill;
        uint dropped = terms.Dropped;
        for (nint i = 0; i < count; i++)
        {
            bool isDropped = DropoutNumbers.At(key, first + ((uint)i * step)) < dropped;
            y[i * strideY] = isDropped ? fill : (x[i * strideX] * scale) + shift;
        }
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        ref StridedPlan plan = ref job.Plan;
        if (job.Outer == 1)
        {
            // One long loop: cut the loop itself.
            nint start = Partition.Start(plan.InnerSize, job.Parts, part);
            nint end = Partition.Start(plan.InnerSize, job.Parts, part + 1);
            Row(job, end - start, start * plan.InnerA, start * plan.InnerB, start * plan.InnerC);
            return;
        }

        nint last = job.Outer * (part + 1) / job.Parts;
        for (nint i = job.Outer * part / job.Parts; i < last; i++)
        {
            plan.Locate(i, out nint a, out nint b, out nint c);
            Row(job, plan.InnerSize, a, b, c);
        }
    }

    private static void Row(in Job job, nint count, nint a, nint b, nint c) =>
        Row(count, job.Y + a, job.Plan.InnerA, job.X + b, job.Plan.InnerB, job.Key, (uint)c, (uint)job.Plan.InnerC, job.Terms);

    private struct Job
    {
        public StridedPlan Plan;
        public T* Y;
        public T* X;
        public ulong Key;
        public DropoutTerms<T> Terms;
        public nint Outer;
        public int Parts;
    }
}
