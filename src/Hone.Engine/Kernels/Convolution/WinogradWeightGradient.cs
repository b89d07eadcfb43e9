using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The gradient of the weights by the adjoint of Winograd's algorithm: dU[f] = sum over tiles of V[f]^T (A dy A^T)[f], then
/// dg = G^T dU G.
/// </summary>
/// <remarks>
/// Tiles are taken in groups whose frequencies fit the caches. A group has two phases: all threads transform tiles, then all
/// threads multiply, each frequency and range of channels by one of them, so no partial sums are needed.
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
        job.Products = Scratch.Floats(ScratchSlot.WinogradWeights, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)channels * outChannels));

        int wanted = Math.Max(MinTilesPerGroup, GroupFloats / (WinogradGrid.Frequencies * (channels + outChannels)));
        int groups = (grid.Tiles + wanted - 1) / wanted;
        int tilesPerGroup = (grid.Tiles + groups - 1) / groups;
        job.Inputs = Scratch.Floats(ScratchSlot.WinogradInput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)tilesPerGroup * channels));
        job.Gradients = Scratch.Floats(ScratchSlot.WinogradOutput, WinogradGrid.Frequencies * WinogradGrid.FrequencyStride((nint)tilesPerGroup * outChannels));
        job.ColumnParts = (outChannels + ColumnsPerPart - 1) / ColumnsPerPart;
        for (int first = 0; first < grid.Tiles; first += tilesPerGroup)
        {
            job.FirstTile = first;
            job.Tiles = Math.Min(tilesPerGroup, grid.Tiles - first);
            WorkerPool.Run((job.Tiles + TilesPerTransform - 1) / TilesPerTransform, &TransformTiles, &job);
            WorkerPool.Run(WinogradGrid.Frequencies * job.ColumnParts, &Multiply, &job);
        }

        WinogradFilter<TPolicy, TVector>.Backward(job.Products, outChannels / ConvShape.PanelWidth, channels, gradient, accumulate);
    }

    private static void TransformTiles(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint inStride = WinogradGrid.FrequencyStride((nint)job.Tiles * job.Channels);
        nint outStride = WinogradGrid.FrequencyStride((nint)job.Tiles * job.OutChannels);
        int end = Math.Min(job.Tiles, (part + 1) * TilesPerTransform);
        for (int tile = part * TilesPerTransform; tile < end; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Input(
                job.Grid, job.FirstTile + tile, job.X, job.Channels, job.Zeros, job.Inputs + ((nint)tile * job.Channels), inStride);
            WinogradTiles<TPolicy, TVector>.OutputGradient(
                job.Grid, job.FirstTile + tile, job.Dy, job.OutChannels, job.Zeros, job.Gradients + ((nint)tile * job.OutChannels), outStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint frequency = part / job.ColumnParts;
        int firstColumn = part % job.ColumnParts * ColumnsPerPart;
        int endColumn = Math.Min(job.OutChannels, firstColumn + ColumnsPerPart);
        nint channels = job.Channels;
        nint outChannels = job.OutChannels;
        float* inputs = job.Inputs + (frequency * WinogradGrid.FrequencyStride(job.Tiles * channels));
        float* gradients = job.Gradients + (frequency * WinogradGrid.FrequencyStride(job.Tiles * outChannels));
        float* products = job.Products + (frequency * WinogradGrid.FrequencyStride(channels * outChannels));
        WinogradProduct<TPolicy, TVector>.Gradient(
            job.Tiles, inputs, channels, gradients, products, outChannels, firstColumn, endColumn, accumulate: job.FirstTile > 0);
    }

    private struct Job
    {
        public WinogradGrid Grid;
        public float* X;
        public int Channels;
        public float* Dy;
        public int OutChannels;
        public float* Zeros;
        public float* Inputs;
        public float* Gradients;
        public float* Products;
        public int FirstTile;
        public int Tiles;
        public int ColumnParts;
    }
}
