namespace Hone.Learn.Data;

/// <summary>Reads image files whatever they are called: the first bytes decide what they are.</summary>
/// <remarks>PNG, JPEG, BMP and the first frame of GIF are read; WebP and TIFF are recognized and refused by name.</remarks>
public static class ImageFile
{
    // Headers are nearly always in here; a file with more metadata is read whole.
    private const int HeaderLength = 1 << 16;

    /// <summary>Finds out the format of bytes.</summary>
    /// <param name="bytes">The first bytes of a file, twelve or more.</param>
    /// <returns>The format.</returns>
    public static ImageFormat Sniff(ReadOnlySpan<byte> bytes)
    {
        if (Jpeg.IsJpeg(bytes))
        {
            return ImageFormat.Jpeg;
        }

        if (Png.IsPng(bytes))
        {
            return ImageFormat.Png;
        }

        if (Gif.IsGif(bytes))
        {
            return ImageFormat.Gif;
        }

        if (Bmp.IsBmp(bytes))
        {
            return ImageFormat.Bmp;
        }

        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
        {
            return ImageFormat.Tiff;
        }

        return bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? ImageFormat.WebP : ImageFormat.Unknown;
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">Limits and choices; null means the defaults.</param>
    /// <returns>The image, what its header says, and a warning when part of it is missing.</returns>
    /// <exception cref="HoneDataException">There is no such file, it is a folder, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file is none of the formats, is truncated or damaged, or exceeds the limits.</exception>
    public static DecodedImage Read(string path, ImageFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Decode(ImageBytes.Read(path), path, options);
    }

    /// <summary>Decodes bytes that are in memory already.</summary>
    /// <param name="bytes">A whole file.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits and choices; null means the defaults.</param>
    /// <returns>The image, what its header says, and a warning when part of it is missing.</returns>
    /// <exception cref="HoneFormatException">The bytes are none of the formats, are truncated or damaged, or exceed the limits.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> bytes, string name, ImageFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        options ??= new ImageFileOptions();
        DecodedImage decoded = Sniff(bytes) switch
        {
            ImageFormat.Jpeg => DecodeJpeg(bytes, name, options),
            ImageFormat.Png => DecodePng(bytes, name, options),
            ImageFormat.Bmp => Bmp.Decode(bytes, name, new BmpOptions { MaximumPixels = options.MaximumPixels, Damage = options.Damage }),
            ImageFormat.Gif => Gif.Decode(bytes, name, new GifOptions { MaximumPixels = options.MaximumPixels, Damage = options.Damage }),
            ImageFormat format => throw Unread(bytes, name, format),
        };
        ImageData image = options.PixelType switch
        {
            PixelType.Gray => decoded.Image.ToGray(),
            PixelType.Rgb => decoded.Image.ToRgb(),
            PixelType.Rgba => decoded.Image.ToRgba(),
            _ => decoded.Image,
        };
        return decoded with { Image = image };
    }

    /// <summary>Reads the size of a file without decoding it.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>Format, size, channels and orientation.</returns>
    /// <exception cref="HoneDataException">There is no such file, it is a folder, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file is none of the formats, or its header is malformed or exceeds the limits.</exception>
    public static ImageInfo Identify(string path, ImageFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var start = new byte[HeaderLength];
        int read = ImageBytes.ReadStart(path, start);
        try
        {
            return Identify(start.AsSpan(0, read), path, options);
        }
        catch (HoneFormatException) when (read == HeaderLength)
        {
            return Identify(ImageBytes.Read(path), path, options);
        }
    }

    /// <summary>Reads the size of bytes without decoding them.</summary>
    /// <param name="bytes">A file, or its beginning up to the image data.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>Format, size, channels and orientation.</returns>
    /// <exception cref="HoneFormatException">The bytes are none of the formats, or their header is malformed or exceeds the limits.</exception>
    public static ImageInfo Identify(ReadOnlySpan<byte> bytes, string name, ImageFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        int most = (options ?? new ImageFileOptions()).MaximumPixels;
        return Sniff(bytes) switch
        {
            ImageFormat.Jpeg => Jpeg.Identify(bytes, name, new JpegOptions { MaximumPixels = most }),
            ImageFormat.Png => Png.Identify(bytes, name, new PngOptions { MaximumPixels = most }),
            ImageFormat.Bmp => Bmp.Identify(bytes, name, new BmpOptions { MaximumPixels = most }),
            ImageFormat.Gif => Gif.Identify(bytes, name, new GifOptions { MaximumPixels = most }),
            ImageFormat format => throw Unread(bytes, name, format),
        };
    }

    private static DecodedImage DecodeJpeg(ReadOnlySpan<byte> bytes, string name, ImageFileOptions options)
    {
        JpegOptions jpeg = JpegOptionsFor(bytes, name, options);
        return options.JpegLibrary == JpegLibrary.TurboJpeg ? TurboJpeg.Decode(bytes, name, jpeg) : Jpeg.Decode(bytes, name, jpeg);
    }

    private static DecodedImage DecodePng(ReadOnlySpan<byte> bytes, string name, ImageFileOptions options)
    {
        return Png.DecodeFile(bytes, name, new PngOptions { MaximumPixels = options.MaximumPixels, ApplyOrientation = options.ApplyOrientation });
    }

    private static JpegOptions JpegOptionsFor(ReadOnlySpan<byte> bytes, string name, ImageFileOptions options)
    {
        var jpeg = new JpegOptions { MaximumPixels = options.MaximumPixels, Damage = options.Damage, ApplyOrientation = options.ApplyOrientation };
        if (options.ShorterSide is not { } side)
        {
            return jpeg;
        }

        ImageInfo info = Jpeg.Identify(bytes, name, jpeg);
        int shorter = Math.Min(info.Width, info.Height);
        JpegScale scale = JpegScale.Full;
        foreach (JpegScale candidate in (ReadOnlySpan<JpegScale>)[JpegScale.Half, JpegScale.Quarter, JpegScale.Eighth])
        {
            scale = shorter / (int)candidate >= side ? candidate : scale;
        }

        return jpeg with { Scale = scale };
    }

    private static HoneFormatException Unread(ReadOnlySpan<byte> bytes, string name, ImageFormat format)
    {
        if (bytes.IsEmpty)
        {
            return new HoneFormatException(name, 0, "An image file is PNG, JPEG, BMP or GIF.", "an empty file of 0 bytes", "get the file again from its origin, or remove it");
        }

        string found = Convert.ToHexString(bytes[..Math.Min(bytes.Length, 12)]);
        return new HoneFormatException(
            name,
            0,
            "An image file is PNG, JPEG, BMP or GIF.",
            format == ImageFormat.Unknown ? $"{found}, which starts none of them" : format.ToString(),
            "convert the file to PNG or JPEG");
    }
}
