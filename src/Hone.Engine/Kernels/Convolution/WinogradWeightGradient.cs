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
        job.Channels = channels;
        job.Dy = dy;
        job.OutChannels = outChannels;
        int longest = Math.Max(channels, outChannels);
        job.Zeros = Scratch.Floats(ScratchSlot.Zeros, longest);
        new Span<float>(job.Zeros, longest).Clear();
        int wanted = Math.Max(MinTilesPerGroup, GroupFloats / (WinogradGrid.Frequencies * (channels + outChannels)));
        int groups = (grid.Tiles + wanted - 1) / wanted;
        int tilesPerGroup = (grid.Tiles + groups - 1) / groups;

        // Blocks read short pieces of all rows; rows a power of two apart would share sets of the cache.
        bool byBlocks = groups == 1;
        job.XRow = byBlocks ? WinogradGrid.FrequencyStride(channels) : channels;
        job.DyRow = byBlocks ? WinogradGrid.FrequencyStride(outChannels) : outChannels;
        job.Inputs = Scratch.Floats(ScratchSlot.WinogradInput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride(tilesPerGroup * job.XRow));
        job.Gradients = Scratch.Floats(ScratchSlot.WinogradOutput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride(tilesPerGroup * job.DyRow));
        if (byBlocks)
        {
            job.Gradient = gradient;
            job.Accumulate = accumulate;
            job.Tiles = grid.Tiles;
            RunTransform(ref job);
            WorkerPool.Run(Blocks(job).Parts<TPolicy, TVector>(), &RunBlock, &job);
            return;
        }

        job.Products = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)channels * outChannels));
        job.ColumnParts = (outChannels + ColumnsPerPart - 1) / ColumnsPerPart;
        for (int first = 0; first < grid.Tiles; first += tilesPerGroup)
        {
            job.FirstTile = first;
            job.Tiles = Math.Min(tilesPerGroup, grid.Tiles - first);
            RunTransform(ref job);
            WorkerPool.Run(WinogradGrid.Frequencies * job.ColumnParts, &Multiply, &job);
        }

        WinogradFilter<TPolicy, TVector>.Backward(job.Products, outChannels / ConvShape.PanelWidth, channels, gradient, accumulate);
    }

    private static void RunTransform(ref Job job)
    {
        fixed (Job* state = &job)
        {
            WorkerPool.Run((job.Tiles + TilesPerTransform - 1) / TilesPerTransform, &TransformTiles, state);
        }
    }

    private static WeightProducts Blocks(in Job job) => new()
    {
        Frequencies = WinogradGrid.Frequencies,
        Depth = job.Tiles,
        InChannels = job.Channels,
        OutChannels = job.OutChannels,
        X = job.Inputs,
        XFrequency = job.XFrequency,
        XRow = job.XRow,
        Dy = job.Gradients,
        DyFrequency = job.DyFrequency,
        DyRow = job.DyRow,
    };

    /// <summary>The gradient of a block of input channels and a strip of output channels.</summary>
    private static void RunBlock(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        WeightProducts all = Blocks(job);
        WeightBlock block = all.Block<TPolicy, TVector>(part);
        float* products = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.Frequencies * block.Stride);
        all.Multiply<TPolicy, TVector>(block, products);
        nint tap = (nint)job.Channels * ConvShape.PanelWidth;
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
        nint inStride = job.XFrequency;
        nint outStride = job.DyFrequency;
        int end = Math.Min(job.Tiles, (part + 1) * TilesPerTransform);
        for (int tile = part * TilesPerTransform; tile < end; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Input(
                job.Grid, job.FirstTile + tile, job.X, job.Channels, job.Zeros, job.Inputs + (tile * job.XRow), inStride);
            WinogradTiles<TPolicy, TVector>.OutputGradient(
                job.Grid, job.FirstTile + tile, job.Dy, job.OutChannels, job.Zeros, job.Gradients + (tile * job.DyRow), outStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint frequency = part / job.ColumnParts;
        int firstColumn = part % job.ColumnParts * ColumnsPerPart;
        int endColumn = Math.Min(job.OutChannels, firstColumn + ColumnsPerPart);
        float* inputs = job.Inputs + (frequency * job.XFrequency);
        float* gradients = job.Gradients + (frequency * job.DyFrequency);
        float* products = job.Products + (frequency * WinogradGrid.FrequencyStride((nint)job.Channels * job.OutChannels));
        WinogradProduct<TPolicy, TVector>.Gradient(
            job.Tiles, inputs, job.Channels, job.XRow, gradients, job.DyRow, products, job.OutChannels, firstColumn, endColumn, accumulate: job.FirstTile > 0);
    }

    private struct Job
    {
        public WinogradGrid Grid;
        public float* X;
        public int Channels;
        public float* Dy;
        public int OutChannels;
        public float* Zeros;

        /// <summary>Floats from one tile of the transformed input to the next; `[36][tiles][XRow]`.</summary>
        public nint XRow;

        /// <summary>Floats from one tile of the transformed gradient of the output to the next; `[36][tiles][DyRow]`.</summary>
        public nint DyRow;
        public float* Inputs;
        public float* Gradients;
        public int FirstTile;
        public int Tiles;

        /// <summary>Floats from one frequency of the tiles to the next.</summary>
        public readonly nint XFrequency => WinogradGrid.FrequencyStride(Tiles * XRow);

        public readonly nint DyFrequency => WinogradGrid.FrequencyStride(Tiles * DyRow);

        /// <summary>dU of all weights, and the parts of its columns, where it is written as a whole.</summary>
        public float* Products;
        public int ColumnParts;

        /// <summary>Packed weights' gradient, where each block is transformed back at once.</summary>
        public float* Gradient;
        public bool Accumulate;
    }
}
