using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Winograd's F(4x4, 3x3): a chunk of tiles is carried to 36 frequencies, multiplied there by the transformed weights, and
/// carried back. A quarter of the direct sum's multiply-adds.
/// </summary>
/// <remarks>
/// Small weights: each part takes a chunk of tiles through all three steps, inside its second-level cache. Large weights, which
/// every chunk would have to read again from further away: all threads do one step after the other over many tiles, and in the
/// middle step each frequency's weights are read once.
/// </remarks>
internal static unsafe class WinogradConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Floats of a chunk's frequencies and products: a quarter of a megabyte, which leaves room for weights in the second-level cache.</summary>
    private const int ChunkFloats = 64 * 1024;

    /// <summary>Channels times output channels from which on the steps are taken one after the other.</summary>
    private const long LargeWeights = 24 * 1024;

    /// <summary>Floats of the frequencies and products of all tiles between two steps.</summary>
    private const int GroupFloats = 4 * 1024 * 1024;

    private const int TilesPerTransform = 4;

    /// <summary>Output channels of one product.</summary>
    private const int ColumnsPerPart = 64;

    private const int MinTilesPerChunk = 12;
    private const int MaxTilesPerChunk = 48;

    /// <summary>y (+)= epilogue(x * weights) over the grid.</summary>
    /// <param name="grid">Tiles and padding.</param>
    /// <param name="x">`[batch][in height][in width][channels]`.</param>
    /// <param name="channels">Input channels, a multiple of 16.</param>
    /// <param name="weights">Transformed weights, from <see cref="WinogradFilter{TPolicy, TVector}.Forward"/>.</param>
    /// <param name="epilogue">What happens to the sums before they are written or added.</param>
    /// <param name="y">`[batch][out height][out width][outChannels]`.</param>
    /// <param name="outChannels">Output channels, a multiple of 16.</param>
    /// <param name="accumulate">Add to y.</param>
    public static void Run(
        in WinogradGrid grid, float* x, int channels, float* weights, in ConvEpilogue epilogue, float* y, int outChannels, bool accumulate)
    {
        Job job = default;
        job.Grid = grid;
        job.X = x;
        job.Channels = channels;
        job.Epilogue = epilogue;
        job.Y = y;
        job.OutChannels = outChannels;
        job.Accumulate = accumulate;
        job.Weights = weights;
        job.Zeros = Scratch.Floats(ScratchSlot.Zeros, channels);
        new Span<float>(job.Zeros, channels).Clear();

        if ((long)channels * outChannels >= LargeWeights)
        {
            RunSteps(ref job);
            return;
        }

        int wanted = ChunkFloats / (WinogradGrid.Frequencies * (channels + outChannels)) / TileShape<TPolicy, TVector>.Rows * TileShape<TPolicy, TVector>.Rows;
        job.TilesPerChunk = Math.Clamp(wanted, MinTilesPerChunk, MaxTilesPerChunk);
        int chunks = (grid.Tiles + job.TilesPerChunk - 1) / job.TilesPerChunk;
        WorkerPool.Run(chunks, &RunChunk, &job);
    }

    private static void RunSteps(ref Job shared)
    {
        Job job = shared;
        int tiles = job.Grid.Tiles;
        int wanted = Math.Max(1, GroupFloats / (WinogradGrid.Frequencies * (job.Channels + job.OutChannels)));
        int groups = (tiles + wanted - 1) / wanted;
        int tilesPerGroup = (tiles + groups - 1) / groups;
        job.Frequencies = Scratch.Floats(ScratchSlot.WinogradInput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)tilesPerGroup * job.Channels));
        job.Products = Scratch.Floats(ScratchSlot.WinogradOutput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)tilesPerGroup * job.OutChannels));
        job.ColumnParts = (job.OutChannels + ColumnsPerPart - 1) / ColumnsPerPart;
        for (int first = 0; first < tiles; first += tilesPerGroup)
        {
            job.FirstTile = first;
            job.TilesPerChunk = Math.Min(tilesPerGroup, tiles - first);
            int transforms = (job.TilesPerChunk + TilesPerTransform - 1) / TilesPerTransform;
            WorkerPool.Run(transforms, &TransformInput, &job);
            WorkerPool.Run(WinogradGrid.Frequencies * job.ColumnParts, &Multiply, &job);
            WorkerPool.Run(transforms, &TransformOutput, &job);
        }
    }

    private static void TransformInput(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint stride = WinogradGrid.FrequencyStride((nint)job.TilesPerChunk * job.Channels);
        int end = Math.Min(job.TilesPerChunk, (part + 1) * TilesPerTransform);
        for (int tile = part * TilesPerTransform; tile < end; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Input(
                job.Grid, job.FirstTile + tile, job.X, job.Channels, job.Zeros, job.Frequencies + ((nint)tile * job.Channels), stride);
        }
    }

    private static void Multiply(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint frequency = part / job.ColumnParts;
        int firstColumn = part % job.ColumnParts * ColumnsPerPart;
        int endColumn = Math.Min(job.OutChannels, firstColumn + ColumnsPerPart);
        float* frequencies = job.Frequencies + (frequency * WinogradGrid.FrequencyStride((nint)job.TilesPerChunk * job.Channels));
        float* products = job.Products + (frequency * WinogradGrid.FrequencyStride((nint)job.TilesPerChunk * job.OutChannels));
        float* weights = job.Weights + (frequency * WinogradGrid.FrequencyStride((nint)job.Channels * job.OutChannels));
        WinogradProduct<TPolicy, TVector>.Run(job.TilesPerChunk, frequencies, job.Channels, weights, products, job.OutChannels, firstColumn, endColumn);
    }

    private static void TransformOutput(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint stride = WinogradGrid.FrequencyStride((nint)job.TilesPerChunk * job.OutChannels);
        float* sink = Scratch.Floats(ScratchSlot.WinogradSink, job.OutChannels);
        int end = Math.Min(job.TilesPerChunk, (part + 1) * TilesPerTransform);
        for (int tile = part * TilesPerTransform; tile < end; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Output(
                job.Grid, job.FirstTile + tile, job.Products + ((nint)tile * job.OutChannels), stride, job.Epilogue, job.Y, job.OutChannels, sink, job.Accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunChunk(void* state, int chunk)
    {
        ref readonly Job job = ref *(Job*)state;
        int first = chunk * job.TilesPerChunk;
        int count = Math.Min(job.TilesPerChunk, job.Grid.Tiles - first);
        nint channels = job.Channels;
        nint outChannels = job.OutChannels;
        nint inStride = WinogradGrid.FrequencyStride(count * channels);
        nint outStride = WinogradGrid.FrequencyStride(count * outChannels);
        float* frequencies = Scratch.Floats(ScratchSlot.WinogradInput, WinogradGrid.Frequencies * inStride);
        float* products = Scratch.Floats(ScratchSlot.WinogradOutput, WinogradGrid.Frequencies * outStride);
        float* sink = Scratch.Floats(ScratchSlot.WinogradSink, outChannels);

        for (int tile = 0; tile < count; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Input(job.Grid, first + tile, job.X, channels, job.Zeros, frequencies + (tile * channels), inStride);
        }

        for (int frequency = 0; frequency < WinogradGrid.Frequencies; frequency++)
        {
            float* weights = job.Weights + (frequency * WinogradGrid.FrequencyStride(channels * outChannels));
            WinogradProduct<TPolicy, TVector>.Run(count, frequencies + (frequency * inStride), channels, weights, products + (frequency * outStride), outChannels, 0, outChannels);
        }

        for (int tile = 0; tile < count; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Output(
                job.Grid, first + tile, products + (tile * outChannels), outStride, job.Epilogue, job.Y, outChannels, sink, job.Accumulate);
        }
    }

    private struct Job
    {
        public WinogradGrid Grid;
        public float* X;
        public int Channels;
        public float* Weights;
        public ConvEpilogue Epilogue;
        public float* Zeros;
        public float* Y;
        public int OutChannels;
        public bool Accumulate;
        public int TilesPerChunk;
        public int FirstTile;
        public int ColumnParts;
        public float* Frequencies;
        public float* Products;
    }
}
