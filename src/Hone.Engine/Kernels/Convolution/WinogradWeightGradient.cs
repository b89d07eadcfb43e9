using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The gradient of the weights by the adjoint of Winograd's algorithm: dU[f] = sum over tiles of V[f]^T (A dy A^T)[f], then
/// dg = G^T dU G.
/// </summary>
/// <remarks>
/// Tiles are taken in groups whose frequencies fit the caches. A group has two phases: all threads transform tiles, then all
/// threads multiply, each frequency and range of channels by one of them, so no partial sums are needed. Where one group has all tiles, and the weights
/// are many for so few, each block of them is multiplied and transformed back while it is in the second-level cache: dU is never written as a whole.
/// </remarks>
internal static unsafe class WinogradWeightGradient<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Floats of a group's transformed inputs and gradients.</summary>
    private const int GroupFloats = 256 * 1024;

    private const int MinTilesPerGroup = 96;
    private const int TilesPerTransform = 8;

    /// <summary>Output channels of one product.</summary>
    private const int ColumnsPerPart = 64;

    public static void Run(in WinogradGrid grid, float* x, int channels, float* dy, int outChannels, float* gradient, bool accumulate)
    {
        Job job = default;
        job.Grid = grid;
        job.X = x;
        job.Dy = dy;
        int longest = Math.Max(channels, outChannels);
        job.Zeros = Scratch.Floats(ScratchSlot.Zeros, longest);
        new Span<float>(job.Zeros, longest).Clear();
        int wanted = Math.Max(MinTilesPerGroup, GroupFloats / (WinogradGrid.Frequencies * (channels + outChannels)));
        int groups = (grid.Tiles + wanted - 1) / wanted;
        int tilesPerGroup = (grid.Tiles + groups - 1) / groups;

        // Blocks read short pieces of all rows; rows a power of two apart would share sets of the cache.
        bool byBlocks = groups == 1;
        nint xRow = byBlocks ? WinogradGrid.FrequencyStride(channels) : channels;
        nint dyRow = byBlocks ? WinogradGrid.FrequencyStride(outChannels) : outChannels;
        job.Tiles = new WeightProducts
        {
            Frequencies = WinogradGrid.Frequencies,
            InChannels = channels,
            OutChannels = outChannels,
            X = Scratch.Floats(ScratchSlot.WinogradInput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride(tilesPerGroup * xRow)),
            XRow = xRow,
            Dy = Scratch.Floats(ScratchSlot.WinogradOutput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride(tilesPerGroup * dyRow)),
            DyRow = dyRow,
        };
        if (byBlocks)
        {
            job.Gradient = gradient;
            job.Accumulate = accumulate;
            TransformGroup(ref job, 0, grid.Tiles);
            WorkerPool.Run(job.Tiles.Parts<TPolicy, TVector>(), &RunBlock, &job);
            return;
        }

        job.Products = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)channels * outChannels));
        job.ColumnParts = (outChannels + ColumnsPerPart - 1) / ColumnsPerPart;
        for (int first = 0; first < grid.Tiles; first += tilesPerGroup)
        {
            TransformGroup(ref job, first, Math.Min(tilesPerGroup, grid.Tiles - first));
            WorkerPool.Run(WinogradGrid.Frequencies * job.ColumnParts, &Multiply, &job);
        }

        WinogradFilter<TPolicy, TVector>.Backward(job.Products, outChannels / ConvShape.PanelWidth, channels, gradient, accumulate);
    }

    /// <summary>The frequencies of a group of tiles.</summary>
    private static void TransformGroup(ref Job job, int first, int tiles)
    {
        job.FirstTile = first;
        job.Tiles.Depth = tiles;
        job.Tiles.XFrequency = WinogradGrid.FrequencyStride(tiles * job.Tiles.XRow);
        job.Tiles.DyFrequency = WinogradGrid.FrequencyStride(tiles * job.Tiles.DyRow);
        fixed (Job* state = &job)
        {
            WorkerPool.Run((tiles + TilesPerTransform - 1) / TilesPerTransform, &TransformTiles, state);
        }
    }

    /// <summary>The gradient of a block of input channels and a strip of output channels.</summary>
    private static void RunBlock(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        WeightBlock block = job.Tiles.Block<TPolicy, TVector>(part);
        float* products = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.Frequencies * block.Stride);
        job.Tiles.Multiply<TPolicy, TVector>(block, products);
        nint tap = (nint)job.Tiles.InChannels * ConvShape.PanelWidth;
        for (nint c = 0; c < block.Columns; c += TPolicy.Width)
        {
            nint k = block.Column + c;
            nint panel = k / ConvShape.PanelWidth * WinogradGrid.FilterSize * WinogradGrid.FilterSize * tap;
            float* gradient = job.Gradient + panel + (block.First * ConvShape.PanelWidth) + (k % ConvShape.PanelWidth);
            WinogradFilter<TPolicy, TVector>.Adjoint(products + c, block.Columns, block.Stride, block.Channels, gradient, tap, job.Accumulate);
        }
    }

    private static void TransformTiles(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly WeightProducts tiles = ref job.Tiles;
        int end = Math.Min(tiles.Depth, (part + 1) * TilesPerTransform);
        for (int tile = part * TilesPerTransform; tile < end; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Input(
                job.Grid, job.FirstTile + tile, job.X, tiles.InChannels, job.Zeros, tiles.X + (tile * tiles.XRow), tiles.XFrequency);
            WinogradTiles<TPolicy, TVector>.OutputGradient(
                job.Grid, job.FirstTile + tile, job.Dy, tiles.OutChannels, job.Zeros, tiles.Dy + (tile * tiles.DyRow), tiles.DyFrequency);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly WeightProducts tiles = ref job.Tiles;
        nint frequency = part / job.ColumnParts;
        int firstColumn = part % job.ColumnParts * ColumnsPerPart;
        int endColumn = Math.Min(tiles.OutChannels, firstColumn + ColumnsPerPart);
        float* inputs = tiles.X + (frequency * tiles.XFrequency);
        float* gradients = tiles.Dy + (frequency * tiles.DyFrequency);
        float* products = job.Products + (frequency * WinogradGrid.FrequencyStride((nint)tiles.InChannels * tiles.OutChannels));
        WinogradProduct<TPolicy, TVector>.Gradient(
            tiles.Depth, inputs, tiles.InChannels, tiles.XRow, gradients, tiles.DyRow, products, tiles.OutChannels, firstColumn, endColumn, accumulate: job.FirstTile > 0);
    }

    private struct Job
    {
        public WinogradGrid Grid;
        public float* X;
        public float* Dy;
        public float* Zeros;
        public int FirstTile;

        /// <summary>The frequencies of the tiles at hand, and the channels.</summary>
        public WeightProducts Tiles;

        /// <summary>dU of all weights, and the parts of its columns, where it is written as a whole.</summary>
        public float* Products;
        public int ColumnParts;

        /// <summary>Packed weights' gradient, where each block is transformed back at once.</summary>
        public float* Gradient;
        public bool Accumulate;
    }
}
