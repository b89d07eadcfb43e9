using Hone.Files;

namespace Hone.Learn.Data;

/// <summary>Reads and writes PNG (ISO/IEC 15948) in managed code that is safe on hostile files.</summary>
/// <remarks>
/// All color types, bit depths 1 to 16, palettes, transparency and Adam7 are read; the result has 8 bits per sample and the channels that the file
/// describes: gray, gray and alpha, RGB, or RGBA, where a palette becomes RGB and a tRNS chunk becomes alpha. 16-bit samples are rounded to 8.
/// Checksums are verified. An image with an eXIf chunk is turned upright as its orientation says, unless told otherwise. Gamma, color profiles and text are ignored, of an animated PNG the still image is read, and bytes after the end
/// of the image are ignored. Every size is checked against the limits, and against the bytes that are really there, before anything is allocated.
/// </remarks>
public static class Png
{
    private const int MaximumFileLength = 1 << 30;

    /// <summary>Whether the bytes start like a PNG file.</summary>
    /// <param name="bytes">The first bytes of a file, eight or more.</param>
    /// <returns>True when they are the PNG signature.</returns>
    public static bool IsPng(ReadOnlySpan<byte> bytes)
    {
        return bytes.StartsWith(PngChunkReader.Signature);
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The image.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="HoneFormatException">The file is not a PNG, is truncated or damaged, exceeds the limits, or has more than one gibibyte.</exception>
    public static ImageData Read(string path, PngOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long length = new FileInfo(path).Length;
        if (length > MaximumFileLength)
        {
            throw new HoneFormatException(path, null, $"A PNG file may have at most {MaximumFileLength} bytes.", $"{length} bytes");
        }

        return Decode(File.ReadAllBytes(path), path, options);
    }

    /// <summary>Decodes bytes that are in memory already.</summary>
    /// <param name="bytes">A whole PNG file.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The image.</returns>
    /// <exception cref="HoneFormatException">The bytes are not a PNG, are truncated or damaged, or exceed the limits.</exception>
    public static ImageData Decode(ReadOnlySpan<byte> bytes, string name, PngOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return DecodeFile(bytes, name, options ?? new PngOptions()).Image;
    }

    /// <summary>Reads the size without decoding.</summary>
    /// <param name="bytes">A PNG file, or its beginning up to the image data.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The size as stored, the channels that decoding gives, and the orientation of an eXIf chunk before the image data; <see cref="Decode"/> finds one behind them too.</returns>
    /// <exception cref="HoneFormatException">The bytes are not a PNG, end before the image data, or announce more than the limits allow.</exception>
    public static ImageInfo Identify(ReadOnlySpan<byte> bytes, string name, PngOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return PngDecoder.Identify(bytes, name, options ?? new PngOptions());
    }

    /// <summary>The image and what its header says, with the size as stored.</summary>
    internal static DecodedImage DecodeFile(ReadOnlySpan<byte> bytes, string name, PngOptions options) => PngDecoder.Decode(bytes, name, options);

    /// <summary>Encodes an image with 8 bits per sample; the same image always gives the same bytes on one version of .NET.</summary>
    /// <param name="image">One to four channels.</param>
    /// <returns>A whole PNG file.</returns>
    public static byte[] Encode(ImageData image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PngEncoder.Encode(image);
    }

    /// <summary>Encodes an image into a file: first beside its place, then renamed into it, so that no half-written file can be seen.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="image">One to four channels.</param>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public static void Write(string path, ImageData image)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
