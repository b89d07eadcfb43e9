using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>The gradient of the bias: db[k] = sum over all pixels of dy[pixel, k], by float partial sums over short runs of pixels.</summary>
internal static unsafe class BiasGradient
{
    private const int FloatsPerPart = 32 * 1024;
    private const int MaxParts = 64;

    /// <summary>db: [channels], dy: [pixels][channels].</summary>
    public static void Run(float* dy, nint pixels, int channels, float* db, bool accumulate)
    {
        Job job = default;
        job.Dy = dy;
        job.Pixels = pixels;
        job.Channels = channels;
        job.Parts = (int)Math.Clamp(pixels * channels / FloatsPerPart, 1, MaxParts);
        job.Partials = Scratch.Floats(ScratchSlot.Reduction, (nint)job.Parts * channels);
        WorkerPool.Run(job.Parts, &SumPart, &job);
        for (int channel = 0; channel < channels; channel++)
        {
            double sum = 0;
            for (int part = 0; part < job.Parts; part++)
            {
                sum += job.Partials[((nint)part * channels) + channel];
            }

            db[channel] = accumulate ? (float)(db[channel] + sum) : (float)sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        int channels = job.Channels;
        nint first = job.Pixels * part / job.Parts;
        nint end = job.Pixels * (part + 1) / job.Parts;
        float* sums = job.Partials + ((nint)part * channels);
        nint channel = 0;

        // Eight channels at a time, down all pixels; two chains hide the latency of the addition.
        for (; channel + 8 <= channels; channel += 8)
        {
            float* source = job.Dy + (first * channels) + channel;
            Vector256<float> even = Vector256<float>.Zero;
            Vector256<float> odd = Vector256<float>.Zero;
            nint pixel = first;
            for (; pixel + 2 <= end; pixel += 2)
            {
                even += Vector256.Load(source);
                odd += Vector256.Load(source + channels);
                source += 2 * channels;
            }

            if (pixel < end)
            {
                even += Vector256.Load(source);
            }

            Vector256.Store(even + odd, sums + channel);
        }

        for (; channel < channels; channel++)
        {
            float sum = 0;
            for (nint pixel = first; pixel < end; pixel++)
            {
                sum += job.Dy[(pixel * channels) + channel];
            }

            sums[channel] = sum;
        }
    }

    private struct Job
    {
        public float* Dy;
        public nint Pixels;
        public int Channels;
        public int Parts;
        public float* Partials;
    }
}
