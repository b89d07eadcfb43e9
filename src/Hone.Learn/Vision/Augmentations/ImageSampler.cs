using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn;

/// <summary>Takes a picture through a map: for each new pixel the values at its place in the old picture. Equal to PyTorch's <c>grid_sample</c>; cubics are in <see cref="BicubicSampler"/>.</summary>
internal static class ImageSampler
{
    private const int Rgb = 3;

    /// <summary>Bilinear, for images.</summary>
    /// <param name="image"><c>[height, width, channels]</c>.</param>
    /// <param name="frame">The old picture.</param>
    /// <param name="channels">Values of one pixel.</param>
    /// <param name="map">From new to old pixels.</param>
    /// <param name="result"><c>[new height, new width, channels]</c>.</param>
    /// <param name="row">As wide as the new picture.</param>
    /// <param name="pad">What lies beyond the border.</param>
    public static void Bilinear(ReadOnlySpan<float> image, PictureFrame frame, int channels, in Homography map, Span<float> result, SampleRow row, PadMode pad)
    {
        int width = frame.Width;
        int height = frame.Height;
        int length = row.Width * channels;
        for (int y = 0; y * length < result.Length; y++)
        {
            row.Compute(map, y, frame, pad);
            Span<float> line = result.Slice(y * length, length);
            if (!row.IsInside)
            {
                WithBlack(image, height, width, channels, row, line);
            }
            else if (channels == Rgb && Vector256.IsHardwareAccelerated)
            {
                int done = Colors(image, height, width, row, result[(y * length)..]);
                Plain(image, height, width, channels, row, line, done);
            }
            else
            {
                Plain(image, height, width, channels, row, line, 0);
            }
        }
    }

    /// <summary>The nearest pixel, for masks and for images that are not to be mixed; ties go to the even position, as in PyTorch.</summary>
    /// <param name="picture"><c>[height, width, channels]</c>.</param>
    /// <param name="frame">The old picture.</param>
    /// <param name="channels">Values of one pixel.</param>
    /// <param name="map">From new to old pixels.</param>
    /// <param name="result"><c>[new height, new width, channels]</c>.</param>
    /// <param name="row">As wide as the new picture.</param>
    /// <param name="pad">What lies beyond the border.</param>
    /// <param name="outside">The value beyond the border, for <see cref="PadMode.Zeros"/>.</param>
    public static void Nearest<T>(ReadOnlySpan<T> picture, PictureFrame frame, int channels, in Homography map, Span<T> result, SampleRow row, PadMode pad, T outside)
    {
        int length = row.Width * channels;
        for (int y = 0; y * length < result.Length; y++)
        {
            row.Compute(map, y, frame, pad);
            for (int x = 0; x < row.Width; x++)
            {
                int fromX = (int)MathF.Round(row.X[x]);
                int fromY = (int)MathF.Round(row.Y[x]);
                bool isInside = (uint)fromX < (uint)frame.Width && (uint)fromY < (uint)frame.Height;
                int from = ((fromY * frame.Width) + fromX) * channels;
                int to = (y * length) + (x * channels);
                for (int c = 0; c < channels; c++)
                {
                    result[to + c] = isInside ? picture[from + c] : outside;
                }
            }
        }
    }

    /// <summary>
    /// RGB: eight floats hold a pixel, its right neighbor and two values of no use. One mix of two rows and one of the two halves give the pixel; four floats are
    /// stored, the fourth is overwritten by the next pixel. Returns the number of pixels done: where eight floats would lead beyond the end, the plain loop goes on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Colors(ReadOnlySpan<float> image, int height, int width, SampleRow row, Span<float> result)
    {
        int down = height > 1 ? width * Rgb : 0;
        int lastStart = image.Length - down - Vector256<float>.Count;
        Vector256<int> neighbor = Vector256.Create(3, 4, 5, 6, 7, 7, 7, 7);
        ReadOnlySpan<int> lefts = row.Left;
        ReadOnlySpan<int> tops = row.Top;
        ReadOnlySpan<float> weightsX = row.WeightX;
        ReadOnlySpan<float> weightsY = row.WeightY;
        int count = Math.Min(row.Width, (result.Length - 1) / Rgb);
        for (int x = 0; x < count; x++)
        {
            int start = ((tops[x] * width) + lefts[x]) * Rgb;
            if (start > lastStart)
            {
                // The corner pixel at the end of the image: take it alone, without its neighbors' spare lanes.
                Pixel(image, start, width > 1 ? Rgb : 0, down, weightsX[x], weightsY[x], result.Slice(x * Rgb, Rgb));
                continue;
            }

            Vector256<float> upper = Vector256.Create(image.Slice(start, Vector256<float>.Count));
            Vector256<float> lower = Vector256.Create(image.Slice(start + down, Vector256<float>.Count));
            Vector256<float> mixed = Vector256.FusedMultiplyAdd(lower - upper, Vector256.Create(weightsY[x]), upper);
            Vector128<float> left = mixed.GetLower();
            Vector128<float> right = Vector256.Shuffle(mixed, neighbor).GetLower();
            Vector128.FusedMultiplyAdd(right - left, Vector128.Create(weightsX[x]), left).CopyTo(result.Slice(x * Rgb, Vector128<float>.Count));
        }

        return count;
    }

    private static void Plain(ReadOnlySpan<float> image, int height, int width, int channels, SampleRow row, Span<float> line, int first)
    {
        int right = width > 1 ? channels : 0;
        int down = height > 1 ? width * channels : 0;
        for (int x = first; x < row.Width; x++)
        {
            int start = ((row.Top[x] * width) + row.Left[x]) * channels;
            Pixel(image, start, right, down, row.WeightX[x], row.WeightY[x], line.Slice(x * channels, channels));
        }
    }

    private static void Pixel(ReadOnlySpan<float> image, int start, int right, int down, float weightX, float weightY, Span<float> pixel)
    {
        for (int c = 0; c < pixel.Length; c++)
        {
            int at = start + c;
            float left = image[at] + ((image[at + down] - image[at]) * weightY);
            float other = image[at + right] + ((image[at + right + down] - image[at + right]) * weightY);
            pixel[c] = left + ((other - left) * weightX);
        }
    }

    /// <summary>Rows that leave the picture, with zeros beyond it: each of the four neighbors is checked.</summary>
    private static void WithBlack(ReadOnlySpan<float> image, int height, int width, int channels, SampleRow row, Span<float> line)
    {
        for (int x = 0; x < row.Width; x++)
        {
            float left = MathF.Floor(row.X[x]);
            float top = MathF.Floor(row.Y[x]);
            float weightX = row.X[x] - left;
            float weightY = row.Y[x] - top;
            for (int c = 0; c < channels; c++)
            {
                line[(x * channels) + c] =
                    (At(image, height, width, channels, (int)left, (int)top, c) * (1 - weightX) * (1 - weightY))
                    + (At(image, height, width, channels, (int)left + 1, (int)top, c) * weightX * (1 - weightY))
                    + (At(image, height, width, channels, (int)left, (int)top + 1, c) * (1 - weightX) * weightY)
                    + (At(image, height, width, channels, (int)left + 1, (int)top + 1, c) * weightX * weightY);
            }
        }
    }

    private static float At(ReadOnlySpan<float> image, int height, int width, int channels, int x, int y, int c) =>
        (uint)x < (uint)width && (uint)y < (uint)height ? image[(((y * width) + x) * channels) + c] : 0;
}
