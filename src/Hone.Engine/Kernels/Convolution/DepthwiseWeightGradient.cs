using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>The gradient of depthwise weights: for each tap and vector of channels one sum over all pixels it covers.</summary>
internal static unsafe class DepthwiseWeightGradient<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int WantedParts = 8;
    private const long PartMultiplyAdds = 100_000;

    public static void Run(in ConvShape shape, float* x, float* dy, float* packedDw, bool accumulate)
    {
        Job job = default;
        job.Shape = shape;
        job.X = x;
        job.Dy = dy;
        job.Parts = (int)Math.Clamp(Math.Min(shape.Batch, shape.MultiplyAdds / PartMultiplyAdds), 1, WantedParts);
        nint length = shape.PackedWeightLength;
        job.Partials = Scratch.Floats(ScratchSlot.ConvPartials, length * job.Parts);
        new Span<float>(job.Partials, checked((int)(length * job.Parts))).Clear();
        WorkerPool.Run(job.Parts, &RunPart, &job);
        PartialSums.Reduce(job.Partials, job.Parts, length, packedDw, accumulate);
    }

    private static void RunPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        ref readonly ConvShape s = ref job.Shape;
        float* partial = job.Partials + (part * s.PackedWeightLength);
        int first = (int)((long)s.Batch * part / job.Parts);
        int end = (int)((long)s.Batch * (part + 1) / job.Parts);
        for (int image = first; image < end; image++)
        {
            for (int y = 0; y < s.OutHeight; y++)
            {
                for (int tap = 0; tap < s.Taps; tap++)
                {
                    RunLine(s, job.X, job.Dy, image, y, tap, partial);
                }
            }
        }
    }

    /// <summary>One output line of one image times one tap; lines are short enough to stay in the first-level cache for all taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunLine(in ConvShape s, float* x, float* dy, int image, int y, int tap, float* partial)
    {
        int inLine = (y * s.StrideHeight) - s.PaddingHeight + (tap / s.KernelWidth * s.DilationHeight);
        if ((uint)inLine >= (uint)s.InHeight)
        {
            return;
        }

        int shift = (tap % s.KernelWidth * s.DilationWidth) - s.PaddingWidth;
        int stride = s.StrideWidth;
        int firstColumn = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
        int lastSource = s.InWidth - 1 - shift;
        int endColumn = lastSource < 0 ? 0 : Math.Min(s.OutWidth, (lastSource / stride) + 1);
        nint channels = s.InChannels;
        nint inStep = stride * channels;
        float* source = x + (((((nint)image * s.InHeight) + inLine) * s.InWidth) + (firstColumn * stride) + shift) * channels;
        float* gradient = dy + (((((nint)image * s.OutHeight) + y) * s.OutWidth) + firstColumn) * channels;
        nint panelStride = (nint)s.Taps * ConvShape.PanelWidth;
        partial += (nint)tap * ConvShape.PanelWidth;
        int count = endColumn - firstColumn;
        nint width = TPolicy.Width;
        nint c = 0;
        for (; c + width <= channels; c += width)
        {
            float* a = source + c;
            float* b = gradient + c;
            TVector even = TPolicy.Zero;
            TVector odd = TPolicy.Zero;
            int i = 0;
            for (; i + 2 <= count; i += 2)
            {
                even = TPolicy.MultiplyAdd(TPolicy.Load(a), TPolicy.Load(b), even);
                odd = TPolicy.MultiplyAdd(TPolicy.Load(a + inStep), TPolicy.Load(b + channels), odd);
                a += 2 * inStep;
                b += 2 * channels;
            }

            if (i < count)
            {
                even = TPolicy.MultiplyAdd(TPolicy.Load(a), TPolicy.Load(b), even);
            }

            float* sum = partial + (c / ConvShape.PanelWidth * panelStride) + (c % ConvShape.PanelWidth);
            TPolicy.Store(sum, TPolicy.Add(TPolicy.Load(sum), TPolicy.Add(even, odd)));
        }

        for (; c < channels; c++)
        {
            float sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += source[(i * inStep) + c] * gradient[(i * channels) + c];
            }

            partial[(c / ConvShape.PanelWidth * panelStride) + (c % ConvShape.PanelWidth)] += sum;
        }
    }

    private struct Job
    {
        public ConvShape Shape;
        public float* X;
        public float* Dy;
        public int Parts;
        public float* Partials;
    }
}
