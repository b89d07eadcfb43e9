using System.Numerics;

namespace Hone.Kernels;

/// <summary>Softmax and log-softmax over contiguous rows; threads take ranges of rows.</summary>
internal static unsafe class SoftmaxLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = e^(x - max) / sum, or its logarithm.</summary>
    public static void Forward(ref SoftmaxProblem<T> problem) => Run(ref problem, &ForwardPart);

    /// <summary>dx = y (dy - sum of dy y); for the logarithm dx = dy - e^y sum of dy.</summary>
    public static void Backward(ref SoftmaxProblem<T> problem) => Run(ref problem, &BackwardPart);

    private static void Run(ref SoftmaxProblem<T> problem, delegate*<void*, int, void> body)
    {
        problem.Parts = Math.Min(Math.Max(1, problem.Rows), Partition.Parts((nint)problem.Rows * problem.Size, Partition.ParallelElements / 4));
        fixed (SoftmaxProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref SoftmaxProblem<T> p = ref *(SoftmaxProblem<T>*)state;
        int size = p.Size;
        for (int row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* x = p.X + ((nint)row * size);
            T* y = p.Y + ((nint)row * size);
            T max = RowMath<T>.Max(size, x);
            if (p.Log)
            {
                T log = T.Log(RowMath<T>.ExpSum(size, x, max));

                // max and log are subtracted one after the other: large logits cancel before they can round.
                BinaryLoop<T, SubtractOperator>.Run(size, y, 1, x, 1, &max, 0);
                BinaryLoop<T, SubtractOperator>.Run(size, y, 1, y, 1, &log, 0);
            }
            else
            {
                T factor = T.One / RowMath<T>.ExpWithSum(size, y, x, max);
                BinaryLoop<T, MultiplyOperator>.Run(size, y, 1, y, 1, &factor, 0);
            }
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref SoftmaxProblem<T> p = ref *(SoftmaxProblem<T>*)state;
        int size = p.Size;
        for (int row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* y = p.Y + ((nint)row * size);
            T* dy = p.Dy + ((nint)row * size);
            T* dx = p.Dx + ((nint)row * size);
            if (p.Log)
            {
                RowMath<T>.ScaledExp(size, dx, y, T.Zero, -FoldLoop<SumFold>.Total(size, dy, 1), dy, T.One);
            }
            else
            {
                T dot = RowMath<T>.Dot(size, dy, y);
                BinaryLoop<T, SubtractOperator>.Run(size, dx, 1, dy, 1, &dot, 0);
                BinaryLoop<T, MultiplyOperator>.Run(size, dx, 1, dx, 1, y, 1);
            }
        }
    }
}
