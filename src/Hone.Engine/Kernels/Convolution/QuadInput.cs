using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The maps of <see cref="QuadConvolution{TPolicy, TVector}"/> and <see cref="QuadWeightGradient{TPolicy, TVector}"/>: along each axis x0, x0 + x1 and x1.
/// </summary>
internal static unsafe class QuadInput<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int ImagesPerPart = 4;

    /// <summary>Transforms some images.</summary>
    /// <param name="x">`[images][2][2][channels]`.</param>
    /// <param name="images">Number of images.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="transformed">`[9][images]` rows of <see cref="QuadMap.ProductStride"/> floats.</param>
    public static void Run(float* x, int images, nint channels, float* transformed)
    {
        Job job = default;
        job.X = x;
        job.Images = images;
        job.Channels = channels;
        job.Transformed = transformed;
        WorkerPool.Run((images + ImagesPerPart - 1) / ImagesPerPart, &RunPart, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPart(void* state, int part)
    {
        ref readonly Job job = ref *(Job*)state;
        nint channels = job.Channels;
        nint row = QuadMap.ProductStride(channels);
        nint stride = job.Images * row;
        int end = Math.Min(job.Images, (part + 1) * ImagesPerPart);
        for (int image = part * ImagesPerPart; image < end; image++)
        {
            float* x = job.X + (image * QuadMap.Pixels * channels);
            float* v = job.Transformed + (image * row);
            for (nint c = 0; c < channels; c += TPolicy.Width)
            {
                TVector x00 = TPolicy.Load(x + c);
                TVector x01 = TPolicy.Load(x + channels + c);
                TVector x10 = TPolicy.Load(x + (2 * channels) + c);
                TVector x11 = TPolicy.Load(x + (3 * channels) + c);
                TVector left = TPolicy.Add(x00, x10);
                TVector right = TPolicy.Add(x01, x11);
                TPolicy.Store(v + c, x00);
                TPolicy.Store(v + stride + c, TPolicy.Add(x00, x01));
                TPolicy.Store(v + (2 * stride) + c, x01);
                TPolicy.Store(v + (3 * stride) + c, left);
                TPolicy.Store(v + (4 * stride) + c, TPolicy.Add(left, right));
                TPolicy.Store(v + (5 * stride) + c, right);
                TPolicy.Store(v + (6 * stride) + c, x10);
                TPolicy.Store(v + (7 * stride) + c, TPolicy.Add(x10, x11));
                TPolicy.Store(v + (8 * stride) + c, x11);
            }
        }
    }

    private struct Job
    {
        public float* X;
        public int Images;
        public nint Channels;
        public float* Transformed;
    }
}
