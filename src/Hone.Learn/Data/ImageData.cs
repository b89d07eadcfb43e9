namespace Hone.Learn.Data;

/// <summary>One decoded image: bytes in the layout <c>[height, width, channels]</c>.</summary>
public sealed class ImageData
{
    /// <summary>Joins a size and its pixels.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="channels">1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</param>
    /// <param name="pixels"><c>[height, width, channels]</c>, 0 to 255; the array is kept, not copied.</param>
    /// <exception cref="ArgumentException">The number of bytes is not height * width * channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there are more than 4 channels.</exception>
    public ImageData(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        if (pixels.Length != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"A {width}x{height} image of {channels} channels has {(long)width * height * channels} bytes; got {pixels.Length}.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        Pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Bytes per pixel: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</summary>
    public int Channels { get; }

    /// <summary>The bytes, <c>[height, width, channels]</c>.</summary>
    public byte[] Pixels { get; }

    /// <summary>The image in one channel: luma = (19595 R + 38470 G + 7471 B + 32768) / 65536, the weights of ITU-R BT.601 as Pillow rounds them.</summary>
    /// <returns>This image when it is gray already, otherwise a new one. Alpha is dropped, not blended.</returns>
    public ImageData ToGray()
    {
        if (Channels == 1)
        {
            return this;
        }

        var gray = new byte[Width * Height];
        for (int i = 0; i < gray.Length; i++)
        {
            int at = i * Channels;
            gray[i] = Channels == 2 ? Pixels[at] : Luma(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }

        return new ImageData(Width, Height, 1, gray);
    }

    /// <summary>The image in three channels; gray is repeated.</summary>
    /// <returns>This image when it is RGB already, otherwise a new one. Alpha is dropped, not blended.</returns>
    public ImageData ToRgb()
    {
        if (Channels == 3)
        {
            return this;
        }

        var rgb = new byte[Width * Height * 3];
        bool isGray = Channels < 3;
        for (int i = 0; i < Width * Height; i++)
        {
            int from = i * Channels;
            int to = i * 3;
            rgb[to] = Pixels[from];
            rgb[to + 1] = Pixels[isGray ? from : from + 1];
            rgb[to + 2] = Pixels[isGray ? from : from + 2];
        }

        return new ImageData(Width, Height, 3, rgb);
    }

    /// <summary>The image in four channels; gray is repeated, and where there was no alpha it is 255, opaque.</summary>
    /// <returns>This image when it is RGBA already, otherwise a new one.</returns>
    public ImageData ToRgba()
    {
        if (Channels == 4)
        {
            return this;
        }

        var rgba = new byte[Width * Height * 4];
        bool isGray = Channels < 3;
        for (int i = 0; i < Width * Height; i++)
        {
            int from = i * Channels;
            int to = i * 4;
            rgba[to] = Pixels[from];
            rgba[to + 1] = Pixels[isGray ? from : from + 1];
            rgba[to + 2] = Pixels[isGray ? from : from + 2];
            rgba[to + 3] = Channels == 2 ? Pixels[from + 1] : byte.MaxValue;
        }

        return new ImageData(Width, Height, 4, rgba);
    }

    private static byte Luma(int red, int green, int blue)
    {
        return (byte)(((19595 * red) + (38470 * green) + (7471 * blue) + 32768) >> 16);
    }
}
