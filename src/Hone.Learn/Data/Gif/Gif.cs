namespace Hone.Learn.Data;

/// <summary>Reads the first frame of GIF files in managed code that is safe on hostile files.</summary>
/// <remarks>The result is RGB, or RGBA when the frame has a transparent color; what the frame leaves out of the image is black, or transparent.</remarks>
public static class Gif
{
    /// <summary>Whether the bytes start like a GIF file.</summary>
    /// <param name="bytes">The first bytes of a file, six or more.</param>
    /// <returns>True when they are GIF87a or GIF89a.</returns>
    public static bool IsGif(ReadOnlySpan<byte> bytes) => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8);

    /// <summary>Decodes bytes that are in memory already.</summary>
    /// <param name="bytes">A whole GIF file.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The first frame.</returns>
    /// <exception cref="HoneFormatException">The bytes are not a GIF, are truncated or damaged, or exceed the limits.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> bytes, string name, GifOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return GifDecoder.Decode(bytes, name, options ?? new GifOptions());
    }

    /// <summary>Reads the size without decoding.</summary>
    /// <param name="bytes">A GIF file, or its beginning up to the first frame.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The size and the channels.</returns>
    /// <exception cref="HoneFormatException">The header is malformed or exceeds the limits.</exception>
    public static ImageInfo Identify(ReadOnlySpan<byte> bytes, string name, GifOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return GifDecoder.Identify(bytes, name, options ?? new GifOptions());
    }
}
