using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Adaptive maximum pooling over channels-last activations: threads take images, channels run in registers.</summary>
internal static unsafe class AdaptiveMaximumPool<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>output = maximum of each window of the input; the first of equal values wins, NaN wins over numbers.</summary>
    public static void Forward(ref AdaptivePoolProblem<T> problem) => Run(ref problem, &ForwardPart);

    /// <summary>input (+)= output at the pixel that won.</summary>
    public static void Backward(ref AdaptivePoolProblem<T> problem) => Run(ref problem, &BackwardPart);

    /// <summary>One window from <paramref name="firstChannel"/> on: the definition, the path of float64 and the tail of the register form.</summary>
    public static void Window(in AdaptivePoolProblem<T> p, int image, int row, int column, int firstChannel)
    {
        p.Window(row, column, out int top, out int bottom, out int left, out int right);
        T* output = p.OutputPixel(image, row, column);
        int* pixels = p.Pixels == null ? null : p.PixelsOf(image, row, column);
        for (int c = firstChannel; c < p.Channels; c++)
        {
            T best = p.InputPixel(image, top, left)[c];
            int pixel = (top * p.InWidth) + left;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    T value = p.InputPixel(image, y, x)[c];
                    if (value > best || (T.IsNaN(value) && !T.IsNaN(best)))
                    {
                        best = value;
                        pixel = (y * p.InWidth) + x;
                    }
                }
            }

            output[c] = best;
            if (pixels != null)
            {
                pixels[c] = pixel;
            }
        }
    }

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
                    if (typeof(T) != typeof(float))
                    {
                        Window(p, image, row, column, 0);
                    }
                    else if (Vector512.IsHardwareAccelerated)
                    {
                        AdaptiveMaximumVectors<Policy512, Vector512<float>>.Window(*(AdaptivePoolProblem<float>*)state, image, row, column);
                    }
                    else if (Vector256.IsHardwareAccelerated)
                    {
                        AdaptiveMaximumVectors<Policy256, Vector256<float>>.Window(*(AdaptivePoolProblem<float>*)state, image, row, column);
                    }
                    else
                    {
                        AdaptiveMaximumVectors<Policy128, Vector128<float>>.Window(*(AdaptivePoolProblem<float>*)state, image, row, column);
                    }
                }
            }
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref AdaptivePoolProblem<T> p = ref *(AdaptivePoolProblem<T>*)state;
        nint elements = (nint)p.InHeight * p.InWidth * p.Channels;
        for (int image = p.FirstImage(part); image < p.FirstImage(part + 1); image++)
        {
            T* input = p.InputPixel(image, 0, 0);
            if (!p.Accumulate)
            {
                new Span<T>(input, checked((int)elements)).Clear();
            }

            for (int row = 0; row < p.OutHeight; row++)
            {
                for (int column = 0; column < p.OutWidth; column++)
                {
                    T* output = p.OutputPixel(image, row, column);
                    int* pixels = p.PixelsOf(image, row, column);
                    for (int c = 0; c < p.Channels; c++)
                    {
                        input[((nint)pixels[c] * p.Channels) + c] += output[c];
                    }
                }
            }
        }
    }
}
