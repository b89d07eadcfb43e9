using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Average pooling over channels-last activations: a window is a sum of pixels, and a pixel is a row of channels, which the
/// elementwise loops add in registers.
/// </summary>
internal static unsafe class AveragePool<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = sum of each window / divisor.</summary>
    public static void Forward(ref PoolProblem<T> problem)
    {
        int rows = problem.Batch * problem.OutHeight;
        nint work = (nint)problem.Batch * problem.InHeight * problem.InWidth * problem.Channels;
        problem.Parts = Math.Min(Math.Max(1, rows), Partition.Parts(work, Partition.ParallelElements));
        fixed (PoolProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &ForwardPart, state);
        }
    }

    /// <summary>dx (+)= dy / divisor of every window over it.</summary>
    public static void Backward(ref PoolProblem<T> problem)
    {
        int rows = problem.Batch * problem.InHeight;
        nint work = (nint)rows * problem.InWidth * problem.Channels;
        problem.Parts = Math.Min(Math.Max(1, rows), Partition.Parts(work, Partition.ParallelElements));
        fixed (PoolProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &BackwardPart, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref PoolProblem<T> p = ref *(PoolProblem<T>*)state;
        int rows = p.Batch * p.OutHeight;
        int last = p.FirstRow(rows, part + 1);
        for (int row = p.FirstRow(rows, part); row < last; row++)
        {
            int outRow = row % p.OutHeight;
            T* image = p.X + ((nint)(row / p.OutHeight) * p.InHeight * p.InWidth * p.Channels);
            PoolProblem<T>.Window(outRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.InHeight, out int top, out int bottom);
            for (int column = 0; column < p.OutWidth; column++)
            {
                PoolProblem<T>.Window(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.InWidth, out int left, out int right);
                T* sum = p.Y + ((((nint)row * p.OutWidth) + column) * p.Channels);
                new Span<T>(sum, p.Channels).Clear();
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        T* pixel = image + ((((nint)y * p.InWidth) + x) * p.Channels);
                        BinaryLoop<T, AddOperator>.Run(p.Channels, sum, 1, sum, 1, pixel, 1);
                    }
                }

                T factor = T.One / T.CreateTruncating(p.Divisor(outRow, column));
                BinaryLoop<T, MultiplyOperator>.Run(p.Channels, sum, 1, sum, 1, &factor, 0);
            }
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref PoolProblem<T> p = ref *(PoolProblem<T>*)state;
        int rows = p.Batch * p.InHeight;
        int last = p.FirstRow(rows, part + 1);
        for (int row = p.FirstRow(rows, part); row < last; row++)
        {
            int inRow = row % p.InHeight;
            nint image = (nint)(row / p.InHeight) * p.OutHeight * p.OutWidth * p.Channels;
            PoolProblem<T>.Covering(inRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.OutHeight, out int top, out int bottom);
            for (int column = 0; column < p.InWidth; column++)
            {
                PoolProblem<T>.Covering(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.OutWidth, out int left, out int right);
                T* dx = p.Dx + ((((nint)row * p.InWidth) + column) * p.Channels);
                if (!p.Accumulate)
                {
                    new Span<T>(dx, p.Channels).Clear();
                }

                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        T factor = T.One / T.CreateTruncating(p.Divisor(y, x));
                        T* dy = p.Dy + image + ((((nint)y * p.OutWidth) + x) * p.Channels);
                        ScaledAddLoop<T>.Run(p.Channels, dx, dy, factor);
                    }
                }
            }
        }
    }
}
