using System.Buffers.Binary;
using System.IO.Compression;
using Hone.Files;

namespace Hone.Learn.Data;

/// <summary>Reads and writes the idx format of MNIST and its relatives, plain or inside gzip.</summary>
/// <remarks>
/// The format: two zero bytes, a type code (8 = unsigned byte, the only one read here), the number of dimensions, one big-endian 32-bit size for each
/// dimension, then the values in row-major order. Gzip is recognized by its first two bytes, never by the file name.
/// The reader is strict: a missing byte and a byte too many are both errors, and nothing is allocated before the announced size is plausible.
/// </remarks>
public static class IdxFile
{
    private const byte UnsignedByte = 0x08;
    private const int PreambleLength = 4;
    private const int GzipTrailerLength = 8;

    // Deflate cannot do better than one bit and a half for 258 bytes; zlib's own bound is 1032 to 1.
    private const long HighestCompressionRatio = 1032;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The shape and the values.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="HoneFormatException">The content is not an idx file of unsigned bytes, is truncated, has trailing bytes, announces more
    /// values than allowed, or its gzip wrapping is damaged.</exception>
    public static IdxArray Read(string path, IdxOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path, options);
    }

    /// <summary>Reads from a stream, from its position to its end.</summary>
    /// <param name="stream">A readable stream that can seek.</param>
    /// <param name="name">How errors call the stream, usually a path.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <returns>The shape and the values.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="HoneFormatException">As for a file.</exception>
    public static IdxArray Read(Stream stream, string name, IdxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The stream must be able to seek, because its size is checked before anything is allocated.", nameof(stream));
        }

        options ??= new IdxOptions();
        return GzipSniffer.IsGzip(stream) ? ReadGzip(stream, name, options) : ReadPlain(stream, name, options);
    }

    /// <summary>Writes a file: first beside its place, then renamed into it, so that no half-written file can be seen.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="array">The shape and the values.</param>
    /// <param name="compression">Default none. The file name does not matter.</param>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public static void Write(string path, IdxArray array, IdxCompression compression = IdxCompression.None)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.Write(path, stream => WriteTo(stream, array, compression));
    }

    /// <summary>The bytes in front of the values: type code, number of dimensions, sizes.</summary>
    internal static byte[] Header(IdxArray array)
    {
        var header = new byte[PreambleLength + (4 * array.Shape.Count)];
        header[2] = UnsignedByte;
        header[3] = (byte)array.Shape.Count;
        for (int i = 0; i < array.Shape.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(PreambleLength + (4 * i)), array.Shape[i]);
        }

        return header;
    }

    private static void WriteTo(Stream stream, IdxArray array, IdxCompression compression)
    {
        if (compression == IdxCompression.None)
        {
            stream.Write(Header(array));
            stream.Write(array.Values);
            return;
        }

        using var gzip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        gzip.Write(Header(array));
        gzip.Write(array.Values);
    }

    private static IdxArray ReadPlain(Stream stream, string name, IdxOptions options)
    {
        long available = stream.Length - stream.Position;
        int[] shape = ReadShape(stream, name);
        long headerLength = PreambleLength + (4L * shape.Length);
        long count = CountValues(shape, name, options);
        CheckLength(headerLength + count, available, shape, name);
        var values = new byte[count];
        stream.ReadExactly(values);
        return new IdxArray(shape, values);
    }

    private static IdxArray ReadGzip(Stream stream, string name, IdxOptions options)
    {
        long compressedLength = stream.Length - stream.Position;
        uint announced = ReadGzipLength(stream, compressedLength, name);
        try
        {
            using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            int[] shape = ReadShape(gzip, name);
            long headerLength = PreambleLength + (4L * shape.Length);
            long count = CountValues(shape, name, options);

            // The gzip trailer repeats the length, modulo 2^32: truncation and excess show before the values are allocated.
            CheckLength(headerLength + count, announced, shape, name);
            if (count > compressedLength * HighestCompressionRatio)
            {
                throw new HoneFormatException(
                    name,
                    null,
                    $"A gzip file of {compressedLength} bytes holds at most {compressedLength * HighestCompressionRatio} bytes.",
                    $"a header that announces {count} values, shape [{string.Join(", ", shape)}]",
                    "fetch the file again from its origin");
            }

            var values = new byte[count];
            int read = gzip.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
            CheckLength(headerLength + count, headerLength + read, shape, name);

            // Reading on to the end makes the decoder compare its checksum with the trailer's.
            if (gzip.ReadByte() >= 0)
            {
                throw Damaged(name, $"more bytes than the {headerLength + count} that the idx header announces", null);
            }

            return new IdxArray(shape, values);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(name, $"{compressedLength} bytes that do not decompress: {error.Message}", error);
        }
    }

    private static uint ReadGzipLength(Stream stream, long compressedLength, string name)
    {
        const int smallestGzip = 18;
        if (compressedLength < smallestGzip)
        {
            throw Damaged(name, $"{compressedLength} bytes, where the smallest gzip file has {smallestGzip}", null);
        }

        Span<byte> trailer = stackalloc byte[GzipTrailerLength];
        long start = stream.Position;
        stream.Position = stream.Length - GzipTrailerLength;
        stream.ReadExactly(trailer);
        stream.Position = start;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
    }

    private static HoneFormatException Damaged(string name, string got, Exception? inner)
    {
        return new HoneFormatException(name, null, "A whole gzip file with a matching checksum is needed.", got, "fetch the file again from its origin", inner);
    }

    private static int[] ReadShape(Stream stream, string name)
    {
        Span<byte> preamble = stackalloc byte[PreambleLength];
        ReadHeader(stream, preamble, 0, name);
        if (preamble[0] != 0 || preamble[1] != 0 || preamble[2] != UnsignedByte || preamble[3] == 0)
        {
            throw new HoneFormatException(
                name,
                0,
                "An idx file of unsigned bytes starts with 00 00 08 and its number of dimensions.",
                $"{Convert.ToHexString(preamble)}{Describe(preamble)}",
                "check that the path names the images or labels file and not another one");
        }

        Span<byte> sizes = stackalloc byte[4 * preamble[3]];
        ReadHeader(stream, sizes, PreambleLength, name);
        var shape = new int[preamble[3]];
        for (int i = 0; i < shape.Length; i++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(sizes[(4 * i)..]);
            if (size > int.MaxValue)
            {
                throw new HoneFormatException(
                    name,
                    PreambleLength + (4 * i),
                    $"The size of a dimension is at most {int.MaxValue}.",
                    $"{size} for dimension {i}",
                    "fetch the file again from its origin");
            }

            shape[i] = (int)size;
        }

        return shape;
    }

    private static string Describe(ReadOnlySpan<byte> preamble)
    {
        if (preamble[0] != 0 || preamble[1] != 0)
        {
            return "";
        }

        return preamble[2] switch
        {
            0x08 => " (no dimension)",
            0x09 => " (idx of signed bytes, which is not read)",
            0x0B => " (idx of 16-bit integers, which is not read)",
            0x0C => " (idx of 32-bit integers, which is not read)",
            0x0D => " (idx of 32-bit floats, which is not read)",
            0x0E => " (idx of 64-bit floats, which is not read)",
            _ => "",
        };
    }

    private static void ReadHeader(Stream stream, Span<byte> buffer, long offset, string name)
    {
        int read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (read < buffer.Length)
        {
            throw new HoneFormatException(
                name,
                offset + read,
                $"The idx header needs {offset + buffer.Length} bytes.",
                $"{offset + read} bytes, then the end of the file",
                "fetch the file again from its origin");
        }
    }

    private static long CountValues(int[] shape, string name, IdxOptions options)
    {
        // A zero anywhere makes the product zero, but an absurd partial product is refused all the same.
        Int128 count = 1;
        foreach (int size in shape)
        {
            count *= Math.Max(size, 1);
            if (count > options.MaximumValues)
            {
                throw new HoneFormatException(
                    name,
                    PreambleLength,
                    $"An idx file may announce at most {options.MaximumValues} values.",
                    $"shape [{string.Join(", ", shape)}]",
                    "raise IdxOptions.MaximumValues if the file is what it claims to be");
            }
        }

        return shape.Contains(0) ? 0 : (long)count;
    }

    private static void CheckLength(long expected, long got, int[] shape, string name)
    {
        if (expected != got)
        {
            string problem = got < expected ? $"truncated, {expected - got} missing" : $"{got - expected} trailing";
            throw new HoneFormatException(
                name,
                Math.Min(expected, got),
                $"The header announces shape [{string.Join(", ", shape)}], so the content has {expected} bytes.",
                $"{got} bytes ({problem})",
                "fetch the file again from its origin");
        }
    }
}
