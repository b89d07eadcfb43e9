using Hone.Files;

namespace Hone.Learn.Data;

/// <summary>Reads and writes JPEG (ITU-T T.81, JFIF) in managed code that is safe on hostile files.</summary>
/// <remarks>
/// Baseline, extended and progressive images with 8 bits and Huffman coding are read, with 1, 3 or 4 components in any sampling, with restart markers, as
/// gray or RGB; CMYK and YCCK become RGB as Pillow converts them. Samples are equal to those of libjpeg with its accurate transform and its smooth
/// enlargement of chrominance. Arithmetic coding, 12 bits, lossless and hierarchical images are refused by name. Every size is checked against the
/// limits before anything is allocated. Color profiles are ignored.
/// </remarks>
public static class Jpeg
{
    /// <summary>Whether the bytes start like a JPEG file.</summary>
    /// <param name="bytes">The first bytes of a file, three or more.</param>
    /// <returns>True when they are a start marker and the first byte of another.</returns>
    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.Start, 0xFF]);

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">Limits and choices; null means the defaults.</param>
    /// <returns>The image, one channel for gray, otherwise three.</returns>
    /// <exception cref="HoneDataException">There is no such file, it is a folder, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file is not a JPEG, is truncated or damaged, exceeds the limits, or is of a refused kind.</exception>
    public static DecodedImage Read(string path, JpegOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Decode(ImageBytes.Read(path), path, options);
    }

    /// <summary>Decodes bytes that are in memory already.</summary>
    /// <param name="bytes">A whole JPEG file.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits and choices; null means the defaults.</param>
    /// <returns>The image, one channel for gray, otherwise three.</returns>
    /// <exception cref="HoneFormatException">The bytes are not a JPEG, are truncated or damaged, exceed the limits, or are of a refused kind.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> bytes, string name, JpegOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return JpegDecoder.Decode(bytes, name, options ?? new JpegOptions());
    }

    /// <summary>Reads the size without decoding.</summary>
    /// <param name="bytes">A JPEG file, or its beginning up to the frame header.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The size as stored, and the orientation.</returns>
    /// <exception cref="HoneFormatException">There is no frame header, or one that is refused.</exception>
    public static ImageInfo Identify(ReadOnlySpan<byte> bytes, string name, JpegOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return JpegDecoder.Identify(bytes, name, options ?? new JpegOptions());
    }

    /// <summary>Encodes an image as baseline JPEG with a JFIF header; the same image always gives the same bytes.</summary>
    /// <param name="image">One or three channels, at most 65535 pixels along each side.</param>
    /// <param name="options">Quality and sampling; null means the defaults.</param>
    /// <returns>A whole JPEG file.</returns>
    /// <exception cref="ArgumentException">The image has alpha, which JPEG cannot hold, or is too large for the format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not 1 to 100.</exception>
    public static byte[] Encode(ImageData image, JpegEncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new JpegEncodeOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Quality, 100);
        if (image.Channels is not (1 or 3))
        {
            throw new ArgumentException($"JPEG holds 1 channel or 3, without alpha; got {image.Channels}. Try {nameof(ImageData.ToRgb)}() first, or PNG.", nameof(image));
        }

        if (image.Width > ushort.MaxValue || image.Height > ushort.MaxValue)
        {
            throw new ArgumentException($"JPEG holds at most {ushort.MaxValue} pixels along each side; got {image.Width} x {image.Height}.", nameof(image));
        }

        return JpegEncoder.Encode(image, options);
    }

    /// <summary>Encodes an image into a file: first beside its place, then renamed into it, so that no half-written file can be seen.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="image">One or three channels, at most 65535 pixels along each side.</param>
    /// <param name="options">Quality and sampling; null means the defaults.</param>
    /// <exception cref="ArgumentException">The image has alpha, which JPEG cannot hold, or is too large for the format.</exception>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public static void Write(string path, ImageData image, JpegEncodeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Encode(image, options);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
