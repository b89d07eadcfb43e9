using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>y = a where a condition holds, b elsewhere: one pass over all four, with registers where elements of four bytes lie contiguously or repeat one value.</summary>
internal static unsafe class ChoiceLoop<T>
    where T : unmanaged
{
    /// <summary>Runs over all elements of a plan of y, condition, a and b, on all threads when it is long.</summary>
    public static void Run(in StridedPlan plan, T* y, bool* condition, T* a, T* b)
    {
        nint outer = plan.OuterCount;
        nint total = outer * plan.InnerSize;
        if (total == 0)
        {
            return;
        }

        var job = new Job { Plan = plan, Y = y, Condition = condition, A = a, B = b, Outer = outer, Parts = Partition.Parts(total, Partition.ParallelElements) };
        WorkerPool.Run(job.Parts, &Part, &job);
    }

    /// <summary>One inner loop, each operand advancing by its own stride.</summary>
    public static void Run(int count, T* y, int strideY, bool* condition, int strideCondition, T* a, int strideA, T* b, int strideB)
    {
        bool vectors = sizeof(T) == sizeof(float) && strideY == 1 && (strideCondition is 0 or 1) && (strideA is 0 or 1) && (strideB is 0 or 1);
        if (vectors && Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(count, (float*)y, (byte*)condition, strideCondition, (float*)a, strideA, (float*)b, strideB);
        }
        else if (vectors && Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(count, (float*)y, (byte*)condition, strideCondition, (float*)a, strideA, (float*)b, strideB);
        }
        else if (vectors && Vector128.IsHardwareAccelerated)
        {
            Vectors<Policy128, Vector128<float>>(count, (float*)y, (byte*)condition, strideCondition, (float*)a, strideA, (float*)b, strideB);
        }
        else
        {
            Plain(count, y, strideY, condition, strideCondition, a, strideA, b, strideB);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(int count, T* y, int strideY, bool* condition, int strideCondition, T* a, int strideA, T* b, int strideB)
    {
        for (nint i = 0; i < count; i++)
        {
            y[i * strideY] = condition[i * strideCondition] ? a[i * strideA] : b[i * strideB];
        }
    }

    /// <summary>Elements of any type of four bytes: bits are chosen, nothing is computed with them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<TPolicy, TVector>(nint count, float* y, byte* condition, int strideCondition, float* a, int strideA, float* b, int strideB)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint i = 0;
        nint width = TPolicy.Width;
        if (count >= width)
        {
            TVector holds = TPolicy.Create(*condition);
            TVector repeatedA = TPolicy.Broadcast(a);
            TVector repeatedB = TPolicy.Broadcast(b);
            for (; i + width <= count; i += width)
            {
                TVector bytes = strideCondition == 1 ? TPolicy.LoadBytes(condition + i) : holds;
                TVector whereTrue = strideA == 1 ? TPolicy.Load(a + i) : repeatedA;
                TVector whereFalse = strideB == 1 ? TPolicy.Load(b + i) : repeatedB;
                TPolicy.Store(y + i, TPolicy.Select(TPolicy.GreaterThan(bytes, TPolicy.Zero), whereTrue, whereFalse));
            }
        }

        for (; i < count; i++)
        {
            y[i] = condition[i * strideCondition] != 0 ? a[i * strideA] : b[i * strideB];
        }
    }

    private static void Part(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        ref StridedPlan plan = ref job.Plan;
        int size = plan.InnerSize;
        if (job.Outer == 1)
        {
            // One long loop: cut the loop itself.
            nint start = Partition.Start(size, job.Parts, part);
            nint end = Partition.Start(size, job.Parts, part + 1);
            RunAt(job, (int)(end - start), start * plan.InnerA, start * plan.InnerB, start * plan.InnerC, start * plan.InnerD);
            return;
        }

        nint first = job.Outer * part / job.Parts;
        nint last = job.Outer * (part + 1) / job.Parts;
        for (nint i = first; i < last; i++)
        {
            plan.Locate(i, out nint y, out nint condition, out nint a);
            RunAt(job, size, y, condition, a, plan.LocateFourth(i));
        }
    }

    private static void RunAt(in Job job, int count, nint y, nint condition, nint a, nint b) => Run(
        count,
        job.Y + y,
        job.Plan.InnerA,
        job.Condition + condition,
        job.Plan.InnerB,
        job.A + a,
        job.Plan.InnerC,
        job.B + b,
        job.Plan.InnerD);

    private struct Job
    {
        public StridedPlan Plan;
        public T* Y;
        public bool* Condition;
        public T* A;
        public T* B;
        public nint Outer;
        public int Parts;
    }
}
