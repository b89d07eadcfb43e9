using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Convolutions to eight channels in registers of sixteen lanes: two neighbouring output pixels are read as one pixel of sixteen
/// channels. Activations stay as they are; a kernel of width w becomes one of width w + 1 and stride 2, whose weights for the left
/// pixel end, and for the right pixel begin, with a zero. w + 1 products then take the place of 2w.
/// </summary>
/// <remarks>
/// The zeros meet inputs just outside a pixel's window, so that an infinite input makes its next neighbour's result NaN; exact passes go without.
/// The gradient of the weights has no such products: it computes both pixels' gradients for w + 1 taps and adds the halves that are wanted.
/// </remarks>
internal static unsafe class PixelPairs
{
    /// <summary>Output channels of a pixel: half a panel.</summary>
    private const int Channels = ConvShape.PanelWidth / 2;

    /// <summary>True where a forward pass or a gradient of the input can take its output pixels in pairs.</summary>
    public static bool Suits(in DirectProblem problem)
    {
        bool dense = problem.OutChannels == Channels && problem.OutPixelStride == Channels && problem.OutWidth % 2 == 0;
        TapAxis axis = problem.Horizontal;
        return dense && axis is { Taps: > 1, Scale: 1, Divisor: 1, Step: 1 };
    }

    /// <summary>The same pass over pairs of output pixels; its weights and epilogue lie in working memory of this thread.</summary>
    public static DirectProblem Pair(in DirectProblem problem)
    {
        int taps = problem.Horizontal.Taps;
        int line = problem.InChannels * ConvShape.PanelWidth;
        nint length = (nint)problem.Vertical.Taps * (taps + 1) * line;
        float* weights = Scratch.Floats(ScratchSlot.ConvPairs, length + (3 * ConvShape.PanelWidth));
        new Span<float>(weights, checked((int)length)).Clear();
        for (int a = 0; a < problem.Vertical.Taps; a++)
        {
            for (int b = 0; b < taps; b++)
            {
                float* source = problem.Weights + ((nint)((a * taps) + b) * line);
                float* left = weights + ((nint)((a * (taps + 1)) + b) * line);
                for (int c = 0; c < line; c += ConvShape.PanelWidth)
                {
                    RowCopy.Run(source + c, left + c, Channels, accumulate: false);
                    RowCopy.Run(source + c, left + line + c + Channels, Channels, accumulate: false);
                }
            }
        }

        DirectProblem pairs = problem;
        pairs.Weights = weights;
        pairs.OutChannels = ConvShape.PanelWidth;
        pairs.OutPixelStride = ConvShape.PanelWidth;
        pairs.OutWidth = problem.OutWidth / 2;
        pairs.Horizontal = problem.Horizontal with { Taps = taps + 1, Scale = 2 };
        float* twice = weights + length;
        pairs.Epilogue.Bias = Twice(problem.Epilogue.Bias, twice);
        pairs.Epilogue.Scale = Twice(problem.Epilogue.Scale, twice + ConvShape.PanelWidth);
        pairs.Epilogue.Shift = Twice(problem.Epilogue.Shift, twice + (2 * ConvShape.PanelWidth));
        return pairs;
    }

    private static float* Twice(float* values, float* copies)
    {
        if (values == null)
        {
            return null;
        }

        RowCopy.Run(values, copies, Channels, accumulate: false);
        RowCopy.Run(values, copies + Channels, Channels, accumulate: false);
        return copies;
    }

    /// <summary>True where <see cref="WeightGradient"/> applies.</summary>
    public static bool SuitsWeightGradient(in WeightGradientProblem problem)
    {
        ConvShape s = problem.Shape;
        bool dense = s.OutChannels == Channels && problem.OutPixelStride == Channels && s.OutWidth % 2 == 0;
        return dense && s.KernelWidth > 1 && s.StrideWidth == 1 && s.DilationWidth == 1;
    }

    /// <summary>The gradient of the weights from pairs of pixels.</summary>
    public static void WeightGradient<TPolicy, TVector>(in WeightGradientProblem problem)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        ConvShape s = problem.Shape;
        WeightGradientProblem pairs = problem;
        pairs.Shape = s with { OutChannels = ConvShape.PanelWidth, KernelWidth = s.KernelWidth + 1, StrideWidth = 2 };
        pairs.OutPixelStride = ConvShape.PanelWidth;
        pairs.Dw = Scratch.Floats(ScratchSlot.ConvPairs, pairs.Shape.PackedWeightLength);
        pairs.Accumulate = false;
        LineWeightGradient<TPolicy, TVector>.Run(pairs);

        // The left pixel's tap b is tap b of the pair, the right pixel's is tap b + 1.
        int line = s.InChannels * ConvShape.PanelWidth;
        for (int a = 0; a < s.KernelHeight; a++)
        {
            for (int b = 0; b < s.KernelWidth; b++)
            {
                float* left = pairs.Dw + ((nint)((a * pairs.Shape.KernelWidth) + b) * line);
                float* right = left + line + Channels;
                float* dw = problem.Dw + ((nint)((a * s.KernelWidth) + b) * line);
                for (int c = 0; c < line; c += ConvShape.PanelWidth)
                {
                    RowCopy.Run(left + c, dw + c, Channels, problem.Accumulate);
                    RowCopy.Run(right + c, dw + c, Channels, accumulate: true);
                    new Span<float>(dw + c + Channels, Channels).Clear();
                }
            }
        }
    }
}
