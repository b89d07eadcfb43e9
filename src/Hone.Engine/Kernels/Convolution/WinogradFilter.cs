using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>The weights' way into the 36 frequencies and their gradient's way back.</summary>
/// <remarks>
/// Packed weights `[panels][9][C][16]`, with <see cref="WinogradGrid.FrequencyStride"/> between frequencies: every lane is another pair of channels. Transformed
/// weights lie in <see cref="WinogradPanels{TPolicy, TVector}"/>, their gradient in rows `[36][C][K]`.
/// </remarks>
internal static unsafe class WinogradFilter<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int Taps = WinogradGrid.FilterSize * WinogradGrid.FilterSize;
    private const int FloatsPerPart = 4 * 1024;

    /// <summary>Channels between a line of frequencies and the one that is asked for beside it.</summary>
    private const int Ahead = 4;

    /// <summary>U = G g G^T.</summary>
    /// <param name="weights">Packed weights.</param>
    /// <param name="panels">Panels of 16 output channels.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="transformed">36 frequencies of panels * channels * 16 floats.</param>
    public static void Forward(float* weights, int panels, int channels, float* transformed)
    {
        Job job = default;
        job.Weights = weights;
        job.Transformed = transformed;
        job.Panels = panels;
        job.PanelFloats = (nint)channels * ConvShape.PanelWidth;
        job.PartsPerPanel = Partition.Parts(job.PanelFloats, FloatsPerPart);
        WorkerPool.Run(panels * job.PartsPerPanel, &ForwardPart, &job);
    }

    /// <summary>U = G g G^T of the weights with input and output channels exchanged and the taps in reverse order.</summary>
    /// <param name="weights">Packed weights of the forward pass.</param>
    /// <param name="outChannels">Their output channels, a multiple of 16: what the transformed weights are multiplied with.</param>
    /// <param name="inChannels">Their input channels, a multiple of 16: what the transformed weights compute.</param>
    /// <param name="transformed">36 frequencies of outChannels * inChannels floats.</param>
    public static void Exchanged(float* weights, int outChannels, int inChannels, float* transformed)
    {
        Job job = default;
        job.Weights = weights;
        job.Transformed = transformed;
        job.Panels = inChannels / ConvShape.PanelWidth;
        job.PanelFloats = (nint)outChannels * ConvShape.PanelWidth;
        WorkerPool.Run(job.Panels, &ExchangedPart, &job);
    }

    /// <summary>dg (+)= G^T dU G.</summary>
    public static void Backward(float* transformed, int panels, int channels, float* gradient, bool accumulate)
    {
        Job job = default;
        job.Weights = gradient;
        job.Transformed = transformed;
        job.Panels = panels;
        job.PanelFloats = (nint)channels * ConvShape.PanelWidth;
        job.Accumulate = accumulate;
        job.PartsPerPanel = Partition.Parts(job.PanelFloats, FloatsPerPart);
        WorkerPool.Run(panels * job.PartsPerPanel, &BackwardPart, &job);
    }

    /// <summary>dg (+)= G^T dU G for a register of output channels and some input channels.</summary>
    /// <param name="products">dU of the first pair of channels.</param>
    /// <param name="row">Floats from one input channel of dU to the next.</param>
    /// <param name="frequencyStride">Floats from one frequency of dU to the next.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="gradient">Packed gradient of the first pair of channels.</param>
    /// <param name="tap">Floats from one tap of the gradient to the next.</param>
    /// <param name="accumulate">Add to the gradient instead of overwriting it.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adjoint(float* products, nint row, nint frequencyStride, nint channels, float* gradient, nint tap, bool accumulate)
    {
        nint width = TPolicy.Width;
        nint line = WinogradGrid.TileInput * width;
        nint step = WinogradGrid.TileInput * frequencyStride;
        float* half = stackalloc float[WinogradGrid.TileInput * WinogradGrid.FilterSize * 16];
        for (nint channel = 0; channel < channels; channel++)
        {
            // 1. Down the six columns of frequencies.
            for (nint column = 0; column < WinogradGrid.TileInput; column++)
            {
                float* u = products + (column * frequencyStride);
                WinogradTransforms<TPolicy, TVector>.FilterAdjoint(
                    TPolicy.Load(u),
                    TPolicy.Load(u + step),
                    TPolicy.Load(u + (2 * step)),
                    TPolicy.Load(u + (3 * step)),
                    TPolicy.Load(u + (4 * step)),
                    TPolicy.Load(u + (5 * step)),
                    out TVector g0,
                    out TVector g1,
                    out TVector g2);
                float* h = half + (column * width);
                TPolicy.Store(h, g0);
                TPolicy.Store(h + line, g1);
                TPolicy.Store(h + (2 * line), g2);
                Ask(u + (Ahead * row), step);
            }

            // 2. Along the three lines.
            for (nint y = 0; y < WinogradGrid.FilterSize; y++)
            {
                float* h = half + (y * line);
                WinogradTransforms<TPolicy, TVector>.FilterAdjoint(
                    TPolicy.Load(h),
                    TPolicy.Load(h + width),
                    TPolicy.Load(h + (2 * width)),
                    TPolicy.Load(h + (3 * width)),
                    TPolicy.Load(h + (4 * width)),
                    TPolicy.Load(h + (5 * width)),
                    out TVector g0,
                    out TVector g1,
                    out TVector g2);
                float* g = gradient + (y * WinogradGrid.FilterSize * tap);
                OutputVectors<TPolicy, TVector>.Write(g, g0, accumulate);
                OutputVectors<TPolicy, TVector>.Write(g + tap, g1, accumulate);
                OutputVectors<TPolicy, TVector>.Write(g + (2 * tap), g2, accumulate);
            }

            products += row;
            gradient += ConvShape.PanelWidth;
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint panel = part / job.PartsPerPanel;
        nint first = Partition.Start(job.PanelFloats, job.PartsPerPanel, part % job.PartsPerPanel);
        nint end = Partition.Start(job.PanelFloats, job.PartsPerPanel, (part % job.PartsPerPanel) + 1);
        Transform(job, panel, first, end, job.Weights + (panel * Taps * job.PanelFloats) + first, job.PanelFloats);
    }

    /// <summary>One panel of sixteen input channels: blocks of 16x16 channels are exchanged in the first-level cache and transformed from there.</summary>
    [SkipLocalsInit]
    private static void ExchangedPart(void* state, int panel)
    {
        const int Block = WeightLayout.BlockLength;
        ref readonly Job job = ref *(Job*)state;
        float* taps = stackalloc float[Taps * Block];
        nint tapStride = (nint)job.Panels * Block;
        float* source = job.Weights + (panel * Block);
        for (nint first = 0; first < job.PanelFloats; first += Block)
        {
            WeightLayout.TransposeBlock(source, tapStride, Taps, ConvShape.PanelWidth, taps);
            Transform(job, panel, first, first + Block, taps, Block);
            source += Taps * tapStride;
        }
    }

    /// <summary>Floats first..end-1 of a panel, whose taps lie <paramref name="tapStride"/> apart from <paramref name="source"/> on.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(in Job job, nint panel, nint first, nint end, float* source, nint tapStride)
    {
        nint frequencyStride = WinogradGrid.FrequencyStride(job.Panels * job.PanelFloats);
        nint channels = job.PanelFloats / ConvShape.PanelWidth;
        nint outChannels = job.Panels * ConvShape.PanelWidth;
        float* destination = WinogradPanels<TPolicy, TVector>.Column(job.Transformed, channels, outChannels, panel * ConvShape.PanelWidth, out nint step);
        nint width = TPolicy.Width;
        nint line = WinogradGrid.FilterSize * width;
        float* half = stackalloc float[WinogradGrid.TileInput * WinogradGrid.FilterSize * 16];
        for (nint i = first; i < end; i += width)
        {
            // 1. Down the three columns of taps.
            for (nint column = 0; column < WinogradGrid.FilterSize; column++)
            {
                float* g = source + (column * tapStride);
                WinogradTransforms<TPolicy, TVector>.Filter(
                    TPolicy.Load(g), TPolicy.Load(g + (3 * tapStride)), TPolicy.Load(g + (6 * tapStride)), half + (column * width), line);
            }

            // 2. Along the six lines.
            float* u = destination + (i / ConvShape.PanelWidth * step) + (i % ConvShape.PanelWidth);
            for (nint row = 0; row < WinogradGrid.TileInput; row++)
            {
                float* h = half + (row * line);
                WinogradTransforms<TPolicy, TVector>.Filter(
                    TPolicy.Load(h),
                    TPolicy.Load(h + width),
                    TPolicy.Load(h + (2 * width)),
                    u + (row * WinogradGrid.TileInput * frequencyStride),
                    frequencyStride);
                Ask(u + (Ahead * step) + (row * WinogradGrid.TileInput * frequencyStride), frequencyStride);
            }

            source += width;
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint panel = part / job.PartsPerPanel;
        nint first = Partition.Start(job.PanelFloats, job.PartsPerPanel, part % job.PartsPerPanel);
        nint end = Partition.Start(job.PanelFloats, job.PartsPerPanel, (part % job.PartsPerPanel) + 1);
        nint outChannels = job.Panels * ConvShape.PanelWidth;
        float* products = job.Transformed + (panel * ConvShape.PanelWidth) + (first / ConvShape.PanelWidth * outChannels);
        float* gradient = job.Weights + (panel * Taps * job.PanelFloats) + first;
        nint frequencyStride = WinogradGrid.FrequencyStride(job.Panels * job.PanelFloats);
        for (nint lane = 0; lane < ConvShape.PanelWidth; lane += TPolicy.Width)
        {
            Adjoint(products + lane, outChannels, frequencyStride, (end - first) / ConvShape.PanelWidth, gradient + lane, job.PanelFloats, job.Accumulate);
        }
    }

    /// <summary>Asks for a line of six frequencies, which lie in places that no hardware foresees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(float* line, nint stride)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(line);
            Sse.Prefetch0(line + stride);
            Sse.Prefetch0(line + (2 * stride));
            Sse.Prefetch0(line + (3 * stride));
            Sse.Prefetch0(line + (4 * stride));
            Sse.Prefetch0(line + (5 * stride));
        }
    }

    private struct Job
    {
        public float* Weights;
        public float* Transformed;
        public int Panels;
        public nint PanelFloats;
        public int PartsPerPanel;
        public bool Accumulate;
    }
}
