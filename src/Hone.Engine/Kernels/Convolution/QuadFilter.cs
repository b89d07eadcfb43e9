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
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(float* source, nint tap, nint channels, nint lanes, float* destination, nint step, nint product)
    {
        nint width = TPolicy.Width;
        nint line = QuadMap.Axis * width;
        float* half = stackalloc float[QuadMap.Products * ConvShape.PanelWidth];
        for (nint c = 0; c < channels; c++)
        {
            for (nint lane = 0; lane < lanes; lane += width)
            {
                // 1. Down the three columns of taps.
                float* g = source + (c * ConvShape.PanelWidth) + lane;
                for (nint column = 0; column < QuadMap.Axis; column++, g += tap)
                {
                    Differences(TPolicy.Load(g), TPolicy.Load(g + (3 * tap)), TPolicy.Load(g + (6 * tap)), half + (column * width), line);
                }

                // 2. Along the three lines.
                float* u = destination + (c * step) + lane;
                for (nint row = 0; row < QuadMap.Axis; row++)
                {
                    float* h = half + (row * line);
                    Differences(TPolicy.Load(h), TPolicy.Load(h + width), TPolicy.Load(h + (2 * width)), u + (row * QuadMap.Axis * product), product);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Differences(TVector w0, TVector w1, TVector w2, float* result, nint stride)
    {
        TPolicy.Store(result, TPolicy.Subtract(w0, w1));
        TPolicy.Store(result + stride, w1);
        TPolicy.Store(result + (2 * stride), TPolicy.Subtract(w2, w1));
    }

    private struct Job
    {
        public float* Weights;
        public float* Transformed;
        public int Panels;
        public nint Channels;
    }
}
