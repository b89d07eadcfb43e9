using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Depthwise convolution: each lane of a vector is another channel with its own kernel, so a tap is one multiply-add of
/// an input vector and a weight vector. Serves the forward pass and the gradient of the input.
/// </summary>
internal static unsafe class DepthwiseConvolution<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int ElementsPerPart = 8 * 1024;

    /// <summary>The problem describes one channel, its pixel strides all <paramref name="channels"/> of them.</summary>
    public static void Run(in DirectProblem problem, int channels)
    {
        Job job = default;
        job.Channels = channels;
        job.Batch.Problem = problem;
        job.Batch.Positions = problem.OutHeight * problem.OutWidth;
        if (job.Batch.Positions == 0 || problem.Batch == 0)
        {
            return;
        }

        BatchTaps.FillTables(ref job.Batch);
        job.Batch.PositionsPerChunk = Math.Clamp(ElementsPerPart / channels, 1, job.Batch.Positions);
        job.Batch.PositionChunks = (job.Batch.Positions + job.Batch.PositionsPerChunk - 1) / job.Batch.PositionsPerChunk;
        WorkerPool.Run(problem.Batch * job.Batch.PositionChunks, &RunPart, &job);
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly DirectProblem problem = ref job.Batch.Problem;
        int image = part / job.Batch.PositionChunks;
        int first = part % job.Batch.PositionChunks * job.Batch.PositionsPerChunk;
        int count = Math.Min(job.Batch.PositionsPerChunk, job.Batch.Positions - first);
        var taps = (BatchTap*)Scratch.Bytes(ScratchSlot.ConvTaps, (nint)count * ((problem.Taps * sizeof(BatchTap)) + sizeof(BatchPosition)));
        var positions = (BatchPosition*)(taps + ((nint)count * problem.Taps));
        BatchTaps.Build(job.Batch, first, count, positions, taps);
        float* input = problem.Input + (image * problem.InImageStride);
        float* output = problem.Output + (image * problem.OutPixelStride * job.Batch.Positions);

        // The bias is added where the sum is written.
        ConvEpilogue rest = problem.Epilogue;
        rest.Bias = null;
        for (int i = 0; i < count; i++)
        {
            float* pixel = output + positions[i].OutputOffset;
            RunPixel(problem, positions[i], input, pixel, job.Channels);
            if (!rest.IsEmpty)
            {
                float* residual = rest.Residual == null ? null : rest.Residual + (pixel - problem.Output);
                EpilogueLoop<TPolicy, TVector>.Run(rest, pixel, residual, job.Channels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPixel(in DirectProblem problem, in BatchPosition position, float* input, float* output, nint channels)
    {
        nint panelStride = problem.PanelStride;
        BatchTap* taps = position.Taps;
        int tapCount = position.TapCount;
        float* bias = problem.Epilogue.Bias;
        bool accumulate = problem.Accumulate;
        nint width = TPolicy.Width;
        nint c = 0;

        // Vectors lie inside one panel, because every width divides 16; two at a time give two chains.
        for (; c + (2 * ConvShape.PanelWidth) <= channels; c += 2 * ConvShape.PanelWidth)
        {
            for (nint lane = 0; lane < ConvShape.PanelWidth; lane += width)
            {
                float* x = input + c + lane;
                float* w = problem.Weights + (c / ConvShape.PanelWidth * panelStride) + lane;
                TVector first = TPolicy.Zero;
                TVector second = TPolicy.Zero;
                for (int t = 0; t < tapCount; t++)
                {
                    float* source = x + taps[t].InputOffset;
                    float* weight = w + taps[t].WeightOffset;
                    first = TPolicy.MultiplyAdd(TPolicy.Load(source), TPolicy.Load(weight), first);
                    second = TPolicy.MultiplyAdd(TPolicy.Load(source + ConvShape.PanelWidth), TPolicy.Load(weight + panelStride), second);
                }

                Write(output, c + lane, first, bias, accumulate);
                Write(output, c + lane + ConvShape.PanelWidth, second, bias, accumulate);
            }
        }

        for (; c + width <= channels; c += width)
        {
            float* w = problem.Weights + (c / ConvShape.PanelWidth * panelStride) + (c % ConvShape.PanelWidth);
            TVector sum = TPolicy.Zero;
            for (int t = 0; t < tapCount; t++)
            {
                sum = TPolicy.MultiplyAdd(TPolicy.Load(input + c + taps[t].InputOffset), TPolicy.Load(w + taps[t].WeightOffset), sum);
            }

            Write(output, c, sum, bias, accumulate);
        }

        for (; c < channels; c++)
        {
            float* w = problem.Weights + (c / ConvShape.PanelWidth * panelStride) + (c % ConvShape.PanelWidth);
            float sum = bias == null ? 0 : bias[c];
            for (int t = 0; t < tapCount; t++)
            {
                sum += input[c + taps[t].InputOffset] * w[taps[t].WeightOffset];
            }

            output[c] = accumulate ? output[c] + sum : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(float* output, nint c, TVector value, float* bias, bool accumulate)
    {
        if (bias != null)
        {
            value = TPolicy.Add(value, TPolicy.Load(bias + c));
        }

        OutputVectors<TPolicy, TVector>.Write(output + c, value, accumulate);
    }

    private struct Job
    {
        public BatchJob Batch;
        public int Channels;
    }
}
