using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>The headers of a BMP, checked.</summary>
internal sealed record BmpHeader
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Whether the first row of the file is the highest of the image; usually it is the lowest.</summary>
    public required bool IsTopDown { get; init; }

    public required int Bits { get; init; }

    public required BmpCompression Compression { get; init; }

    /// <summary>Where the pixels start in the file.</summary>
    public required int PixelOffset { get; init; }

    /// <summary>Where the palette starts in the file.</summary>
    public required int PaletteOffset { get; init; }

    /// <summary>Colors of the palette; 0 without one.</summary>
    public required int PaletteLength { get; init; }

    /// <summary>Bytes for each color: 3 in the oldest files, otherwise 4.</summary>
    public required int PaletteStep { get; init; }

    public BmpChannelMask Red { get; init; }

    public BmpChannelMask Green { get; init; }

    public BmpChannelMask Blue { get; init; }

    public BmpChannelMask Alpha { get; init; }

    public int Channels => Alpha.IsEmpty ? 3 : 4;

    /// <summary>Bytes of a stored row, a multiple of 4.</summary>
    public int RowLength => checked((int)((((long)Width * Bits) + 31) / 32 * 4));

    public static BmpHeader Parse(ReadOnlySpan<byte> file, string name, BmpOptions options)
    {
        if (!file.StartsWith("BM"u8) || file.Length < FileHeader + CoreHeader)
        {
            throw new HoneFormatException(
                name,
                0,
                $"A BMP file starts with BM and has at least {FileHeader + CoreHeader} bytes.",
                $"{file.Length} bytes: {Convert.ToHexString(file[..Math.Min(file.Length, 4)])}",
                $"read it with {nameof(ImageFile)}, which finds out what it is");
        }

        uint headerLength = BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeader..]);
        if (headerLength is not (CoreHeader or InfoHeader or 52 or 56 or 64 or 108 or 124) || headerLength > file.Length - FileHeader)
        {
            throw new HoneFormatException(name, FileHeader, "The header of a BMP has 12, 40, 52, 56, 64, 108 or 124 bytes.", $"{headerLength} bytes in a file of {file.Length}");
        }

        ReadOnlySpan<byte> header = file.Slice(FileHeader, (int)headerLength);
        bool isCore = headerLength == CoreHeader;
        long width = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) : BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        long height = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) : BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(header[(isCore ? 10 : 14)..]);
        var compression = isCore ? BmpCompression.None : (BmpCompression)BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        CheckSize(width, Math.Abs(height), name, options);
        CheckCoding(bits, compression, name);
        bool hasMasks = compression is BmpCompression.BitFields or BmpCompression.AlphaBitFields;
        int afterHeader = FileHeader + (int)headerLength;
        int trailingMasks = hasMasks && headerLength == InfoHeader ? (compression == BmpCompression.BitFields ? 12 : 16) : 0;
        (BmpChannelMask red, BmpChannelMask green, BmpChannelMask blue, BmpChannelMask alpha) =
            hasMasks ? ReadMasks(file, (int)headerLength, afterHeader, trailingMasks, name) : DefaultMasks(bits);

        int paletteOffset = afterHeader + trailingMasks;
        int paletteStep = isCore ? 3 : 4;
        uint announced = isCore ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(header[32..]);
        int paletteLength = bits > 8 ? 0 : (int)(announced == 0 ? 1u << bits : Math.Min(announced, 1u << bits));
        uint pixelOffset = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        long paletteEnd = paletteOffset + ((long)paletteLength * paletteStep);
        if (paletteEnd > file.Length || pixelOffset > file.Length || pixelOffset < afterHeader)
        {
            throw new HoneFormatException(
                name,
                10,
                "The palette and the pixels of a BMP lie inside the file, behind its header.",
                $"palette to byte {paletteEnd}, pixels from byte {pixelOffset}, file of {file.Length} bytes",
                "fetch the file again from its origin; it is truncated or damaged");
        }

        return new BmpHeader
        {
            Width = (int)width,
            Height = (int)Math.Abs(height),
            IsTopDown = height < 0,
            Bits = bits,
            Compression = compression,
            PixelOffset = (int)pixelOffset,
            PaletteOffset = paletteOffset,
            PaletteLength = paletteLength,
            PaletteStep = paletteStep,
            Red = red,
            Green = green,
            Blue = blue,
            Alpha = alpha,
        };
    }

    private static void CheckSize(long width, long height, string name, BmpOptions options)
    {
        if (width < 1 || height < 1)
        {
            throw new HoneFormatException(name, FileHeader + 4, "Width and height of a BMP are at least 1.", $"{width} x {height}");
        }

        if (width * height > options.MaximumPixels)
        {
            throw new HoneFormatException(
                name,
                FileHeader + 4,
                $"An image may have at most {options.MaximumPixels} pixels.",
                $"{width} x {height} = {width * height} pixels",
                $"raise {nameof(BmpOptions.MaximumPixels)} if the file can be trusted");
        }
    }

    private static void CheckCoding(int bits, BmpCompression compression, string name)
    {
        bool isKnown = compression switch
        {
            BmpCompression.None => bits is 1 or 4 or 8 or 16 or 24 or 32,
            BmpCompression.RunLength8 => bits == 8,
            BmpCompression.RunLength4 => bits == 4,
            BmpCompression.BitFields or BmpCompression.AlphaBitFields => bits is 16 or 32,
            _ => false,
        };
        if (!isKnown)
        {
            throw new HoneFormatException(
                name,
                FileHeader + 14,
                "BMP is read with 1, 4, 8, 16, 24 or 32 bits, plain, with bit masks (16, 32), or run-length coded (4, 8).",
                $"{bits} bits with compression {(uint)compression}",
                "convert the file to PNG");
        }
    }

    private static (BmpChannelMask Red, BmpChannelMask Green, BmpChannelMask Blue, BmpChannelMask Alpha) ReadMasks(
        ReadOnlySpan<byte> file,
        int headerLength,
        int afterHeader,
        int trailing,
        string name)
    {
        int start = trailing > 0 ? afterHeader : FileHeader + InfoHeader;
        int length = trailing > 0 ? trailing : Math.Min(16, headerLength - InfoHeader);
        if (start + length > file.Length || length < 12)
        {
            throw new HoneFormatException(name, start, "Bit masks of a BMP have at least 12 bytes.", $"{Math.Min(length, file.Length - start)} bytes");
        }

        uint alpha = length >= 16 ? BinaryPrimitives.ReadUInt32LittleEndian(file[(start + 12)..]) : 0;
        return (
            new(BinaryPrimitives.ReadUInt32LittleEndian(file[start..])),
            new(BinaryPrimitives.ReadUInt32LittleEndian(file[(start + 4)..])),
            new(BinaryPrimitives.ReadUInt32LittleEndian(file[(start + 8)..])),
            new(alpha));
    }

    private static (BmpChannelMask Red, BmpChannelMask Green, BmpChannelMask Blue, BmpChannelMask Alpha) DefaultMasks(int bits)
    {
        return bits == 16
            ? (new(0x7C00), new(0x03E0), new(0x001F), default)
            : (new(0xFF0000), new(0x00FF00), new(0x0000FF), default);
    }
}
