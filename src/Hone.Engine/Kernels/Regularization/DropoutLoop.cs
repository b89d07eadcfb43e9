using System.Numerics;

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
    /// <param name="dropped">Elements whose 24-bit number lies below this are dropped.</param>
    /// <param name="scale">Factor of the others.</param>
    /// <param name="shift">Added to the others.</param>
    /// <param name="fill">Value of the dropped ones.</param>
    public static void Run(in StridedPlan plan, T* y, T* x, ulong key, uint dropped, T scale, T shift, T fill)
    {
        nint outer = plan.OuterCount;
        nint total = outer * plan.InnerSize;
        if (total == 0)
        {
            return;
        }

        var job = new Job { Plan = plan, Y = y, X = x, Key = key, Dropped = dropped, Scale = scale, Shift = shift, Fill = fill, Outer = outer };
        job.Parts = Partition.Parts(total, Partition.ParallelElements / 4);
        WorkerPool.Run(job.Parts, &Part, &job);
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
            Row(job, start, end, 0, 0, 0);
            return;
        }

        nint last = job.Outer * (part + 1) / job.Parts;
        for (nint i = job.Outer * part / job.Parts; i < last; i++)
        {
            plan.Locate(i, out nint a, out nint b, out nint c);
            Row(job, 0, plan.InnerSize, a, b, c);
        }
    }

    private static void Row(in Job job, nint start, nint end, nint a, nint b, nint c)
    {
        nint strideA = job.Plan.InnerA;
        nint strideB = job.Plan.InnerB;
        nint strideC = job.Plan.InnerC;
        T* y = job.Y + a;
        T* x = job.X + b;
        ulong key = job.Key;
        uint dropped = job.Dropped;
        T scale = job.Scale;
        T shift = job.Shift;
        T fill = job.Fill;
        if (strideC == 0)
        {
            // One number for the whole row.
            bool isDropped = Number(key, c) < dropped;
            for (nint i = start; i < end; i++)
            {
                y[i * strideA] = isDropped ? fill : (x[i * strideB] * scale) + shift;
            }

            return;
        }

        for (nint i = start; i < end; i++)
        {
            y[i * strideA] = Number(key, c + (i * strideC)) < dropped ? fill : (x[i * strideB] * scale) + shift;
        }
    }

    private static uint Number(ulong key, nint index) => (uint)(RandomStream.At(key, (ulong)index) >> 40);

    private struct Job
    {
        public StridedPlan Plan;
        public T* Y;
        public T* X;
        public ulong Key;
        public uint Dropped;
        public T Scale;
        public T Shift;
        public T Fill;
        public nint Outer;
        public int Parts;
    }
}
