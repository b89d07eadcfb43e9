using System.Numerics;

namespace Hone.Kernels;

/// <summary>The negative log likelihood: one element of each row is read forward and written backward, so that plain loops are all there is.</summary>
internal static unsafe class NllLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Adds up losses and weights of the rows that count, and writes the losses where there is memory for them.</summary>
    /// <returns>The first row whose target is out of range, or -1.</returns>
    public static int Forward(ref NllProblem<T> p, out double sum, out double weights)
    {
        sum = 0;
        weights = 0;
        for (int row = 0; row < p.Rows; row++)
        {
            long target = p.Targets[row];
            T loss = T.Zero;
            if (target != p.IgnoreIndex)
            {
                if ((ulong)target >= (ulong)p.Classes)
                {
                    return row;
                }

                T weight = p.Weights == null ? T.One : p.Weights[target];
                loss = -weight * p.X[(row * p.RowStride) + ((nint)target * p.ColumnStride)];
                weights += double.CreateTruncating(weight);
            }

            sum += double.CreateTruncating(loss);
            if (p.Losses != null)
            {
                p.Losses[row] = loss;
            }
        }

        return -1;
    }

    /// <summary>Writes the gradient, rows without gaps.</summary>
    public static void Backward(ref NllProblem<T> problem)
    {
        problem.Parts = Math.Min(Math.Max(1, problem.Rows), Partition.Parts((nint)problem.Rows * problem.Classes, Partition.ParallelElements));
        fixed (NllProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &BackwardPart, state);
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref NllProblem<T> p = ref *(NllProblem<T>*)state;
        int last = (int)((long)p.Rows * (part + 1) / p.Parts);
        for (int row = (int)((long)p.Rows * part / p.Parts); row < last; row++)
        {
            T* dx = p.Dx + ((nint)row * p.Classes);
            new Span<T>(dx, p.Classes).Clear();
            long target = p.Targets[row];
            if (target != p.IgnoreIndex)
            {
                T scale = p.Scales == null ? p.Scale : p.Scales[row];
                dx[target] = p.Weights == null ? -scale : -scale * p.Weights[target];
            }
        }
    }
}
