using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The gradient of the weights for few input channels: with the input lines padded, a kernel line is one run of
/// kernelWidth * channels neighbouring values, and these runs, not single taps, fill the rows of the register tile.
/// </summary>
/// <remarks>The input is copied with its padding; the gradient is packed in panels of 16 channels only where its channels do not fill them.</remarks>
internal static unsafe class LineWeightGradient<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int MaxChannels = 16;
    private const long MaxWeights = 64 * 1024;
    private const int WantedParts = 8;
    private const long PartMultiplyAdds = 400_000;

    /// <summary>Floats of padded input and packed gradient in a block: they stay in the first-level cache.</summary>
    private const int BlockFloats = 8 * 1024;

    /// <summary>True where kernel lines are dense and taps alone would leave the register tile half empty.</summary>
    public static bool Suits(in ConvShape s) =>
        s.InChannels <= MaxChannels && s.KernelWidth > 1 && s.DilationWidth == 1 && s.PackedWeightLength <= MaxWeights;

    public static void Run(in WeightGradientProblem problem)
    {
        ref readonly ConvShape s = ref problem.Shape;
        Job job = default;
        job.Problem = problem;
        job.PaddedWidth = ((s.OutWidth - 1) * s.StrideWidth) + s.KernelWidth;
        job.PaddedHeight = ((s.OutHeight - 1) * s.StrideHeight) + ((s.KernelHeight - 1) * s.DilationHeight) + 1;

        // A block is a run of output lines of one image; its sums are cut into parts by the shape alone.
        int floatsPerLine = (job.PaddedWidth * s.StrideHeight * s.InChannels) + (s.OutWidth * s.WeightPanels * ConvShape.PanelWidth);
        job.LinesPerBlock = Math.Clamp(BlockFloats / floatsPerLine, 1, s.OutHeight);
        job.LineBlocks = (s.OutHeight + job.LinesPerBlock - 1) / job.LinesPerBlock;
        job.ImagesPerBlock = job.LineBlocks > 1 ? 1 : Math.Clamp(BlockFloats / (floatsPerLine * s.OutHeight), 1, Math.Max(1, s.Batch / WantedParts));
        job.Blocks = (s.Batch + job.ImagesPerBlock - 1) / job.ImagesPerBlock * job.LineBlocks;
        job.Parts = (int)Math.Clamp(Math.Min(job.Blocks, s.MultiplyAdds / PartMultiplyAdds), 1, WantedParts);
        nint length = s.PackedWeightLength;
        job.Partials = Scratch.Floats(ScratchSlot.ConvPartials, length * job.Parts);
        WorkerPool.Run(job.Parts, &RunPart, &job);
        PartialSums.Reduce(job.Partials, job.Parts, length, problem.Dw, problem.Accumulate);
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly ConvShape s = ref job.Problem.Shape;
        float* destination = job.Partials + (part * s.PackedWeightLength);
        int first = (int)((long)job.Blocks * part / job.Parts);
        int end = (int)((long)job.Blocks * (part + 1) / job.Parts);
        nint paddedLine = (nint)job.PaddedWidth * s.InChannels;
        nint imageLines = Math.Min(job.PaddedHeight, ((job.LinesPerBlock - 1) * s.StrideHeight) + ((s.KernelHeight - 1) * s.DilationHeight) + 1);
        float* padded = Scratch.Floats(ScratchSlot.ConvPackedInput, job.ImagesPerBlock * imageLines * paddedLine);
        bool inPlace = s.OutChannels % ConvShape.PanelWidth == 0;
        nint pixelStride = inPlace ? job.Problem.OutPixelStride : ConvShape.PanelWidth;
        nint panelStride = inPlace ? ConvShape.PanelWidth : (nint)job.ImagesPerBlock * job.LinesPerBlock * s.OutWidth * ConvShape.PanelWidth;
        float* gradient = inPlace ? null : Scratch.Floats(ScratchSlot.ConvPackedGradient, s.WeightPanels * panelStride);
        var segments = (PackedSegment*)Scratch.Bytes(ScratchSlot.ConvSegments, (nint)job.ImagesPerBlock * job.LinesPerBlock * sizeof(PackedSegment));

        for (int block = first; block < end; block++)
        {
            int firstImage = block / job.LineBlocks * job.ImagesPerBlock;
            int images = Math.Min(job.ImagesPerBlock, s.Batch - firstImage);
            int firstLine = block % job.LineBlocks * job.LinesPerBlock;
            int lines = Math.Min(job.LinesPerBlock, s.OutHeight - firstLine);
            int count = 0;
            for (int image = 0; image < images; image++)
            {
                float* imageInput = padded + (image * imageLines * paddedLine);
                CopyPadded(job, firstImage + image, (firstLine * s.StrideHeight) - s.PaddingHeight, (int)imageLines, imageInput);
                nint firstPixel = ((((nint)firstImage + image) * s.OutHeight) + firstLine) * s.OutWidth;
                nint packedPixel = (nint)count * s.OutWidth;
                float* dy = job.Problem.Dy + (firstPixel * job.Problem.OutPixelStride);
                if (!inPlace)
                {
                    float* packed = gradient + (packedPixel * ConvShape.PanelWidth);
                    PanelPacking.PackSixteen(dy, job.Problem.OutPixelStride, (nint)lines * s.OutWidth, s.OutChannels, packed, panelStride);
                    dy = packed;
                }

                for (int line = 0; line < lines; line++)
                {
                    segments[count].A = imageInput + (line * s.StrideHeight * paddedLine);
                    segments[count].B = dy + ((nint)line * s.OutWidth * pixelStride);
                    segments[count].Count = s.OutWidth;
                    count++;
                }
            }

            MultiplyLines(s, segments, count, paddedLine, pixelStride, panelStride, destination, accumulate: block > first);
        }
    }

    private static void MultiplyLines(
        in ConvShape s, PackedSegment* segments, int count, nint paddedLine, nint gradientPixelStride, nint gradientPanelStride, float* destination, bool accumulate)
    {
        int run = s.KernelWidth * s.InChannels;
        nint panelStride = (nint)s.Taps * s.InChannels * ConvShape.PanelWidth;
        nint aStride = (nint)s.StrideWidth * s.InChannels;
        int span = 2 * TPolicy.Width;
        int columns = s.WeightPanels * ConvShape.PanelWidth;
        nint bSecond = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : gradientPanelStride;
        nint secondColumn = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : panelStride;
        for (int column = 0; column < columns; column += span)
        {
            bool narrow = columns - column < span;
            nint bOffset = (column / ConvShape.PanelWidth * gradientPanelStride) + (column % ConvShape.PanelWidth);
            float* panel = destination + (column / ConvShape.PanelWidth * panelStride) + (column % ConvShape.PanelWidth);
            for (int kernelLine = 0; kernelLine < s.KernelHeight; kernelLine++)
            {
                nint lineOffset = kernelLine * s.DilationHeight * paddedLine;
                for (int q = 0; q < run; q += RowKernel.MaxRows)
                {
                    int rows = Math.Min(RowKernel.MaxRows, run - q);
                    float* row = panel + ((((nint)kernelLine * run) + q) * ConvShape.PanelWidth);
                    if (narrow)
                    {
                        NarrowPackedKernel.Run<TPolicy, TVector>(
                            rows, count, segments, aStride, gradientPixelStride, lineOffset + q, bOffset, row, ConvShape.PanelWidth, accumulate);
                    }
                    else
                    {
                        PackedKernel.Run<TPolicy, TVector>(
                            rows, count, segments, aStride, gradientPixelStride, lineOffset + q, bOffset, bSecond, row, ConvShape.PanelWidth, secondColumn, accumulate);
                    }
                }
            }
        }
    }

    /// <summary>Copies the input lines firstLine..firstLine+lines-1 of an image with zeros for all that lies outside the picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPadded(in Job job, int image, int firstLine, int lines, float* destination)
    {
        ref readonly ConvShape s = ref job.Problem.Shape;
        int channels = s.InChannels;
        nint pixelStride = job.Problem.InPixelStride;
        int left = Math.Min(s.PaddingWidth, job.PaddedWidth);
        int inside = Math.Max(0, Math.Min(s.InWidth, job.PaddedWidth - left));
        int right = job.PaddedWidth - left - inside;
        for (int i = 0; i < lines; i++)
        {
            int line = firstLine + i;
            if ((uint)line >= (uint)s.InHeight)
            {
                new Span<float>(destination, job.PaddedWidth * channels).Clear();
                destination += job.PaddedWidth * channels;
                continue;
            }

            new Span<float>(destination, left * channels).Clear();
            destination += left * channels;
            float* source = job.Problem.X + ((((nint)image * s.InHeight) + line) * s.InWidth * pixelStride);
            if (pixelStride == channels)
            {
                new Span<float>(source, inside * channels).CopyTo(new Span<float>(destination, inside * channels));
                destination += inside * channels;
            }
            else
            {
                for (int pixel = 0; pixel < inside; pixel++)
                {
                    RowCopy.Run(source, destination, channels, accumulate: false);
                    source += pixelStride;
                    destination += channels;
                }
            }

            new Span<float>(destination, right * channels).Clear();
            destination += right * channels;
        }
    }

    private struct Job
    {
        public WeightGradientProblem Problem;
        public int PaddedWidth;
        public int PaddedHeight;
        public int LinesPerBlock;
        public int LineBlocks;
        public int ImagesPerBlock;
        public int Blocks;
        public int Parts;
        public float* Partials;
    }
}
