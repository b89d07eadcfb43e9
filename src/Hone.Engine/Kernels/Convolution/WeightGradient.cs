using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The gradient of the weights by packed blocks: a block of pixels is packed once, then every tap multiplies the same panels
/// at shifted positions through <see cref="PackedKernel"/>, whose sum runs along pixels.
/// </summary>
internal static unsafe class WeightGradient<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    public static void Run(in WeightGradientProblem problem)
    {
        Job job = default;
        job.Problem = problem;
        job.Plan = WeightGradientPlan.For(problem.Shape);
        nint length = problem.Shape.PackedWeightLength;
        job.Partials = job.Plan.PixelParts == 1 ? problem.Dw : Scratch.Floats(ScratchSlot.ConvPartials, length * job.Plan.PixelParts);
        WorkerPool.Run(job.Plan.PixelParts * job.Plan.ColumnParts, &RunPart, &job);
        if (job.Plan.PixelParts > 1)
        {
            PartialSums.Reduce(job.Partials, job.Plan.PixelParts, length, problem.Dw, problem.Accumulate);
        }
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly WeightGradientPlan plan = ref job.Plan;
        ref readonly ConvShape shape = ref job.Problem.Shape;
        int pixelPart = part / plan.ColumnParts;
        int firstColumn = part % plan.ColumnParts * plan.ColumnsPerPart;
        int columns = Math.Min(plan.ColumnsPerPart, shape.OutChannels - firstColumn);
        float* destination = job.Partials + (pixelPart * shape.PackedWeightLength);
        bool accumulate = plan.PixelParts == 1 && job.Problem.Accumulate;

        int first = (int)((long)plan.Blocks * pixelPart / plan.PixelParts);
        int end = (int)((long)plan.Blocks * (pixelPart + 1) / plan.PixelParts);
        for (int index = first; index < end; index++)
        {
            WeightGradientBlock block = WeightGradientBlock.For(shape, plan, index);
            Pack(job.Problem, plan, ref block, firstColumn, columns);
            MultiplyTaps(shape, plan, block, destination, firstColumn, columns, accumulate);
            accumulate = true;
        }
    }

    /// <summary>Packs the block's input lines and gradient lines, pixel by pixel or, on tiny maps, position by position over all images.</summary>
    private static void Pack(in WeightGradientProblem problem, in WeightGradientPlan plan, ref WeightGradientBlock block, int firstColumn, int columns)
    {
        ref readonly ConvShape shape = ref problem.Shape;
        nint inPixels = (nint)block.Images * block.InLines * shape.InWidth;
        nint outPixels = (nint)block.Images * block.Lines * shape.OutWidth;
        int inPanels = (shape.InChannels + RowKernel.MaxRows - 1) / RowKernel.MaxRows;
        int outPanels = (columns + ConvShape.PanelWidth - 1) / ConvShape.PanelWidth;
        block.InputPanelStride = (inPixels * RowKernel.MaxRows) + PanelPacking.Overrun;
        block.GradientPanelStride = outPixels * ConvShape.PanelWidth;
        block.Input = Scratch.Floats(ScratchSlot.ConvPackedInput, inPanels * block.InputPanelStride);
        block.Gradient = Scratch.Floats(ScratchSlot.ConvPackedGradient, outPanels * block.GradientPanelStride);

        float* x = problem.X + ((((nint)block.FirstImage * shape.InHeight) + block.FirstInLine) * shape.InWidth * problem.InPixelStride);
        float* dy = problem.Dy + ((((nint)block.FirstImage * shape.OutHeight) + block.FirstLine) * shape.OutWidth * problem.OutPixelStride) + firstColumn;
        nint inImage = (nint)block.InLines * shape.InWidth;
        nint outImage = (nint)block.Lines * shape.OutWidth;
        nint inImageStride = (nint)shape.InHeight * shape.InWidth * problem.InPixelStride;
        nint outImageStride = (nint)shape.OutHeight * shape.OutWidth * problem.OutPixelStride;
        if (plan.PositionMajor)
        {
            for (nint position = 0; position < inImage; position++)
            {
                float* packed = block.Input + (position * block.Images * RowKernel.MaxRows);
                PanelPacking.PackSix(x + (position * problem.InPixelStride), inImageStride, block.Images, shape.InChannels, packed, block.InputPanelStride);
            }

            for (nint position = 0; position < outImage; position++)
            {
                float* packed = block.Gradient + (position * block.Images * ConvShape.PanelWidth);
                PanelPacking.PackSixteen(dy + (position * problem.OutPixelStride), outImageStride, block.Images, columns, packed, block.GradientPanelStride);
            }

            return;
        }

        for (nint image = 0; image < block.Images; image++)
        {
            float* packedInput = block.Input + (image * inImage * RowKernel.MaxRows);
            float* packedGradient = block.Gradient + (image * outImage * ConvShape.PanelWidth);
            PanelPacking.PackSix(x + (image * inImageStride), problem.InPixelStride, inImage, shape.InChannels, packedInput, block.InputPanelStride);
            PanelPacking.PackSixteen(dy + (image * outImageStride), problem.OutPixelStride, outImage, columns, packedGradient, block.GradientPanelStride);
        }
    }

    private static void MultiplyTaps(
        in ConvShape shape, in WeightGradientPlan plan, in WeightGradientBlock block, float* destination, int firstColumn, int columns, bool accumulate)
    {
        int maxSegments = plan.PositionMajor ? block.Lines * shape.OutWidth : block.Images * block.Lines;
        var segments = (PackedSegment*)Scratch.Bytes(ScratchSlot.ConvSegments, (nint)maxSegments * sizeof(PackedSegment));
        nint panelStride = (nint)shape.Taps * shape.InChannels * ConvShape.PanelWidth;
        nint aStride = plan.PositionMajor ? RowKernel.MaxRows : (nint)RowKernel.MaxRows * shape.StrideWidth;
        int span = 2 * TPolicy.Width;

        // Panels are written whole: the gradient's padding lanes are zeros, and so become the weights'.
        columns = (columns + ConvShape.PanelWidth - 1) / ConvShape.PanelWidth * ConvShape.PanelWidth;
        for (int tap = 0; tap < shape.Taps; tap++)
        {
            int segmentCount = WeightGradientSegments.Build(shape, plan, block, tap, segments);
            for (int column = 0; column < columns; column += span)
            {
                // A register as wide as a panel needs two panels; a single last panel goes through the narrow tile.
                bool narrow = TPolicy.Width == ConvShape.PanelWidth && columns - column <= TPolicy.Width;
                nint bOffset = (column / ConvShape.PanelWidth * block.GradientPanelStride) + (column % ConvShape.PanelWidth);
                nint bSecond = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : block.GradientPanelStride;
                nint secondColumn = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : panelStride;
                int absolute = firstColumn + column;
                float* row = destination + (absolute / ConvShape.PanelWidth * panelStride) + ((nint)tap * shape.InChannels * ConvShape.PanelWidth) + (absolute % ConvShape.PanelWidth);
                nint aOffset = 0;
                for (int c = 0; c < shape.InChannels; c += RowKernel.MaxRows)
                {
                    int rows = Math.Min(RowKernel.MaxRows, shape.InChannels - c);
                    if (narrow)
                    {
                        NarrowPackedKernel.Run<TPolicy, TVector>(
                            rows, segmentCount, segments, aStride, ConvShape.PanelWidth, aOffset, bOffset, row, ConvShape.PanelWidth, accumulate);
                    }
                    else
                    {
                        PackedKernel.Run<TPolicy, TVector>(
                            rows, segmentCount, segments, aStride, ConvShape.PanelWidth, aOffset, bOffset, bSecond, row, ConvShape.PanelWidth, secondColumn, accumulate);
                    }

                    aOffset += block.InputPanelStride;
                    row += RowKernel.MaxRows * ConvShape.PanelWidth;
                }
            }
        }
    }

    private struct Job
    {
        public WeightGradientProblem Problem;
        public WeightGradientPlan Plan;
        public float* Partials;
    }
}
