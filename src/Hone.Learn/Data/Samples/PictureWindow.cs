using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Takes rectangles out of pictures.</summary>
internal static class PictureWindow
{
    /// <summary>Pads where the rectangle leaves the picture, then resizes.</summary>
    public static ImagePixels Cut(ImagePixels pixels, SampleWindow window, ResizeFilter filter, byte black)
    {
        bool isInside = window.Left >= 0 && window.Top >= 0 && window.Left + window.Width <= pixels.Width && window.Top + window.Height <= pixels.Height;
        ImageData image = isInside ? pixels.ToImageData() : Pad(pixels, window, black);
        var region = isInside ? new ImageRegion(window.Left, window.Top, window.Width, window.Height) : new ImageRegion(0, 0, window.Width, window.Height);
        return ImageResize.Resize(image, window.OutputWidth, window.OutputHeight, new ResizeOptions { Filter = filter, Region = region });
    }

    private static ImageData Pad(ImagePixels pixels, SampleWindow window, byte black)
    {
        int channels = pixels.Channels;
        var padded = new byte[checked(window.Width * window.Height * channels)];
        padded.AsSpan().Fill(black);
        ReadOnlySpan<byte> source = pixels.Pixels.Span;
        int first = Math.Clamp(-window.Left, 0, window.Width);
        int last = Math.Clamp(pixels.Width - window.Left, first, window.Width);
        for (int y = 0; y < window.Height; y++)
        {
            int from = PadIndex.Of(window.Top + y, pixels.Height, window.Pad);
            if (from < 0)
            {
                continue;
            }

            ReadOnlySpan<byte> row = source.Slice(from * pixels.Width * channels, pixels.Width * channels);
            Span<byte> line = padded.AsSpan(y * window.Width * channels, window.Width * channels);
            row.Slice((window.Left + first) * channels * (last > first ? 1 : 0), (last - first) * channels).CopyTo(line[(first * channels)..]);
            Fill(row, line, 0, first, window, pixels.Width, channels);
            Fill(row, line, last, window.Width, window, pixels.Width, channels);
        }

        return new ImageData(window.Width, window.Height, channels, padded);
    }

    private static void Fill(ReadOnlySpan<byte> row, Span<byte> line, int first, int last, SampleWindow window, int width, int channels)
    {
        for (int x = first; x < last; x++)
        {
            int from = PadIndex.Of(window.Left + x, width, window.Pad);
            if (from >= 0)
            {
                row.Slice(from * channels, channels).CopyTo(line[(x * channels)..]);
            }
        }
    }
}
