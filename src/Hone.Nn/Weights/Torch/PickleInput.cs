using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Hone.Nn;

/// <summary>Reads the parts of a pickle and knows where it stands.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="stream">The bytes, from the current position on.</param>
internal sealed class PickleInput(string path, Stream stream)
{
    private const int LongestName = 256;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Path => path;

    public long Position => stream.Position;

    public long Left => stream.Length - stream.Position;

    public byte Byte()
    {
        int value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw CutOff(1);
    }

    public ushort UInt16()
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public uint UInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong UInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public double BigEndianDouble()
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(bytes);
        return BinaryPrimitives.ReadDoubleBigEndian(bytes);
    }

    /// <summary>A whole number of any length: long when it fits, else BigInteger.</summary>
    public object WholeNumber()
    {
        Span<byte> bytes = stackalloc byte[Byte()];
        Read(bytes);
        var value = new BigInteger(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    public string Text(long length)
    {
        if (length > Left)
        {
            throw CutOff(length);
        }

        long start = Position;
        var bytes = new byte[length];
        Read(bytes);
        try
        {
            return s_utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new HoneFormatException(path, start, "Text in UTF-8.", $"{length} bytes that are something else", "save the file again with Python 3", error);
        }
    }

    /// <summary>A name that ends with its line.</summary>
    public string Line()
    {
        long start = Position;
        var text = new StringBuilder();
        for (byte next = Byte(); next != '\n'; next = Byte())
        {
            if (next is < 0x20 or > 0x7e || text.Length == LongestName)
            {
                throw new HoneFormatException(path, start, $"A name of at most {LongestName} printable characters.", $"byte 0x{next:x2} after {text.Length} characters", "copy or download the file again");
            }

            text.Append((char)next);
        }

        return text.ToString();
    }

    public void Read(Span<byte> bytes)
    {
        if (bytes.Length > Left)
        {
            throw CutOff(bytes.Length);
        }

        stream.ReadExactly(bytes);
    }

    private HoneFormatException CutOff(long needed) =>
        new(path, Position, $"{needed} more bytes.", $"{Left} until the end", "copy or download the file again: it is cut off");
}
