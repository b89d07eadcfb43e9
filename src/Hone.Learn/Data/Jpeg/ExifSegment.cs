using System.Buffers.Binary;
using System.Text;

namespace Hone.Learn.Data;

/// <summary>
/// Reads entries of an EXIF segment. Whatever does not make sense there is as if it were not there: metadata are no reason to refuse an image. Nothing is followed but the offset that an
/// entry names itself, so no segment can make it run in circles.
/// </summary>
internal readonly ref struct ExifSegment
{
    private const ushort AsciiType = 2;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;
    private const int EntryLength = 12;

    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _isLittleEndian;

    private ExifSegment(ReadOnlySpan<byte> tiff, bool isLittleEndian)
    {
        _tiff = tiff;
        _isLittleEndian = isLittleEndian;
    }

    /// <summary>Where the first directory is.</summary>
    public uint First => Long(4);

    /// <summary>Opens the data of an APP1 segment.</summary>
    /// <returns>Whether it is EXIF.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> data, out ExifSegment segment)
    {
        segment = default;
        return data.StartsWith("Exif\0\0"u8) && TryOpenTiff(data[6..], out segment);
    }

    /// <summary>Opens EXIF without its name in front, as the eXIf chunk of a PNG holds it.</summary>
    /// <returns>Whether it is EXIF.</returns>
    public static bool TryOpenTiff(ReadOnlySpan<byte> tiff, out ExifSegment segment)
    {
        segment = default;
        bool isLittleEndian = tiff.StartsWith("II*\0"u8);
        if ((!isLittleEndian && !tiff.StartsWith("MM\0*"u8)) || tiff.Length < 8)
        {
            return false;
        }

        segment = new ExifSegment(tiff, isLittleEndian);
        return true;
    }

    /// <summary>A small number of a directory; null where it is not there.</summary>
    public ushort? ShortOf(uint directory, ushort tag) => Find(directory, tag, ShortType) is int at ? Short(at + 8) : null;

    /// <summary>The place of another directory; null where it is not there.</summary>
    public uint? OffsetOf(uint directory, ushort tag) => Find(directory, tag, LongType) is int at ? Long(at + 8) : null;

    /// <summary>A text of a directory without blanks around it; null where it is not there or empty.</summary>
    public string? TextOf(uint directory, ushort tag)
    {
        if (Find(directory, tag, AsciiType) is not int at)
        {
            return null;
        }

        // Up to four bytes stand in the entry itself.
        uint count = Long(at + 4);
        uint start = count <= 4 ? (uint)(at + 8) : Long(at + 8);
        if ((ulong)start + count > (ulong)_tiff.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = _tiff.Slice((int)start, (int)count);
        int end = bytes.IndexOf((byte)0);
        string text = Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]).Trim();
        return text.Length == 0 ? null : text;
    }

    private int? Find(uint directory, ushort tag, ushort type)
    {
        if (directory > _tiff.Length - 2)
        {
            return null;
        }

        int count = Short((int)directory);
        for (int i = 0; i < count; i++)
        {
            long entry = directory + 2 + ((long)i * EntryLength);
            if (entry + EntryLength > _tiff.Length)
            {
                return null;
            }

            if (Short((int)entry) == tag && Short((int)entry + 2) == type)
            {
                return (int)entry;
            }
        }

        return null;
    }

    private ushort Short(int at) => _isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_tiff[at..]);

    private uint Long(int at) => _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(_tiff[at..]);
}
