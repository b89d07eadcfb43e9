using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The direct convolution for batches: a tile is one output pixel in up to six consecutive images. All its rows have the same
/// taps, so padding and the gaps of a strided backward pass are skipped exactly, and the list of taps is made once for many images.
/// </summary>
internal static unsafe class BatchConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Smallest batch that fills tiles well enough.</summary>
    private const int MinBatch = 4;

    /// <summary>From this batch on tiles are full enough on any map.</summary>
    private const int GoodBatch = 12;

    private const int SmallMapPixels = 64;
    private const int SmallDepth = 16;
    private const int TilesPerChunk = 32;
    private const int MinPositionsPerChunk = 16;
    private const int WantedParts = 16;
    private const long PartMultiplyAdds = 200_000;

    private static int Span => 2 * TPolicy.Width;

    /// <summary>True where this order beats tiles of neighbouring pixels.</summary>
    public static bool Suits(in DirectProblem problem)
    {
        bool strided = problem.Vertical.Divisor > 1 || problem.Horizontal.Divisor > 1;
        bool small = problem.OutHeight * problem.OutWidth <= SmallMapPixels || problem.InChannels < SmallDepth;
        return problem.Batch >= GoodBatch || (problem.Batch >= MinBatch && (strided || small) && problem.Taps > 1);
    }

    public static void Run(in DirectProblem problem)
    {
        BatchJob job = default;
        job.Problem = problem;
        job.Positions = problem.OutHeight * problem.OutWidth;
        job.Groups = (problem.Batch + RowKernel.MaxRows - 1) / RowKernel.MaxRows;
        if (job.Positions == 0 || job.Groups == 0)
        {
            return;
        }

        BatchTaps.FillTables(ref job);

        // The cut depends on the shape alone.
        long tiles = (long)job.Positions * job.Groups;
        long multiplyAdds = tiles * RowKernel.MaxRows * problem.OutChannels * problem.InChannels * problem.Taps;
        int wanted = (int)Math.Clamp(multiplyAdds / PartMultiplyAdds, 1, WantedParts);
        int perChunk = (int)Math.Clamp(tiles / wanted, 1, TilesPerChunk);
        job.PositionsPerChunk = Math.Min(job.Positions, Math.Min(perChunk, Math.Max(problem.OutWidth, MinPositionsPerChunk)));
        job.PositionChunks = (job.Positions + job.PositionsPerChunk - 1) / job.PositionsPerChunk;
        job.GroupsPerChunk = Math.Clamp(perChunk / job.PositionsPerChunk, 1, job.Groups);
        int groupChunks = (job.Groups + job.GroupsPerChunk - 1) / job.GroupsPerChunk;
        int chunks = job.PositionChunks * groupChunks;
        int strips = (problem.OutChannels + Span - 1) / Span;
        int stripParts = Math.Clamp(wanted / chunks, 1, strips);
        int stripsPerPart = (strips + stripParts - 1) / stripParts;
        job.ColumnsPerPart = stripsPerPart * Span;
        job.ColumnParts = (strips + stripsPerPart - 1) / stripsPerPart;
        WorkerPool.Run(chunks * job.ColumnParts, &RunPart, &job);
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly BatchJob job = ref *(BatchJob*)state;
        ref readonly DirectProblem problem = ref job.Problem;
        int chunk = part / job.ColumnParts;
        int firstColumn = part % job.ColumnParts * job.ColumnsPerPart;
        int endColumn = Math.Min(problem.OutChannels, firstColumn + job.ColumnsPerPart);
        int firstPosition = chunk % job.PositionChunks * job.PositionsPerChunk;
        int positionCount = Math.Min(job.PositionsPerChunk, job.Positions - firstPosition);
        int firstGroup = chunk / job.PositionChunks * job.GroupsPerChunk;
        int endGroup = Math.Min(job.Groups, firstGroup + job.GroupsPerChunk);

        BatchPosition* positions = stackalloc BatchPosition[positionCount];
        var taps = (BatchTap*)Scratch.Bytes(ScratchSlot.ConvTaps, (nint)positionCount * problem.Taps * sizeof(BatchTap));
        BatchTaps.Build(job, firstPosition, positionCount, positions, taps);
        float* buffer = stackalloc float[RowKernel.MaxRows * 2 * ConvShape.PanelWidth];
        for (int column = firstColumn; column < endColumn; column += Span)
        {
            for (int group = firstGroup; group < endGroup; group++)
            {
                int firstImage = (int)((long)problem.Batch * group / job.Groups);
                int endImage = (int)((long)problem.Batch * (group + 1) / job.Groups);
                RunPositions(problem, positions, positionCount, firstImage, endImage - firstImage, column, buffer);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPositions(in DirectProblem problem, BatchPosition* positions, int count, int firstImage, int rows, int column, float* buffer)
    {
        nint inStride = problem.InImageStride;
        nint outStride = problem.OutPixelStride * problem.OutHeight * problem.OutWidth;
        nint panelStride = problem.PanelStride;
        int columns = Math.Min(Span, problem.OutChannels - column);
        float* input = problem.Input + (firstImage * inStride);
        float* output = problem.Output + (firstImage * outStride) + column;
        float* weights = problem.Weights + (column / ConvShape.PanelWidth * panelStride) + (column % ConvShape.PanelWidth);
        ConvEpilogue epilogue = problem.Epilogue.From(column);
        bool finish = !epilogue.IsEmpty;
        float* residuals = epilogue.Residual == null ? null : epilogue.Residual + (firstImage * outStride);

        // A register as wide as a panel takes its second vector from the next panel; where there is none, one vector must do,
        // and for at most eight channels half a panel.
        bool narrow = TPolicy.Width == ConvShape.PanelWidth && columns <= TPolicy.Width;
        nint second = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : panelStride;
        bool half = TPolicy.Width >= Policy256.Width && columns <= Policy256.Width;
        bool whole = columns == (half ? Policy256.Width : narrow ? TPolicy.Width : Span);
        for (int i = 0; i < count; i++)
        {
            float* destination = whole ? output + positions[i].OutputOffset : buffer;
            nint stride = whole ? outStride : Span;
            bool accumulate = whole && problem.Accumulate;
            if (residuals != null)
            {
                // By the time the sums are done, what is added to them shall have arrived.
                OutputLines.Prefetch(residuals + positions[i].OutputOffset, outStride, rows, columns);
            }

            if (half)
            {
                NarrowBatchRowKernel.Run<Policy256, Vector256<float>>(
                    rows, positions[i].TapCount, positions[i].Taps, input, inStride, weights, destination, stride, accumulate);
            }
            else if (narrow)
            {
                NarrowBatchRowKernel.Run<TPolicy, TVector>(
                    rows, positions[i].TapCount, positions[i].Taps, input, inStride, weights, destination, stride, accumulate);
            }
            else
            {
                BatchRowKernel.Run<TPolicy, TVector>(
                    rows, positions[i].TapCount, positions[i].Taps, input, inStride, weights, second, destination, stride, TPolicy.Width, accumulate);
            }

            if (whole && !finish)
            {
                continue;
            }

            for (int row = 0; row < rows; row++)
            {
                nint offset = positions[i].OutputOffset + (row * outStride);
                if (!whole)
                {
                    RowCopy.Run(buffer + (row * Span), output + offset, columns, problem.Accumulate);
                }

                if (finish)
                {
                    EpilogueLoop<TPolicy, TVector>.Run(epilogue, output + offset, residuals == null ? null : residuals + offset, columns);
                }
            }
        }
    }
}
