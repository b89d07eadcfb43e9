using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The indirect convolution: output pixels are taken six at a time, each with one pointer per tap into the input, and go
/// through the register tile of <see cref="RowKernel"/>. Stride, padding, dilation and any map size cost nothing extra, and
/// activations are never packed.
/// </summary>
/// <remarks>
/// Loop order: a chunk of tiles (its input stays in the second-level cache), then a strip of output channels (its weights
/// stay there too), then the tiles. A part writes pixels and channels that no other part writes.
/// </remarks>
internal static unsafe class DirectConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int MaxTilesPerChunk = 16;

    /// <summary>Parts to aim at, so that many threads share even a small pass.</summary>
    private const int WantedParts = 16;

    /// <summary>Below this many multiply-adds a part is not worth handing out.</summary>
    private const long PartMultiplyAdds = 200_000;

    /// <summary>Channels that one call of the tile computes.</summary>
    private static int Span => 2 * TPolicy.Width;

    public static void Run(in DirectProblem problem)
    {
        DirectJob job = default;
        job.Problem = problem;
        job.Order = PixelOrder.For(problem);
        job.Tiles = job.Order.Tiles();
        if (job.Tiles == 0)
        {
            return;
        }

        job.Zeros = Scratch.Floats(ScratchSlot.Zeros, problem.InChannels);
        new Span<float>(job.Zeros, problem.InChannels).Clear();
        FillOffsets(ref job);

        // The cut depends on the shape alone.
        long multiplyAdds = (long)job.Tiles * RowKernel.MaxRows * problem.OutChannels * problem.InChannels * problem.Taps;
        nint wanted = (nint)Math.Clamp(multiplyAdds / PartMultiplyAdds, 1, WantedParts);
        job.TilesPerChunk = (int)Math.Clamp(job.Tiles / wanted, 1, MaxTilesPerChunk);
        int chunks = (int)((job.Tiles + job.TilesPerChunk - 1) / job.TilesPerChunk);
        int strips = (problem.OutChannels + Span - 1) / Span;
        int stripParts = (int)Math.Clamp(wanted / chunks, 1, strips);
        int stripsPerPart = (strips + stripParts - 1) / stripParts;
        job.ColumnsPerPart = stripsPerPart * Span;
        job.ColumnParts = (strips + stripsPerPart - 1) / stripsPerPart;
        WorkerPool.Run(chunks * job.ColumnParts, &RunPart, &job);
    }

    private static void FillOffsets(ref DirectJob job)
    {
        ref readonly DirectProblem problem = ref job.Problem;

        // A sequence with a kernel of half its length has tables that 32 bits cannot count; the block refuses them.
        nint lineCount = (nint)problem.OutHeight * problem.Vertical.Taps;
        nint columnCount = (nint)problem.OutWidth * problem.Horizontal.Taps;
        job.LineOffsets = (nint*)Scratch.Bytes(ScratchSlot.ConvOffsets, (lineCount + columnCount) * sizeof(nint));
        job.ColumnOffsets = job.LineOffsets + lineCount;
        for (int i = 0; i < lineCount; i++)
        {
            int source = problem.Vertical.Source(i / problem.Vertical.Taps, i % problem.Vertical.Taps);
            job.LineOffsets[i] = source < 0 ? -1 : source * problem.InWidth * problem.InPixelStride;
        }

        for (int i = 0; i < columnCount; i++)
        {
            int source = problem.Horizontal.Source(i / problem.Horizontal.Taps, i % problem.Horizontal.Taps);
            job.ColumnOffsets[i] = source < 0 ? -1 : source * problem.InPixelStride;
        }
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly DirectJob job = ref *(DirectJob*)state;
        ref readonly DirectProblem problem = ref job.Problem;
        nint first = (nint)(part / job.ColumnParts) * job.TilesPerChunk;
        int count = (int)Math.Min(job.TilesPerChunk, job.Tiles - first);
        int firstColumn = part % job.ColumnParts * job.ColumnsPerPart;
        int endColumn = Math.Min(problem.OutChannels, firstColumn + job.ColumnsPerPart);

        var taps = (RowTap*)Scratch.Bytes(ScratchSlot.ConvTaps, (nint)count * problem.Taps * sizeof(RowTap));
        DirectTile* tiles = stackalloc DirectTile[count];
        DirectTiles.Build(job, first, count, tiles, taps);

        for (int column = firstColumn; column < endColumn; column += Span)
        {
            for (int i = 0; i < count; i++)
            {
                DirectStrip<TPolicy, TVector>.Run(problem, tiles + i, column);
            }
        }
    }
}
