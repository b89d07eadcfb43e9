using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The gradient of the input with images in the lanes, for weights that are far larger than the gradient of the output: the small gradient is
/// rearranged, and the weights are read once, as they lie, instead of being transposed through memory.
/// </summary>
/// <remarks>
/// dx[c, images] = sum over taps and output channels k of w[k, tap, c] dy[source of the tap, k, images]. A part takes sixteen input channels: it
/// copies their weights to its second-level cache, with k innermost, and there they meet the taps of every pixel through <see cref="BatchRowKernel"/>.
/// </remarks>
internal static unsafe class LaneInputGradient<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>With smaller weights a transposed copy stays in the caches.</summary>
    private const long MinWeights = 256 * 1024;

    /// <summary>The rearranged gradient of the output must leave room for weights in the second-level cache.</summary>
    private const long MaxGradient = 128 * 1024;

    private const int Channels = ConvShape.PanelWidth;

    /// <summary>Images in one register tile.</summary>
    private static int Span => 2 * TPolicy.Width;

    /// <summary>Images that are computed before their sums are written: whole panels of sixteen.</summary>
    private static int Images => Math.Max(Span, ConvShape.PanelWidth);

    /// <summary>True where the weights outweigh the gradient and the images fill whole registers.</summary>
    public static bool Suits(in ConvShape s) =>
        s.Groups == 1 && s.Batch > 0 && s.Batch % Images == 0 && s.InChannels % Channels == 0 && s.OutChannels % ConvShape.PanelWidth == 0
        && s.PackedWeightLength >= MinWeights && s.OutputLength <= MaxGradient;

    /// <summary>dx (+)= dy * w, transposed.</summary>
    /// <param name="problem">The gradient as a direct convolution over dy, its taps numbered backwards; the weights are not used.</param>
    /// <param name="packedWeight">Weights as forward uses them.</param>
    public static void Run(in DirectProblem problem, float* packedWeight)
    {
        Job job = default;
        job.Problem = problem;
        job.Problem.Vertical = problem.Vertical.Reversed();
        job.Problem.Horizontal = problem.Horizontal.Reversed();
        job.Problem.Weights = packedWeight;
        job.SpanStride = (nint)problem.InChannels * ConvShape.PanelWidth;
        job.PixelStride = job.SpanStride * (problem.Batch / ConvShape.PanelWidth);
        int pixels = problem.InHeight * problem.InWidth;
        job.Gradient = Scratch.Floats(ScratchSlot.ConvPackedGradient, pixels * job.PixelStride);
        WorkerPool.Run(pixels, &ArrangePixel, &job);
        WorkerPool.Run(problem.OutChannels / Channels, &RunPart, &job);
    }

    /// <summary>One pixel of dy, `[images][k]`, to `[images / 16][k][16]`.</summary>
    private static void ArrangePixel(void* state, int pixel)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly DirectProblem p = ref job.Problem;
        float* source = p.Input + (pixel * p.InPixelStride);
        float* destination = job.Gradient + (pixel * job.PixelStride);
        for (int image = 0; image < p.Batch; image += ConvShape.PanelWidth)
        {
            for (nint k = 0; k < p.InChannels; k += ConvShape.PanelWidth)
            {
                LaneTranspose.Run(source + (image * p.InImageStride) + k, p.InImageStride, destination + (k * ConvShape.PanelWidth), ConvShape.PanelWidth);
            }

            destination += job.SpanStride;
        }
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly DirectProblem p = ref job.Problem;
        int taps = p.Taps;
        nint depth = p.InChannels;

        // A cache line between the rows keeps six of them out of the same cache set.
        nint rowStride = depth + ConvShape.PanelWidth;
        nint tapStride = Channels * rowStride;
        float* weights = Scratch.Floats(ScratchSlot.ConvWeights, taps * tapStride);
        CopyWeights(p, part * Channels, weights, rowStride);
        BatchTap* list = stackalloc BatchTap[taps];
        float* sums = stackalloc float[Channels * 2 * ConvShape.PanelWidth];
        nint second = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : job.SpanStride;
        int tiles = (Channels + RowKernel.MaxRows - 1) / RowKernel.MaxRows;
        for (int pixel = 0; pixel < p.OutHeight * p.OutWidth; pixel++)
        {
            int count = ListTaps(job, pixel, tapStride, list);
            float* dx = p.Output + (pixel * p.OutPixelStride) + (part * Channels);
            for (int image = 0; image < p.Batch; image += Span)
            {
                float* gradient = job.Gradient + (image / ConvShape.PanelWidth * job.SpanStride) + (image % ConvShape.PanelWidth);
                float* columns = sums + (image % Images);
                for (int tile = 0; tile < tiles; tile++)
                {
                    int first = Channels * tile / tiles;
                    int rows = (Channels * (tile + 1) / tiles) - first;
                    BatchRowKernel.Run<TPolicy, TVector>(
                        rows, count, list, weights + (first * rowStride), rowStride, gradient, second, columns + (first * Images), Images, TPolicy.Width, accumulate: false);
                }

                if ((image + Span) % Images == 0)
                {
                    Write(p, sums, image + Span - Images, dx);
                }
            }
        }
    }

    /// <summary>The weights of sixteen input channels, `[taps][16][k]`.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyWeights(in DirectProblem p, int firstChannel, float* weights, nint rowStride)
    {
        nint tapFloats = (nint)p.OutChannels * ConvShape.PanelWidth;
        int taps = p.Taps;
        float* source = p.Weights + (firstChannel * ConvShape.PanelWidth);
        for (nint k = 0; k < p.InChannels; k += ConvShape.PanelWidth)
        {
            float* destination = weights + k;
            for (int tap = 0; tap < taps; tap++)
            {
                float* line = source;
                for (int c = 0; c < Channels; c++)
                {
                    for (nint lane = 0; lane < ConvShape.PanelWidth; lane += TPolicy.Width)
                    {
                        TPolicy.Store(destination + lane, TPolicy.Load(line + lane));
                    }

                    line += ConvShape.PanelWidth;
                    destination += rowStride;
                }

                source += tapFloats;
            }
        }
    }

    /// <summary>The taps that reach a pixel of dx: their weights and the pixel of dy that they read.</summary>
    private static int ListTaps(in Job job, int pixel, nint tapStride, BatchTap* list)
    {
        ref readonly DirectProblem p = ref job.Problem;
        int count = 0;
        for (int a = 0; a < p.Vertical.Taps; a++)
        {
            int line = p.Vertical.Source(pixel / p.OutWidth, a);
            for (int b = 0; line >= 0 && b < p.Horizontal.Taps; b++)
            {
                int column = p.Horizontal.Source(pixel % p.OutWidth, b);
                if (column >= 0)
                {
                    list[count].InputOffset = ((a * p.Horizontal.Taps) + b) * tapStride;
                    list[count].WeightOffset = ((line * p.InWidth) + column) * job.PixelStride;
                    list[count].Depth = p.InChannels;
                    count++;
                }
            }
        }

        return count;
    }

    /// <summary>Sums `[16][images]` into the sixteen channels of each image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(in DirectProblem p, float* sums, int firstImage, float* dx)
    {
        nint imageStride = p.OutPixelStride * p.OutHeight * p.OutWidth;
        float* lines = stackalloc float[ConvShape.PanelWidth * Channels];
        nint images = Images;
        for (nint block = 0; block < images; block += ConvShape.PanelWidth)
        {
            float* destination = dx + ((firstImage + block) * imageStride);
            if (!p.Accumulate)
            {
                LaneTranspose.Run(sums + block, images, destination, imageStride);
                continue;
            }

            LaneTranspose.Run(sums + block, images, lines, Channels);
            for (nint image = 0; image < ConvShape.PanelWidth; image++)
            {
                for (nint lane = 0; lane < Channels; lane += TPolicy.Width)
                {
                    float* place = destination + lane;
                    TPolicy.Store(place, TPolicy.Add(TPolicy.Load(place), TPolicy.Load(lines + (image * Channels) + lane)));
                }

                destination += imageStride;
            }
        }
    }

    private struct Job
    {
        public DirectProblem Problem;
        public float* Gradient;
        public nint PixelStride;
        public nint SpanStride;
    }
}
