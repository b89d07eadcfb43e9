using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Maximum pooling over channels-last activations: lanes are channels, threads take image rows.</summary>
internal static unsafe class MaxPool<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = maximum of each window, and the tap that held it. The first of equal values wins; NaN wins over numbers.</summary>
    public static void Forward(ref PoolProblem<T> problem)
    {
        int rows = problem.Batch * problem.OutHeight;
        problem.Parts = Math.Min(Math.Max(1, rows), Partition.Parts((nint)rows * problem.OutWidth * problem.Channels, Partition.ParallelElements / 2));
        fixed (PoolProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &ForwardPart, state);
        }
    }

    /// <summary>dx (+)= dy of each window at its maximum. Each input gathers from the windows over it, so that threads never meet.</summary>
    public static void Backward(ref PoolProblem<T> problem)
    {
        int rows = problem.Batch * problem.InHeight;
        problem.Parts = Math.Min(Math.Max(1, rows), Partition.Parts((nint)rows * problem.InWidth * problem.Channels, Partition.ParallelElements));
        problem.RentNoTaps();
        fixed (PoolProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &BackwardPart, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref PoolProblem<T> p = ref *(PoolProblem<T>*)state;
        int rows = p.Batch * p.OutHeight;
        int first = p.FirstRow(rows, part);
        int last = p.FirstRow(rows, part + 1);
        if (p.IsDilated)
        {
            for (int row = first; row < last; row++)
            {
                MaxPoolDilated<T>.ForwardRow(p, row);
            }
        }
        else if (typeof(T) != typeof(float))
        {
            for (int row = first; row < last; row++)
            {
                MaxPoolPlain<T>.ForwardRow(p, row);
            }
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            MaxPoolVectors<Policy512, Vector512<float>>.ForwardRows(*(PoolProblem<float>*)state, first, last);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            MaxPoolVectors<Policy256, Vector256<float>>.ForwardRows(*(PoolProblem<float>*)state, first, last);
        }
        else
        {
            MaxPoolVectors<Policy128, Vector128<float>>.ForwardRows(*(PoolProblem<float>*)state, first, last);
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref PoolProblem<T> p = ref *(PoolProblem<T>*)state;
        int rows = p.Batch * p.InHeight;
        int last = p.FirstRow(rows, part + 1);
        int row = p.FirstRow(rows, part);
        while (row < last)
        {
            if (p.IsDilated)
            {
                MaxPoolDilated<T>.BackwardRow(p, row);
                row++;
            }
            else if (typeof(T) != typeof(float))
            {
                MaxPoolPlain<T>.BackwardRow(p, row);
                row++;
            }
            else if (Vector512.IsHardwareAccelerated)
            {
                row += MaxPoolVectors<Policy512, Vector512<float>>.BackwardRows(*(PoolProblem<float>*)state, row, last);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                row += MaxPoolVectors<Policy256, Vector256<float>>.BackwardRows(*(PoolProblem<float>*)state, row, last);
            }
            else
            {
                row += MaxPoolVectors<Policy128, Vector128<float>>.BackwardRows(*(PoolProblem<float>*)state, row, last);
            }
        }
    }
}
