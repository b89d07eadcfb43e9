using System.Buffers.Binary;
using System.Text;

namespace Hone.Learn.Data;

/// <summary>One header block of a tar archive (POSIX ustar, GNU and the format of version 7).</summary>
/// <param name="Name">The path, with '/' between the names.</param>
/// <param name="Length">Bytes of content behind the header.</param>
/// <param name="Kind">The type flag, such as '0' for a file.</param>
internal readonly record struct TarHeader(string Name, long Length, char Kind)
{
    /// <summary>Headers are blocks, and contents are filled up to whole blocks.</summary>
    public const int BlockLength = 512;

    /// <summary>A file whose type flag is that of version 7.</summary>
    public const char OldFile = '\0';
    public const char File = '0';

    /// <summary>A file that should lie in one piece, which nobody minds any more.</summary>
    public const char ContiguousFile = '7';

    /// <summary>The content is the name of the next entry.</summary>
    public const char GnuLongName = 'L';

    /// <summary>The content are records about the next entry.</summary>
    public const char Extended = 'x';

    private const int SumStart = 148;
    private const int SumLength = 8;

    public bool IsFile => Kind is OldFile or File or ContiguousFile;

    /// <summary>Reads a block that is not all zeros; null when its checksum or its size is wrong.</summary>
    public static TarHeader? Parse(ReadOnlySpan<byte> block)
    {
        if (Number(block.Slice(SumStart, SumLength)) is not { } sum || sum != Sum(block) || Number(block.Slice(124, 12)) is not { } length)
        {
            return null;
        }

        string name = Text(block[..100]);
        ReadOnlySpan<byte> magic = block.Slice(257, 6);

        // "ustar" and a zero; GNU has blanks there and other fields in the place of the prefix.
        string prefix = magic.SequenceEqual("ustar\0"u8) ? Text(block.Slice(345, 155)) : string.Empty;
        return new TarHeader(prefix.Length == 0 ? name : $"{prefix}/{name}", length, (char)block[156]);
    }

    /// <summary>The text up to the first zero.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Octal digits between blanks and zeros, or 64 bits behind a set top bit (GNU, for large files); null for anything else and for negative numbers.</summary>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        const byte Binary = 0x80;
        if (field[0] == Binary)
        {
            long large = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return large >= 0 && !field[1..^8].ContainsAnyExcept((byte)0) ? large : null;
        }

        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        long number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            number = (number << 3) | (uint)(digit - '0');
        }

        return number;
    }

    /// <summary>The sum of all bytes, those of the checksum itself taken as blanks.</summary>
    private static long Sum(ReadOnlySpan<byte> block)
    {
        long sum = SumLength * ' ';
        for (int i = 0; i < block.Length; i++)
        {
            sum += i is >= SumStart and < SumStart + SumLength ? 0 : block[i];
        }

        return sum;
    }
}
