using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Sums one tensor into another whose strides are 0 along the summed axes. The order of additions depends on shape and layout
/// alone: long sums are cut into parts that do not depend on the number of threads.
/// </summary>
internal static unsafe class SumLoop
{
    /// <summary>Most parts that keep sums of their own: their memory is cleared, added up and read again.</summary>
    private const int MaxPartials = 64;

    /// <summary>y[kept] += sum of x[kept, summed].</summary>
    /// <param name="plan">Operand A is the input, operand B the output, with stride 0 along summed axes.</param>
    /// <param name="x">Input.</param>
    /// <param name="y">Output, a gapless block that holds zeros or earlier sums.</param>
    /// <param name="outputs">Elements of the output.</param>
    public static void Run<T>(in StridedPlan plan, T* x, T* y, nint outputs)
        where T : unmanaged, INumber<T>
    {
        nint total = plan.OuterCount * plan.InnerSize;
        int parts = Partition.Parts(total, Partition.ParallelElements);
        if (parts == 1)
        {
            AddRows(plan, x, y);
            return;
        }

        var job = new Job<T> { Plan = plan, X = x, Y = y, Outputs = outputs };
        nint partials = Math.Min(Math.Min(parts, MaxPartials), Math.Min(plan.Sizes[0], total / (4 * outputs)));
        if (plan.Rank == 1 && plan.InnerB == 0)
        {
            // 1. One sum over one row: the sums of its parts add up in double.
            double* sums = stackalloc double[parts];
            job.Parts = parts;
            job.Sums = sums;
            WorkerPool.Run(parts, &RowPart<T>, &job);
            double sum = 0;
            for (int i = 0; i < parts; i++)
            {
                sum += sums[i];
            }

            *y += T.CreateTruncating(sum);
        }
        else if (plan.StridesB[0] == 0 && partials > 1)
        {
            // 2. The outermost axis is summed over: its parts sum into memory of their own, which is added up in their order.
            job.Parts = (int)partials;
            job.Partials = (T*)Scratch.Bytes(ScratchSlot.SumPartials, partials * outputs * sizeof(T));
            WorkerPool.Run(job.Parts, &PartialPart<T>, &job);
            for (nint i = 0; i < partials; i++)
            {
                BinaryLoop<T, AddOperator>.Run((int)outputs, y, 1, y, 1, job.Partials + (i * outputs), 1);
            }
        }
        else
        {
            // 3. Parts of the outermost axis that the output keeps write different outputs.
            while (plan.StridesB[job.Axis] == 0)
            {
                job.Axis++;
            }

            job.Parts = Math.Min(parts, plan.Sizes[job.Axis]);
            WorkerPool.Run(job.Parts, &KeptPart<T>, &job);
        }
    }

    private static void RowPart<T>(void* state, int part)
        where T : unmanaged, INumber<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint start = Partition.Start(job.Plan.InnerSize, job.Parts, part);
        nint end = Partition.Start(job.Plan.InnerSize, job.Parts, part + 1);
        int stride = job.Plan.InnerA;
        job.Sums[part] = DoubleTotal((int)(end - start), job.X + (start * stride), stride);
    }

    private static void PartialPart<T>(void* state, int part)
        where T : unmanaged, INumber<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        T* sums = job.Partials + (part * job.Outputs);
        new Span<T>(sums, (int)job.Outputs).Clear();
        StridedPlan own = Range(job.Plan, 0, job.Parts, part, out nint start);
        AddRows(own, job.X + (start * own.StridesA[0]), sums);
    }

    private static void KeptPart<T>(void* state, int part)
        where T : unmanaged, INumber<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        StridedPlan own = Range(job.Plan, job.Axis, job.Parts, part, out nint start);
        AddRows(own, job.X + (start * own.StridesA[job.Axis]), job.Y + (start * own.StridesB[job.Axis]));
    }

    /// <summary>The same walk over one part of an axis.</summary>
    private static StridedPlan Range(StridedPlan plan, int axis, int parts, int part, out nint start)
    {
        start = Partition.Start(plan.Sizes[axis], parts, part);
        plan.Sizes[axis] = (int)(Partition.Start(plan.Sizes[axis], parts, part + 1) - start);
        return plan;
    }

    private static void AddRows<T>(in StridedPlan plan, T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        nint outer = plan.OuterCount;
        int size = plan.InnerSize;
        for (nint i = 0; i < outer; i++)
        {
            plan.Locate(i, out nint a, out nint b, out _);
            if (plan.InnerB == 0)
            {
                y[b] += Total(size, x + a, plan.InnerA);
            }
            else
            {
                BinaryLoop<T, AddOperator>.Run(size, y + b, plan.InnerB, y + b, plan.InnerB, x + a, plan.InnerA);
            }
        }
    }

    /// <summary>Sum of a strided row; float rows are summed in chunks whose partial sums add up in double.</summary>
    public static T Total<T>(int count, T* x, int stride)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && stride == 1)
        {
            return T.CreateTruncating(DoubleTotal(count, x, stride));
        }

        T sum = T.Zero;
        for (nint i = 0; i < count; i++)
        {
            sum += x[i * stride];
        }

        return sum;
    }

    /// <summary>The same in double.</summary>
    private static double DoubleTotal<T>(int count, T* x, int stride)
        where T : unmanaged, INumber<T>
    {
        double total = 0;
        if (typeof(T) == typeof(float) && stride == 1)
        {
            const int Chunk = 4096;
            float* values = (float*)x;
            for (int i = 0; i < count; i += Chunk)
            {
                total += ChunkTotal(Math.Min(Chunk, count - i), values + i);
            }

            return total;
        }

        for (nint i = 0; i < count; i++)
        {
            total += double.CreateTruncating(x[i * stride]);
        }

        return total;
    }

    private static float ChunkTotal(int count, float* x)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ChunkTotal<Policy512, Vector512<float>>(count, x);
        }

        return Vector256.IsHardwareAccelerated
            ? ChunkTotal<Policy256, Vector256<float>>(count, x)
            : ChunkTotal<Policy128, Vector128<float>>(count, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float ChunkTotal<TPolicy, TVector>(nint count, float* x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector s0 = TPolicy.Zero;
        TVector s1 = TPolicy.Zero;
        TVector s2 = TPolicy.Zero;
        TVector s3 = TPolicy.Zero;
        nint width = TPolicy.Width;
        nint i = 0;
        for (; i + (4 * width) <= count; i += 4 * width)
        {
            s0 = TPolicy.Add(s0, TPolicy.Load(x + i));
            s1 = TPolicy.Add(s1, TPolicy.Load(x + i + width));
            s2 = TPolicy.Add(s2, TPolicy.Load(x + i + (2 * width)));
            s3 = TPolicy.Add(s3, TPolicy.Load(x + i + (3 * width)));
        }

        float sum = TPolicy.Sum(TPolicy.Add(TPolicy.Add(s0, s1), TPolicy.Add(s2, s3)));
        for (; i < count; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    private struct Job<T>
        where T : unmanaged
    {
        public StridedPlan Plan;
        public T* X;
        public T* Y;
        public T* Partials;
        public double* Sums;
        public nint Outputs;
        public int Parts;
        public int Axis;
    }
}
