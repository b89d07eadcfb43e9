using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// The passes of <see cref="Convolution"/> as plain loops over the same layouts: the definition, the path of element types
/// without a fast kernel, and the oracle of the kernels' tests.
/// </summary>
internal static unsafe class ConvolutionPlain<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>y[n, oy, ox, k] = bias[k] + sum over taps and c of x[n, iy, ix, c] * w[k, c, tap].</summary>
    public static void Forward(in ConvShape s, T* x, T* packedWeight, T* bias, T* y)
    {
        for (nint pixel = 0; pixel < OutPixels(s); pixel++)
        {
            for (int k = 0; k < s.OutChannels; k++)
            {
                T sum = bias == null ? T.Zero : bias[k];
                for (int tap = 0; tap < s.Taps; tap++)
                {
                    nint source = Source(s, pixel, tap);
                    if (source < 0)
                    {
                        continue;
                    }

                    T* input = x + (source * s.InChannels) + FirstChannel(s, k);
                    for (int c = 0; c < s.GroupInChannels; c++)
                    {
                        sum += input[c] * packedWeight[s.PackedIndex(k, c, tap)];
                    }
                }

                y[(pixel * s.OutChannels) + k] = sum;
            }
        }
    }

    /// <summary>dx[n, iy, ix, c] (+)= sum over the k and taps that read it of dy[n, oy, ox, k] * w[k, c, tap].</summary>
    public static void BackwardData(in ConvShape s, T* dy, T* packedWeight, T* dx, bool accumulate)
    {
        if (!accumulate)
        {
            new Span<T>(dx, checked((int)s.InputLength)).Clear();
        }

        for (nint pixel = 0; pixel < OutPixels(s); pixel++)
        {
            for (int tap = 0; tap < s.Taps; tap++)
            {
                nint source = Source(s, pixel, tap);
                if (source < 0)
                {
                    continue;
                }

                for (int k = 0; k < s.OutChannels; k++)
                {
                    T gradient = dy[(pixel * s.OutChannels) + k];
                    T* destination = dx + (source * s.InChannels) + FirstChannel(s, k);
                    for (int c = 0; c < s.GroupInChannels; c++)
                    {
                        destination[c] += gradient * packedWeight[s.PackedIndex(k, c, tap)];
                    }
                }
            }
        }
    }

    /// <summary>dw[k, c, tap] (+)= sum over pixels of x[n, iy, ix, c] * dy[n, oy, ox, k]; padding lanes are written as zero.</summary>
    public static void BackwardWeight(in ConvShape s, T* x, T* dy, T* packedDw, bool accumulate)
    {
        if (!accumulate)
        {
            new Span<T>(packedDw, checked((int)s.PackedWeightLength)).Clear();
        }

        for (nint pixel = 0; pixel < OutPixels(s); pixel++)
        {
            for (int tap = 0; tap < s.Taps; tap++)
            {
                nint source = Source(s, pixel, tap);
                if (source < 0)
                {
                    continue;
                }

                for (int k = 0; k < s.OutChannels; k++)
                {
                    T gradient = dy[(pixel * s.OutChannels) + k];
                    T* input = x + (source * s.InChannels) + FirstChannel(s, k);
                    for (int c = 0; c < s.GroupInChannels; c++)
                    {
                        packedDw[s.PackedIndex(k, c, tap)] += gradient * input[c];
                    }
                }
            }
        }
    }

    /// <summary>db[k] (+)= sum over pixels of dy[pixel, k].</summary>
    public static void BackwardBias(in ConvShape s, T* dy, T* db, bool accumulate)
    {
        for (int k = 0; k < s.OutChannels; k++)
        {
            T sum = accumulate ? db[k] : T.Zero;
            for (nint pixel = 0; pixel < OutPixels(s); pixel++)
            {
                sum += dy[(pixel * s.OutChannels) + k];
            }

            db[k] = sum;
        }
    }

    private static nint OutPixels(in ConvShape s) => (nint)s.Batch * s.OutHeight * s.OutWidth;

    private static int FirstChannel(in ConvShape s, int k) => k / s.GroupOutChannels * s.GroupInChannels;

    /// <summary>The input pixel that a tap reads for an output pixel, or -1 for padding.</summary>
    private static nint Source(in ConvShape s, nint pixel, int tap)
    {
        nint image = pixel / (s.OutHeight * s.OutWidth);
        int inImage = (int)(pixel % (s.OutHeight * s.OutWidth));
        int y = (inImage / s.OutWidth * s.StrideHeight) - s.PaddingHeight + (tap / s.KernelWidth * s.DilationHeight);
        int x = (inImage % s.OutWidth * s.StrideWidth) - s.PaddingWidth + (tap % s.KernelWidth * s.DilationWidth);
        bool inside = (uint)y < (uint)s.InHeight && (uint)x < (uint)s.InWidth;
        return inside ? (((image * s.InHeight) + y) * s.InWidth) + x : -1;
    }
}
