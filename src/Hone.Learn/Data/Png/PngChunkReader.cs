using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>Walks the chunks of a PNG file and checks lengths and checksums.</summary>
internal ref struct PngChunkReader
{
    // Length, type and checksum around the data of each chunk.
    private const int Overhead = 12;

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _name;
    private int _position;

    public PngChunkReader(ReadOnlySpan<byte> file, string name)
    {
        _file = file;
        _name = name;
        _position = Signature.Length;
        if (!file.StartsWith(Signature))
        {
            throw new HoneFormatException(
                name,
                0,
                $"A PNG file starts with {Convert.ToHexString(Signature)}.",
                file.IsEmpty ? "an empty file" : $"{Convert.ToHexString(file[..Math.Min(file.Length, Signature.Length)])}{Guess(file)}",
                "convert the file to PNG");
        }
    }

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public PngChunk Next()
    {
        int remaining = _file.Length - _position;
        if (remaining < Overhead)
        {
            throw Truncated(_position, $"a chunk of at least {Overhead} bytes", remaining);
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(_file[_position..]);
        if (length > remaining - Overhead)
        {
            throw Truncated(_position, $"a chunk of {(long)length + Overhead} bytes", remaining);
        }

        ReadOnlySpan<byte> typeAndData = _file.Slice(_position + 4, 4 + (int)length);
        var chunk = new PngChunk(BinaryPrimitives.ReadUInt32BigEndian(typeAndData), _position + 8, typeAndData[4..]);
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(_file[(_position + 8 + (int)length)..]);
        uint computed = Crc32.Compute(typeAndData);
        if (stored != computed)
        {
            throw new HoneFormatException(
                _name,
                _position,
                $"The checksum of chunk {chunk.Name} must match its {length} bytes: {computed:X8}.",
                $"{stored:X8}",
                "fetch the file again from its origin; it is damaged");
        }

        _position += Overhead + (int)length;
        return chunk;
    }

    private readonly HoneFormatException Truncated(int offset, string needed, int remaining)
    {
        return new HoneFormatException(
            _name,
            offset,
            $"The PNG file must go on with {needed}.",
            $"{remaining} bytes to the end of the file ({_file.Length} bytes)",
            "fetch the file again from its origin; it is truncated or damaged");
    }

    private static string Guess(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return " (a JPEG)";
        }

        if (file.StartsWith("GIF8"u8))
        {
            return " (a GIF)";
        }

        if (file.StartsWith("BM"u8))
        {
            return " (a BMP)";
        }

        return file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? " (a WebP)" : "";
    }
}
