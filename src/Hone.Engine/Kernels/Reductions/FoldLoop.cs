using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Folds one tensor into another whose strides are 0 along the reduced axes, for example into sums. The order of operations depends on
/// shape and layout alone: long folds are cut into parts that do not depend on the number of threads.
/// </summary>
internal static unsafe class FoldLoop<TFold>
    where TFold : struct, IFold
{
    /// <summary>Most parts that keep results of their own: their memory is filled, joined and read again.</summary>
    private const int MaxPartials = 64;

    /// <summary>y[kept] = y[kept] joined with x[kept, reduced].</summary>
    /// <param name="plan">Operand A is the input, operand B the output, with stride 0 along reduced axes.</param>
    /// <param name="x">Input.</param>
    /// <param name="y">Output, a gapless block that holds what the fold starts with, or earlier results.</param>
    /// <param name="outputs">Elements of the output.</param>
    public static void Run<T>(in StridedPlan plan, T* x, T* y, nint outputs)
        where T : unmanaged, INumber<T>
    {
        nint total = plan.OuterCount * plan.InnerSize;
        int parts = Partition.Parts(total, Partition.ParallelElements);
        if (parts == 1)
        {
            FoldRows(plan, x, y);
            return;
        }

        var job = new Job<T> { Plan = plan, X = x, Y = y, Outputs = outputs };
        nint partials = Math.Min(Math.Min(parts, MaxPartials), Math.Min(plan.Sizes[0], total / (4 * outputs)));
        if (plan.Rank == 1 && plan.InnerB == 0)
        {
            // 1. One result over one row: the results of its parts are joined.
            job.Parts = parts;
            if (typeof(T) == typeof(float))
            {
                FoldWhole<T, double>(job);
            }
            else
            {
                FoldWhole<T, T>(job);
            }
        }
        else if (plan.StridesB[0] == 0 && partials > 1)
        {
            // 2. The outermost axis is reduced: its parts fold into memory of their own, which is joined in their order.
            job.Parts = (int)partials;
            job.Partials = (T*)Scratch.Bytes(ScratchSlot.SumPartials, partials * outputs * sizeof(T));
            WorkerPool.Run(job.Parts, &PartialPart<T>, &job);
            for (nint i = 0; i < partials; i++)
            {
                BinaryLoop<T, JoinOperator<TFold>>.Run((int)outputs, y, 1, y, 1, job.Partials + (i * outputs), 1);
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

    /// <summary>The fold of a strided row; what floats give is joined in double.</summary>
    public static T Total<T>(int count, T* x, int stride)
        where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? T.CreateTruncating(RowTotal<T, double>(count, x, stride)) : RowTotal<T, T>(count, x, stride);

    /// <summary>The fold of four registers side by side, then of what is left: at most a few thousand floats, so that a sum loses little.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ChunkTotal<TPolicy, TVector>(nint count, float* x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector s0 = TPolicy.Create(TFold.Start<float>());
        TVector s1 = s0;
        TVector s2 = s0;
        TVector s3 = s0;
        nint width = TPolicy.Width;
        nint i = 0;
        for (; i + (4 * width) <= count; i += 4 * width)
        {
            s0 = FoldOperator<TFold>.Apply<TPolicy, TVector>(s0, TPolicy.Load(x + i));
            s1 = FoldOperator<TFold>.Apply<TPolicy, TVector>(s1, TPolicy.Load(x + i + width));
            s2 = FoldOperator<TFold>.Apply<TPolicy, TVector>(s2, TPolicy.Load(x + i + (2 * width)));
            s3 = FoldOperator<TFold>.Apply<TPolicy, TVector>(s3, TPolicy.Load(x + i + (3 * width)));
        }

        s0 = TFold.Join<TPolicy, TVector>(s0, s1);
        s2 = TFold.Join<TPolicy, TVector>(s2, s3);
        float result = TFold.Across<TPolicy, TVector>(TFold.Join<TPolicy, TVector>(s0, s2));
        for (; i < count; i++)
        {
            result = FoldOperator<TFold>.Apply(result, x[i]);
        }

        return result;
    }

    private static void FoldWhole<T, TWide>(Job<T> job)
        where T : unmanaged, INumber<T>
        where TWide : unmanaged, INumber<TWide>
    {
        TWide* results = stackalloc TWide[job.Parts];
        job.Partials = (T*)results;
        WorkerPool.Run(job.Parts, &RowPart<T, TWide>, &job);
        TWide result = TFold.Start<TWide>();
        for (int i = 0; i < job.Parts; i++)
        {
            result = TFold.Join(result, results[i]);
        }

        *job.Y = TFold.Join(*job.Y, T.CreateTruncating(result));
    }

    private static void RowPart<T, TWide>(void* state, int part)
        where T : unmanaged, INumber<T>
        where TWide : unmanaged, INumber<TWide>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        nint start = Partition.Start(job.Plan.InnerSize, job.Parts, part);
        nint end = Partition.Start(job.Plan.InnerSize, job.Parts, part + 1);
        int stride = job.Plan.InnerA;
        ((TWide*)job.Partials)[part] = RowTotal<T, TWide>((int)(end - start), job.X + (start * stride), stride);
    }

    private static void PartialPart<T>(void* state, int part)
        where T : unmanaged, INumber<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        T* results = job.Partials + (part * job.Outputs);
        new Span<T>(results, (int)job.Outputs).Fill(TFold.Start<T>());
        StridedPlan own = Range(job.Plan, 0, job.Parts, part, out nint start);
        FoldRows(own, job.X + (start * own.StridesA[0]), results);
    }

    private static void KeptPart<T>(void* state, int part)
        where T : unmanaged, INumber<T>
    {
        ref Job<T> job = ref *(Job<T>*)state;
        StridedPlan own = Range(job.Plan, job.Axis, job.Parts, part, out nint start);
        FoldRows(own, job.X + (start * own.StridesA[job.Axis]), job.Y + (start * own.StridesB[job.Axis]));
    }

    /// <summary>The same walk over one part of an axis.</summary>
    private static StridedPlan Range(StridedPlan plan, int axis, int parts, int part, out nint start)
    {
        start = Partition.Start(plan.Sizes[axis], parts, part);
        plan.Sizes[axis] = (int)(Partition.Start(plan.Sizes[axis], parts, part + 1) - start);
        return plan;
    }

    private static void FoldRows<T>(in StridedPlan plan, T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        int size = plan.InnerSize;
        if (plan.Rank > 1 && plan.InnerA == 1 && plan.InnerB == 1 && plan.StridesB[plan.Rank - 2] == 0)
        {
            // Row after row into the same results.
            StridedPlan blocks = plan;
            blocks.Rank--;
            for (nint i = 0; i < blocks.OuterCount; i++)
            {
                blocks.Locate(i, out nint a, out nint b, out _);
                FoldColumns<TFold, T>.Run(blocks.InnerSize, size, blocks.InnerA, x + a, y + b);
            }

            return;
        }

        nint outer = plan.OuterCount;
        for (nint i = 0; i < outer; i++)
        {
            plan.Locate(i, out nint a, out nint b, out _);
            if (plan.InnerB == 0)
            {
                y[b] = TFold.Join(y[b], Total(size, x + a, plan.InnerA));
            }
            else
            {
                BinaryLoop<T, FoldOperator<TFold>>.Run(size, y + b, plan.InnerB, y + b, plan.InnerB, x + a, plan.InnerA);
            }
        }
    }

    /// <summary>A strided row; what is joined along it has the wide type.</summary>
    private static TWide RowTotal<T, TWide>(int count, T* x, int stride)
        where T : unmanaged, INumber<T>
        where TWide : unmanaged, INumber<TWide>
    {
        TWide total = TFold.Start<TWide>();
        if (typeof(T) == typeof(float) && stride == 1)
        {
            const int Chunk = 4096;
            float* values = (float*)x;
            for (int i = 0; i < count; i += Chunk)
            {
                total = TFold.Join(total, TWide.CreateTruncating(ChunkTotal(Math.Min(Chunk, count - i), values + i)));
            }

            return total;
        }

        for (nint i = 0; i < count; i++)
        {
            total = FoldOperator<TFold>.Apply(total, TWide.CreateTruncating(x[i * stride]));
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

    private struct Job<T>
        where T : unmanaged
    {
        public StridedPlan Plan;
        public T* X;
        public T* Y;
        public T* Partials;
        public nint Outputs;
        public int Parts;
        public int Axis;
    }
}
