using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>Decodes one BMP file.</summary>
internal static class BmpDecoder
{
    public static DecodedImage Decode(ReadOnlySpan<byte> file, string name, BmpOptions options)
    {
        BmpHeader header = BmpHeader.Parse(file, name, options);
        bool isRunLength = header.Compression is BmpCompression.RunLength8 or BmpCompression.RunLength4;
        ReadOnlySpan<byte> stored = file[header.PixelOffset..];
        long needed = isRunLength ? 2 : (long)header.RowLength * header.Height;
        string? warning = null;
        if (stored.Length < needed)
        {
            warning = Damaged(header, name, options, $"The pixels of a BMP of {header.Width} x {header.Height} with {header.Bits} bits have {needed} bytes.", $"{stored.Length} bytes");
        }

        byte[] palette = Palette(file, header);
        var pixels = new byte[checked(header.Width * header.Height * header.Channels)];
        if (isRunLength)
        {
            var indices = new byte[header.Width * header.Height];
            if (!BmpRunLength.Expand(stored, header, indices))
            {
                warning ??= Damaged(header, name, options, "Run-length coded pixels of a BMP go on to their end mark.", $"{stored.Length} bytes without one");
            }

            for (int i = 0; i < indices.Length; i++)
            {
                palette.AsSpan(indices[i] * 3, 3).CopyTo(pixels.AsSpan(i * 3));
            }
        }
        else
        {
            int rows = (int)Math.Min(header.Height, stored.Length / header.RowLength);
            for (int row = 0; row < rows; row++)
            {
                int y = header.IsTopDown ? row : header.Height - 1 - row;
                int length = header.Width * header.Channels;
                ExpandRow(stored.Slice(row * header.RowLength, header.RowLength), header, palette, pixels.AsSpan(y * length, length));
            }
        }

        var info = new ImageInfo(ImageFormat.Bmp, header.Width, header.Height, header.Channels);
        return new DecodedImage(new ImageData(header.Width, header.Height, header.Channels, pixels), info, warning);
    }

    private static string Damaged(BmpHeader header, string name, BmpOptions options, string expected, string got)
    {
        var error = new HoneFormatException(
            name,
            header.PixelOffset,
            expected,
            got,
            $"fetch the file again from its origin, or accept part of the image with {nameof(DamagePolicy)}.{nameof(DamagePolicy.Partial)}");
        return options.Damage == DamagePolicy.Fail ? throw error : error.Message;
    }

    /// <summary>256 colors in the order red, green, blue; those that the file does not define are black.</summary>
    private static byte[] Palette(ReadOnlySpan<byte> file, BmpHeader header)
    {
        var palette = new byte[256 * 3];
        for (int i = 0; i < header.PaletteLength; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice(header.PaletteOffset + (i * header.PaletteStep), 3);
            palette[i * 3] = entry[2];
            palette[(i * 3) + 1] = entry[1];
            palette[(i * 3) + 2] = entry[0];
        }

        return palette;
    }

    private static void ExpandRow(ReadOnlySpan<byte> stored, BmpHeader header, ReadOnlySpan<byte> palette, Span<byte> row)
    {
        int channels = header.Channels;
        for (int x = 0; x < header.Width; x++)
        {
            Span<byte> pixel = row.Slice(x * channels, channels);
            switch (header.Bits)
            {
                case 24:
                    pixel[0] = stored[(3 * x) + 2];
                    pixel[1] = stored[(3 * x) + 1];
                    pixel[2] = stored[3 * x];
                    break;
                case 16:
                    Unmask(BinaryPrimitives.ReadUInt16LittleEndian(stored[(2 * x)..]), header, pixel);
                    break;
                case 32:
                    Unmask(BinaryPrimitives.ReadUInt32LittleEndian(stored[(4 * x)..]), header, pixel);
                    break;
                default:
                    int perByte = 8 / header.Bits;
                    int shift = 8 - (header.Bits * ((x % perByte) + 1));
                    int index = (stored[x / perByte] >> shift) & ((1 << header.Bits) - 1);
                    palette.Slice(index * 3, 3).CopyTo(pixel);
                    break;
            }
        }
    }

    private static void Unmask(uint value, BmpHeader header, Span<byte> pixel)
    {
        pixel[0] = header.Red.Of(value);
        pixel[1] = header.Green.Of(value);
        pixel[2] = header.Blue.Of(value);
        if (pixel.Length == 4)
        {
            pixel[3] = header.Alpha.Of(value);
        }
    }
}
