using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>The gradient of the weights of a 3x3 convolution of maps of 2x2 pixels: nine products for sixteen, as in <see cref="QuadConvolution{TPolicy, TVector}"/>.</summary>
/// <remarks>
/// Along one axis dw0 = x0 dy1, dw1 = x0 dy0 + x1 dy1 and dw2 = x1 dy0. With q0 = x0 dy1, q1 = (x0 + x1)(dy0 + dy1) and q2 = x1 dy0 these are
/// dw0 = q0, dw1 = q1 - q0 - q2 and dw2 = q2. The sums run over few images and the weights are many, so the nine products of a block of weights
/// are put together while they are in the cache, and the gradient is written once.
/// </remarks>
internal static unsafe class QuadWeightGradient<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Images whose transformed maps of a strip and a block of channels stay in the second-level cache.</summary>
    private const int ImagesPerGroup = 192;

    /// <summary>dw (+)= the gradient of the packed weights.</summary>
    /// <param name="s">Sizes, which <see cref="QuadMap.Suits"/>.</param>
    /// <param name="x">`[batch][2][2][inChannels]`.</param>
    /// <param name="dy">`[batch][2][2][outChannels]`.</param>
    /// <param name="packedDw">`[outChannels / 16][9][inChannels][16]`.</param>
    /// <param name="accumulate">Add to the gradient instead of overwriting it.</param>
    public static void Run(in ConvShape s, float* x, float* dy, float* packedDw, bool accumulate)
    {
        Job job = default;
        job.Gradient = packedDw;
        nint xRow = QuadMap.ProductStride(s.InChannels);
        nint dyRow = QuadMap.ProductStride(s.OutChannels);
        int groups = (s.Batch + ImagesPerGroup - 1) / ImagesPerGroup;
        for (int group = 0; group < groups; group++)
        {
            int first = (int)((long)s.Batch * group / groups);
            int images = (int)((long)s.Batch * (group + 1) / groups) - first;
            float* inputs = Scratch.Floats(ScratchSlot.WinogradInput, QuadMap.Products * images * xRow);
            float* gradients = Scratch.Floats(ScratchSlot.WinogradOutput, QuadMap.Products * images * dyRow);
            QuadInput<TPolicy, TVector>.Run(x + ((nint)first * QuadMap.Pixels * s.InChannels), images, s.InChannels, inputs);
            QuadInput<TPolicy, TVector>.Run(dy + ((nint)first * QuadMap.Pixels * s.OutChannels), images, s.OutChannels, gradients);

            // dy1, dy0 + dy1 and dy0 along each axis: the transformed gradient from its end.
            job.Products = new WeightProducts
            {
                Frequencies = QuadMap.Products,
                Depth = images,
                InChannels = s.InChannels,
                OutChannels = s.OutChannels,
                X = inputs,
                XFrequency = images * xRow,
                XRow = xRow,
                Dy = gradients + ((QuadMap.Products - 1) * images * dyRow),
                DyFrequency = -images * dyRow,
                DyRow = dyRow,
            };
            job.Accumulate = accumulate || group > 0;
            WorkerPool.Run(job.Products.Parts<TPolicy, TVector>(), &RunBlock, &job);
        }
    }

    /// <summary>The gradient of a block of input channels and a strip of output channels.</summary>
    private static void RunBlock(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        WeightBlock block = job.Products.Block<TPolicy, TVector>(part);
        float* products = Scratch.Floats(ScratchSlot.WinogradWeights, QuadMap.Products * block.Stride);
        job.Products.Multiply<TPolicy, TVector>(block, products);
        nint channels = job.Products.InChannels;
        for (nint c = 0; c < block.Columns; c += TPolicy.Width)
        {
            nint k = block.Column + c;
            nint row = (k / ConvShape.PanelWidth * QuadMap.Products * channels) + block.First;
            float* gradient = job.Gradient + (row * ConvShape.PanelWidth) + (k % ConvShape.PanelWidth);
            Combine(products + c, block.Columns, block.Stride, block.Channels, gradient, channels * ConvShape.PanelWidth, job.Accumulate);
        }
    }

    /// <summary>The nine taps of some input channels from their nine products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(float* products, nint row, nint stride, nint channels, float* gradient, nint tap, bool accumulate)
    {
        for (nint channel = 0; channel < channels; channel++)
        {
            // 1. Down the three columns.
            Column(products, stride, out TVector top0, out TVector middle0, out TVector bottom0);
            Column(products + stride, stride, out TVector top1, out TVector middle1, out TVector bottom1);
            Column(products + (2 * stride), stride, out TVector top2, out TVector middle2, out TVector bottom2);

            // 2. Along the three lines.
            WriteLine(top0, top1, top2, gradient, tap, accumulate);
            WriteLine(middle0, middle1, middle2, gradient + (3 * tap), tap, accumulate);
            WriteLine(bottom0, bottom1, bottom2, gradient + (6 * tap), tap, accumulate);
            products += row;
            gradient += ConvShape.PanelWidth;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(float* products, nint stride, out TVector top, out TVector middle, out TVector bottom)
    {
        top = TPolicy.Load(products);
        bottom = TPolicy.Load(products + (6 * stride));
        middle = TPolicy.Subtract(TPolicy.Subtract(TPolicy.Load(products + (3 * stride)), top), bottom);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteLine(TVector left, TVector center, TVector right, float* gradient, nint tap, bool accumulate)
    {
        OutputVectors<TPolicy, TVector>.Write(gradient, left, accumulate);
        OutputVectors<TPolicy, TVector>.Write(gradient + tap, TPolicy.Subtract(TPolicy.Subtract(center, left), right), accumulate);
        OutputVectors<TPolicy, TVector>.Write(gradient + (2 * tap), right, accumulate);
    }

    private struct Job
    {
        public WeightProducts Products;
        public float* Gradient;
        public bool Accumulate;
    }
}
