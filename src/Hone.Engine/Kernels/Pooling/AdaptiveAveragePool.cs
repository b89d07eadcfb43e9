using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// Adaptive average pooling over channels-last activations, the global average included: threads take images, and pixels are
/// rows of channels that the elementwise loops add in registers.
/// </summary>
internal static unsafe class AdaptiveAveragePool<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>output = mean of each window of the input.</summary>
    public static void Forward(ref AdaptivePoolProblem<T> problem) => Run(ref problem, &ForwardPart);

    /// <summary>input (+)= output / window size, over each window.</summary>
    public static void Backward(ref AdaptivePoolProblem<T> problem) => Run(ref problem, &BackwardPart);

    private static void Run(ref AdaptivePoolProblem<T> problem, delegate*<void*, int, void> body)
    {
        nint elements = (nint)problem.Batch * problem.InHeight * problem.InWidth * problem.Channels;
        problem.Parts = Math.Min(Math.Max(1, problem.Batch), Partition.Parts(elements, Partition.ParallelElements));
        fixed (AdaptivePoolProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref AdaptivePoolProblem<T> p = ref *(AdaptivePoolProblem<T>*)state;
        for (int image = p.FirstImage(part); image < p.FirstImage(part + 1); image++)
        {
            for (int row = 0; row < p.OutHeight; row++)
            {
                for (int column = 0; column < p.OutWidth; column++)
                {
                    T* mean = p.OutputPixel(image, row, column);
                    new Span<T>(mean, p.Channels).Clear();
                    p.Window(row, column, out int top, out int bottom, out int left, out int right);
                    for (int y = top; y < bottom; y++)
                    {
                        for (int x = left; x < right; x++)
                        {
                            BinaryLoop<T, AddOperator>.Run(p.Channels, mean, 1, mean, 1, p.InputPixel(image, y, x), 1);
                        }
                    }

                    T factor = T.One / T.CreateTruncating((bottom - top) * (right - left));
                    BinaryLoop<T, MultiplyOperator>.Run(p.Channels, mean, 1, mean, 1, &factor, 0);
                }
            }
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref AdaptivePoolProblem<T> p = ref *(AdaptivePoolProblem<T>*)state;
        int pixels = p.InHeight * p.InWidth * p.Channels;
        for (int image = p.FirstImage(part); image < p.FirstImage(part + 1); image++)
        {
            if (!p.Accumulate)
            {
                new Span<T>(p.InputPixel(image, 0, 0), pixels).Clear();
            }

            for (int row = 0; row < p.OutHeight; row++)
            {
                for (int column = 0; column < p.OutWidth; column++)
                {
                    p.Window(row, column, out int top, out int bottom, out int left, out int right);
                    T factor = T.One / T.CreateTruncating((bottom - top) * (right - left));
                    for (int y = top; y < bottom; y++)
                    {
                        for (int x = left; x < right; x++)
                        {
                            ScaledAddLoop<T>.Run(p.Channels, p.InputPixel(image, y, x), p.OutputPixel(image, row, column), factor);
                        }
                    }
                }
            }
        }
    }
}
