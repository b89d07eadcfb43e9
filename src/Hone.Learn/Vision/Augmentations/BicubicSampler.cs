namespace Hone.Learn;

/// <summary>Takes a picture through a map with a cubic through four neighbors along each axis: PyTorch's <c>grid_sample</c> in mode bicubic.</summary>
/// <remarks>Each neighbor that lies beyond the border is padded by itself, where bilinear and nearest move the position.</remarks>
internal static class BicubicSampler
{
    private const int Taps = 4;

    // Keys' parameter of the cubic as PyTorch has it.
    private const float A = -0.75f;

    /// <summary>Samples a picture.</summary>
    /// <param name="image"><c>[height, width, channels]</c>.</param>
    /// <param name="frame">The old picture.</param>
    /// <param name="channels">Values of one pixel.</param>
    /// <param name="map">From new to old pixels.</param>
    /// <param name="result"><c>[new height, new width, channels]</c>.</param>
    /// <param name="row">As wide as the new picture.</param>
    /// <param name="pad">What lies beyond the border.</param>
    public static void Sample(ReadOnlySpan<float> image, PictureFrame frame, int channels, in Homography map, Span<float> result, SampleRow row, PadMode pad)
    {
        Span<int> columns = stackalloc int[Taps];
        Span<int> lines = stackalloc int[Taps];
        Span<float> across = stackalloc float[Taps];
        Span<float> down = stackalloc float[Taps];
        int length = row.Width * channels;
        for (int y = 0; y * length < result.Length; y++)
        {
            // With zeros a row leaves positions as they are.
            row.Compute(map, y, frame, PadMode.Zeros);
            for (int x = 0; x < row.Width; x++)
            {
                Locate(row.X[x], frame.Width, frame.AlignCorners, pad, columns, across);
                Locate(row.Y[x], frame.Height, frame.AlignCorners, pad, lines, down);
                Span<float> pixel = result.Slice((y * length) + (x * channels), channels);
                pixel.Clear();
                for (int i = 0; i < Taps; i++)
                {
                    for (int j = 0; j < Taps; j++)
                    {
                        Add(image, ((lines[i] * frame.Width) + columns[j]) * channels, lines[i] < 0 || columns[j] < 0 ? 0 : down[i] * across[j], pixel);
                    }
                }
            }
        }
    }

    /// <summary>Adds a weighted pixel; the weight is 0 for those that do not exist.</summary>
    private static void Add(ReadOnlySpan<float> image, int start, float weight, Span<float> pixel)
    {
        if (weight == 0)
        {
            return;
        }

        for (int c = 0; c < pixel.Length; c++)
        {
            pixel[c] += weight * image[start + c];
        }
    }

    /// <summary>The four pixels around a position, -1 for none, and their weights.</summary>
    private static void Locate(float position, int size, bool alignCorners, PadMode pad, Span<int> pixels, Span<float> weights)
    {
        float floor = MathF.Floor(position);
        float fraction = position - floor;
        for (int t = 0; t < Taps; t++)
        {
            pixels[t] = Padded((long)floor + t - 1, size, alignCorners, pad);
            weights[t] = Cubic(Math.Abs(fraction - (t - 1)));
        }
    }

    private static int Padded(long pixel, int size, bool alignCorners, PadMode pad) => pad switch
    {
        PadMode.Zeros => pixel >= 0 && pixel < size ? (int)pixel : -1,
        PadMode.Border => (int)Math.Clamp(pixel, 0, size - 1),
        _ => alignCorners ? MirroredAtCenters(pixel, size) : MirroredAtEdges(pixel, size),
    };

    /// <summary>c b | a b c | b a: a period of 2 size - 2.</summary>
    private static int MirroredAtCenters(long pixel, int size)
    {
        if (size == 1)
        {
            return 0;
        }

        long period = 2L * (size - 1);
        long rest = Math.Abs(pixel % period);
        return (int)Math.Min(rest, period - rest);
    }

    /// <summary>b a | a b c | c b: a period of 2 size.</summary>
    private static int MirroredAtEdges(long pixel, int size)
    {
        long period = 2L * size;
        long rest = ((pixel % period) + period) % period;
        return (int)Math.Min(rest, period - 1 - rest);
    }

    /// <summary>Keys' kernel at distance 0 to 2 (Keys 1981).</summary>
    private static float Cubic(float x) => x <= 1
        ? ((((A + 2) * x) - (A + 3)) * x * x) + 1
        : (((((x - 5) * x) + 8) * x) - 4) * A;
}
