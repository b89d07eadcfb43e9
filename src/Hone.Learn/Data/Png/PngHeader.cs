using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>The checked content of the IHDR chunk.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool IsInterlaced)
{
    private const int Length = 13;

    /// <summary>Samples per pixel as stored: 1 for gray and palette.</summary>
    public int Samples => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GrayAlpha => 2,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    /// <summary>Bits per pixel as stored, 1 to 64.</summary>
    public int BitsPerPixel => Samples * BitDepth;

    /// <summary>The distance in bytes to the pixel on the left for the row filters, at least 1.</summary>
    public int FilterDistance => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of the given width, without the filter byte.</summary>
    public int RowLength(int width)
    {
        return checked((int)((((long)width * BitsPerPixel) + 7) / 8));
    }

    public static PngHeader Parse(PngChunk chunk, string name, PngOptions options)
    {
        ReadOnlySpan<byte> data = chunk.Data;
        if (data.Length != Length)
        {
            throw new HoneFormatException(name, chunk.Offset, $"The PNG header IHDR has {Length} bytes.", $"{data.Length} bytes");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        CheckSize(width, height, chunk, name, options);
        CheckDepth(data[8], data[9], chunk, name);
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new HoneFormatException(
                name,
                chunk.Offset + 10,
                "PNG knows compression 0, filter 0 and interlace 0 or 1.",
                $"compression {data[10]}, filter {data[11]}, interlace {data[12]}");
        }

        return new PngHeader((int)width, (int)height, data[8], (PngColorType)data[9], data[12] == 1);
    }

    private static void CheckSize(uint width, uint height, PngChunk chunk, string name, PngOptions options)
    {
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw new HoneFormatException(name, chunk.Offset, $"Width and height of a PNG are 1 to {int.MaxValue}.", $"{width} x {height}");
        }

        if ((ulong)width * height > (ulong)options.MaximumPixels)
        {
            throw new HoneFormatException(
                name,
                chunk.Offset,
                $"An image may have at most {options.MaximumPixels} pixels.",
                $"{width} x {height} = {(ulong)width * height} pixels",
                "raise PngOptions.MaximumPixels if the file can be trusted");
        }
    }

    private static void CheckDepth(byte bitDepth, byte colorType, PngChunk chunk, string name)
    {
        bool isKnown = (PngColorType)colorType switch
        {
            PngColorType.Gray => bitDepth is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => bitDepth is 1 or 2 or 4 or 8,
            PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.Rgba => bitDepth is 8 or 16,
            _ => false,
        };
        if (!isKnown)
        {
            throw new HoneFormatException(
                name,
                chunk.Offset + 8,
                "PNG knows gray (type 0) with 1, 2, 4, 8 or 16 bits, palette (3) with 1, 2, 4 or 8, and RGB (2), gray with alpha (4) and RGBA (6) with 8 or 16.",
                $"color type {colorType} with {bitDepth} bits");
        }
    }
}
