using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Winograd's F(4x4, 3x3): a chunk of tiles is carried to 36 frequencies, multiplied there by the transformed weights, and
/// carried back. A quarter of the direct sum's multiply-adds; everything between the transforms stays in the second-level cache.
/// </summary>
internal static unsafe class WinogradConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Floats of a chunk's frequencies and products: a quarter of a megabyte, which leaves room for weights in the second-level cache.</summary>
    private const int ChunkFloats = 64 * 1024;

    private const int MinTilesPerChunk = 12;
    private const int MaxTilesPerChunk = 48;

    /// <summary>y (+)= x * weights (+ bias) over the grid.</summary>
    /// <param name="grid">Tiles and padding.</param>
    /// <param name="x">`[batch][in height][in width][channels]`.</param>
    /// <param name="channels">Input channels, a multiple of 16.</param>
    /// <param name="weights">Packed `[outChannels / 16][9][channels][16]`.</param>
    /// <param name="bias">One value for each output channel, or null.</param>
    /// <param name="y">`[batch][out height][out width][outChannels]`.</param>
    /// <param name="outChannels">Output channels, a multiple of 16.</param>
    /// <param name="accumulate">Add to y.</param>
    public static void Run(
        in WinogradGrid grid, float* x, int channels, float* weights, float* bias, float* y, int outChannels, bool accumulate)
    {
        Job job = default;
        job.Grid = grid;
        job.X = x;
        job.Channels = channels;
        job.Bias = bias;
        job.Y = y;
        job.OutChannels = outChannels;
        job.Accumulate = accumulate;
        int panels = outChannels / ConvShape.PanelWidth;
        job.Weights = Scratch.Floats(ScratchSlot.WinogradWeights, (nint)WinogradGrid.Frequencies * channels * outChannels);
        job.Zeros = Scratch.Floats(ScratchSlot.Zeros, channels);
        new Span<float>(job.Zeros, channels).Clear();
        WinogradFilter<TPolicy, TVector>.Forward(weights, panels, channels, job.Weights);

        int wanted = ChunkFloats / (WinogradGrid.Frequencies * (channels + outChannels)) / RowKernel.MaxRows * RowKernel.MaxRows;
        job.TilesPerChunk = Math.Clamp(wanted, MinTilesPerChunk, MaxTilesPerChunk);
        int chunks = (grid.Tiles + job.TilesPerChunk - 1) / job.TilesPerChunk;
        WorkerPool.Run(chunks, &RunChunk, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunChunk(void* state, int chunk)
    {
        ref readonly Job job = ref *(Job*)state;
        int first = chunk * job.TilesPerChunk;
        int count = Math.Min(job.TilesPerChunk, job.Grid.Tiles - first);
        nint channels = job.Channels;
        nint outChannels = job.OutChannels;
        nint inStride = count * channels;
        nint outStride = count * outChannels;
        float* frequencies = Scratch.Floats(ScratchSlot.WinogradInput, WinogradGrid.Frequencies * inStride);
        float* products = Scratch.Floats(ScratchSlot.WinogradOutput, WinogradGrid.Frequencies * outStride);
        float* sink = Scratch.Floats(ScratchSlot.WinogradSink, outChannels);

        for (int tile = 0; tile < count; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Input(job.Grid, first + tile, job.X, channels, job.Zeros, frequencies + (tile * channels), inStride);
        }

        for (int frequency = 0; frequency < WinogradGrid.Frequencies; frequency++)
        {
            float* weights = job.Weights + (frequency * channels * outChannels);
            WinogradProduct<TPolicy, TVector>.Run(count, frequencies + (frequency * inStride), channels, weights, products + (frequency * outStride), outChannels);
        }

        for (int tile = 0; tile < count; tile++)
        {
            WinogradTiles<TPolicy, TVector>.Output(
                job.Grid, first + tile, products + (tile * outChannels), outStride, job.Bias, job.Y, outChannels, sink, job.Accumulate);
        }
    }

    private struct Job
    {
        public WinogradGrid Grid;
        public float* X;
        public int Channels;
        public float* Weights;
        public float* Bias;
        public float* Zeros;
        public float* Y;
        public int OutChannels;
        public bool Accumulate;
        public int TilesPerChunk;
    }
}
