using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The weights of <see cref="QuadConvolution{TPolicy, TVector}"/>: along each axis w0 - w1, w1 and w2 - w1.</summary>
/// <remarks>Packed weights `[panels][9][C][16]`; each of the nine results lies in <see cref="WinogradPanels{TPolicy, TVector}"/>.</remarks>
internal static unsafe class QuadFilter<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Transforms all panels.</summary>
    /// <param name="weights">Packed weights.</param>
    /// <param name="panels">Panels of 16 output channels.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="transformed">Nine times panels * channels * 16 floats, <see cref="QuadMap.ProductStride"/> apart.</param>
    public static void Run(float* weights, int panels, int channels, float* transformed)
    {
        Job job = default;
        job.Weights = weights;
        job.Transformed = transformed;
        job.Panels = panels;
        job.Channels = channels;
        WorkerPool.Run(panels, &RunPanel, &job);
    }

    private static void RunPanel(void* state, int panel)
    {
        ref readonly Job job = ref *(Job*)state;
        nint tap = job.Channels * ConvShape.PanelWidth;
        nint outChannels = job.Panels * ConvShape.PanelWidth;
        float* destination = WinogradPanels<TPolicy, TVector>.Column(job.Transformed, job.Channels, outChannels, panel * ConvShape.PanelWidth, out nint step);
        Transform(job.Weights + (panel * QuadMap.Products * tap), tap, job.Channels, ConvShape.PanelWidth, destination, step, QuadMap.ProductStride(job.Channels * outChannels));
    }

    /// <summary>Some lanes of some channels of a panel.</summary>
    /// <param name="source">First weight of the first tap.</param>
    /// <param name="tap">Floats from one tap to the next.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="lanes">Output channels, a multiple of the register's width.</param>
    /// <param name="destination">First result of the first product.</param>
    /// <param name="step">Floats from one input channel to the next in the result.</param>
    /// <param name="product">Floats from one product to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(float* source, nint tap, nint channels, nint lanes, float* destination, nint step, nint product)
    {
        nint line = QuadMap.Axis * product;
        for (nint c = 0; c < channels; c++)
        {
            for (nint lane = 0; lane < lanes; lane += TPolicy.Width)
            {
                float* g = source + (c * ConvShape.PanelWidth) + lane;
                float* u = destination + (c * step) + lane;

                // Down each column of taps, the middle one first, which the others lack.
                Column(g + tap, tap, out TVector top, out TVector middle, out TVector bottom);
                TPolicy.Store(u + product, top);
                TPolicy.Store(u + line + product, middle);
                TPolicy.Store(u + (2 * line) + product, bottom);
                WriteColumn(g, tap, top, middle, bottom, u, line);
                WriteColumn(g + (2 * tap), tap, top, middle, bottom, u + (2 * product), line);
            }
        }
    }

    /// <summary>Some input channels of some panels of output channels, with input and output channels exchanged and the taps in reverse order.</summary>
    /// <param name="source">First weight of the first tap.</param>
    /// <param name="tap">Floats from one tap to the next.</param>
    /// <param name="outChannels">Output channels of the packed weights, a multiple of 16: what the result is multiplied with.</param>
    /// <param name="inChannels">Input channels of the packed weights, a multiple of 16, or fewer, of the register's width: what the result computes.</param>
    /// <param name="destination">First result of the first product.</param>
    /// <param name="step">Floats from one output channel to the next in the result.</param>
    /// <param name="product">Floats from one product to the next.</param>
    [SkipLocalsInit]
    public static void TransformExchanged(float* source, nint tap, nint outChannels, nint inChannels, float* destination, nint step, nint product)
    {
        float* taps = stackalloc float[QuadMap.Products * WeightLayout.BlockLength];
        nint lanes = Math.Min(inChannels, ConvShape.PanelWidth);
        for (nint k = 0; k < outChannels; k += ConvShape.PanelWidth)
        {
            for (nint c = 0; c < inChannels; c += lanes)
            {
                WeightLayout.TransposeBlock(source + (c * ConvShape.PanelWidth), tap, QuadMap.Products, lanes, taps);
                Transform(taps, WeightLayout.BlockLength, ConvShape.PanelWidth, lanes, destination + (k * step) + c, step, product);
            }

            source += QuadMap.Products * tap;
        }
    }

    /// <summary>The differences down one column of taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(float* g, nint tap, out TVector top, out TVector middle, out TVector bottom)
    {
        middle = TPolicy.Load(g + (3 * tap));
        top = TPolicy.Subtract(TPolicy.Load(g), middle);
        bottom = TPolicy.Subtract(TPolicy.Load(g + (6 * tap)), middle);
    }

    /// <summary>An outer column of taps less the middle one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteColumn(float* g, nint tap, TVector middleTop, TVector middle, TVector middleBottom, float* u, nint line)
    {
        Column(g, tap, out TVector top, out TVector center, out TVector bottom);
        TPolicy.Store(u, TPolicy.Subtract(top, middleTop));
        TPolicy.Store(u + line, TPolicy.Subtract(center, middle));
        TPolicy.Store(u + (2 * line), TPolicy.Subtract(bottom, middleBottom));
    }

    private struct Job
    {
        public float* Weights;
        public float* Transformed;
        public int Panels;
        public nint Channels;
    }
}
