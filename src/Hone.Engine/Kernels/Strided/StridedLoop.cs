namespace Hone.Kernels;

/// <summary>An inner loop over three operands; unused operands repeat another one's pointer.</summary>
internal unsafe interface IInnerLoop<TA, TB, TC>
    where TA : unmanaged
    where TB : unmanaged
    where TC : unmanaged
{
    /// <summary>Handles <paramref name="count"/> elements, each operand advancing by its own stride.</summary>
    static abstract void Run(int count, TA* a, int strideA, TB* b, int strideB, TC* c, int strideC);
}

/// <summary>Walks a <see cref="StridedPlan"/>, on all threads when it is long.</summary>
internal static unsafe class StridedLoop
{
    /// <summary>Runs <typeparamref name="TLoop"/> over all elements; each part writes its own stretch of the first operand.</summary>
    public static void Run<TLoop, TA, TB, TC>(in StridedPlan plan, TA* a, TB* b, TC* c)
        where TLoop : struct, IInnerLoop<TA, TB, TC>
        where TA : unmanaged
        where TB : unmanaged
        where TC : unmanaged
    {
        nint outer = plan.OuterCount;
        nint total = outer * plan.InnerSize;
        if (total == 0)
        {
            return;
        }

        var job = new Job<TA, TB, TC> { Plan = plan, A = a, B = b, C = c, Outer = outer, Parts = Partition.Parts(total, Partition.ParallelElements) };
        WorkerPool.Run(job.Parts, &Part<TLoop, TA, TB, TC>, &job);
    }

    private static void Part<TLoop, TA, TB, TC>(void* state, int part)
        where TLoop : struct, IInnerLoop<TA, TB, TC>
        where TA : unmanaged
        where TB : unmanaged
        where TC : unmanaged
    {
        ref Job<TA, TB, TC> job = ref *(Job<TA, TB, TC>*)state;
        ref StridedPlan plan = ref job.Plan;
        int size = plan.InnerSize;
        if (job.Outer == 1)
        {
            // One long loop: cut the loop itself.
            nint start = Partition.Start(size, job.Parts, part);
            nint end = Partition.Start(size, job.Parts, part + 1);
            TLoop.Run(
                (int)(end - start),
                job.A + (start * plan.InnerA),
                plan.InnerA,
                job.B + (start * plan.InnerB),
                plan.InnerB,
                job.C + (start * plan.InnerC),
                plan.InnerC);
            return;
        }

        nint first = job.Outer * part / job.Parts;
        nint last = job.Outer * (part + 1) / job.Parts;
        for (nint i = first; i < last; i++)
        {
            plan.Locate(i, out nint a, out nint b, out nint c);
            TLoop.Run(size, job.A + a, plan.InnerA, job.B + b, plan.InnerB, job.C + c, plan.InnerC);
        }
    }

    private struct Job<TA, TB, TC>
        where TA : unmanaged
        where TB : unmanaged
        where TC : unmanaged
    {
        public StridedPlan Plan;
        public TA* A;
        public TB* B;
        public TC* C;
        public nint Outer;
        public int Parts;
    }
}
