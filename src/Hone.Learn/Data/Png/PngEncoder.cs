using System.Buffers.Binary;
using System.IO.Compression;

namespace Hone.Learn.Data;

/// <summary>Encodes an image as PNG with 8 bits per sample. Each row takes the filter with the smallest sum of absolute differences.</summary>
internal static class PngEncoder
{
    public static byte[] Encode(ImageData image)
    {
        using var file = new MemoryStream();
        file.Write(PngChunkReader.Signature);
        WriteChunk(file, PngChunk.Header, Header(image));
        WriteChunk(file, PngChunk.ImageBytes, CompressRows(image));
        WriteChunk(file, PngChunk.End, []);
        return file.ToArray();
    }

    private static byte[] Header(ImageData image)
    {
        PngColorType colorType = image.Channels switch
        {
            1 => PngColorType.Gray,
            2 => PngColorType.GrayAlpha,
            3 => PngColorType.Rgb,
            _ => PngColorType.Rgba,
        };
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        header[9] = (byte)colorType;
        return header;
    }

    private static byte[] CompressRows(ImageData image)
    {
        using var compressed = new MemoryStream();
        using (var deflater = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int rowLength = image.Width * image.Channels;
            ReadOnlySpan<byte> above = new byte[rowLength];
            var best = new byte[rowLength];
            var candidate = new byte[rowLength];
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<byte> row = image.Pixels.AsSpan(y * rowLength, rowLength);
                byte filter = ChooseFilter(row, above, image.Channels, ref best, ref candidate);
                deflater.WriteByte(filter);
                deflater.Write(best);
                above = row;
            }
        }

        return compressed.ToArray();
    }

    private static byte ChooseFilter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, ref byte[] best, ref byte[] candidate)
    {
        byte chosen = PngFilter.None;
        long lowest = long.MaxValue;
        for (byte filter = PngFilter.None; filter <= PngFilter.Paeth; filter++)
        {
            PngFilter.Apply(filter, row, above, distance, candidate);
            long cost = 0;
            foreach (byte value in candidate)
            {
                cost += Math.Abs((int)(sbyte)value);
            }

            if (cost < lowest)
            {
                lowest = cost;
                chosen = filter;
                (best, candidate) = (candidate, best);
            }
        }

        return chosen;
    }

    private static void WriteChunk(Stream file, uint type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4), type);
        data.CopyTo(chunk.AsSpan(8));
        uint crc = Crc32.Compute(chunk.AsSpan(4, 4 + data.Length));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), crc);
        file.Write(chunk);
    }
}
