namespace Hone.Learn.Data;

/// <summary>Reads Windows bitmaps in managed code that is safe on hostile files.</summary>
/// <remarks>
/// 1, 4, 8, 16, 24 and 32 bits, palettes, bit masks and both run-length codes are read, rows from below or from above. The result is RGB, or RGBA when
/// the header has a mask for alpha.
/// </remarks>
public static class Bmp
{
    /// <summary>Whether the bytes start like a BMP file.</summary>
    /// <param name="bytes">The first bytes of a file.</param>
    /// <returns>True when they are the letters BM.</returns>
    public static bool IsBmp(ReadOnlySpan<byte> bytes) => bytes.StartsWith("BM"u8);

    /// <summary>Decodes bytes that are in memory already.</summary>
    /// <param name="bytes">A whole BMP file.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The image.</returns>
    /// <exception cref="HoneFormatException">The bytes are not a BMP, are truncated, exceed the limits, or are of a kind that is not read.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> bytes, string name, BmpOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return BmpDecoder.Decode(bytes, name, options ?? new BmpOptions());
    }

    /// <summary>Reads the size without decoding.</summary>
    /// <param name="bytes">A BMP file, or its headers and palette.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The size and the channels.</returns>
    /// <exception cref="HoneFormatException">The headers are malformed or exceed the limits.</exception>
    public static ImageInfo Identify(ReadOnlySpan<byte> bytes, string name, BmpOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        BmpHeader header = BmpHeader.Parse(bytes, name, options ?? new BmpOptions());
        return new ImageInfo(ImageFormat.Bmp, header.Width, header.Height, header.Channels);
    }
}
