using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Average pooling over channels-last activations: a window is a sum of pixels, and a pixel is a row of channels, which
/// <see cref="AverageLoop{T}"/> adds in registers.
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
                T* mean = p.Y + ((((nint)row * p.OutWidth) + column) * p.Channels);
                T factor = T.One / T.CreateTruncating(p.Divisor(outRow, column));
                T* pixel = image + ((((nint)top * p.InWidth) + left) * p.Channels);
                AverageLoop<T>.Sum(pixel, (nint)p.InWidth * p.Channels, bottom - top, right - left, factor, mean, p.Channels);
            }
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref PoolProblem<T> p = ref *(PoolProblem<T>*)state;
        int rows = p.Batch * p.InHeight;
        int last = p.FirstRow(rows, part + 1);
        bool tiled = p.StrideHeight == p.KernelHeight && p.StrideWidth == p.KernelWidth && p.PaddingHeight == 0 && p.PaddingWidth == 0;
        for (int row = p.FirstRow(rows, part); row < last; row++)
        {
            if (tiled)
            {
                SpreadRow(p, row);
                continue;
            }

            int inRow = row % p.InHeight;
            nint image = (nint)(row / p.InHeight) * p.OutHeight * p.OutWidth * p.Channels;
            PoolProblem<T>.Covering(inRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.OutHeight, out int top, out int bottom);
            for (int column = 0; column < p.InWidth; column++)
            {
                PoolProblem<T>.Covering(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.OutWidth, out int left, out int right);
                T* dx = p.Dx + ((((nint)row * p.InWidth) + column) * p.Channels);
                bool accumulate = p.Accumulate;
                if (top >= bottom || left >= right)
                {
                    ClearUnlessAccumulated(p, dx, p.Channels);
                }

                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        T factor = T.One / T.CreateTruncating(p.Divisor(y, x));
                        T* dy = p.Dy + image + ((((nint)y * p.OutWidth) + x) * p.Channels);
                        AverageLoop<T>.Spread(dy, factor, dx, p.Channels, accumulate);
                        accumulate = true;
                    }
                }
            }
        }
    }

    /// <summary>An input row where windows lie side by side: each gradient goes to the pixels of its own window.</summary>
    private static void SpreadRow(in PoolProblem<T> p, int row)
    {
        T* dx = p.Dx + ((nint)row * p.InWidth * p.Channels);
        int outRow = row % p.InHeight / p.StrideHeight;
        int covered = 0;
        for (int column = 0; outRow < p.OutHeight && column < p.OutWidth; column++)
        {
            T factor = T.One / T.CreateTruncating(p.Divisor(outRow, column));
            T* dy = p.Dy + ((((((nint)(row / p.InHeight) * p.OutHeight) + outRow) * p.OutWidth) + column) * p.Channels);
            int end = Math.Min(p.InWidth, covered + p.KernelWidth);
            for (; covered < end; covered++)
            {
                AverageLoop<T>.Spread(dy, factor, dx + ((nint)covered * p.Channels), p.Channels, p.Accumulate);
            }
        }

        // Floor mode leaves pixels at the right and at the bottom to no window.
        ClearUnlessAccumulated(p, dx + ((nint)covered * p.Channels), (p.InWidth - covered) * p.Channels);
    }

    private static void ClearUnlessAccumulated(in PoolProblem<T> p, T* dx, int count)
    {
        if (!p.Accumulate)
        {
            new Span<T>(dx, count).Clear();
        }
    }
}
