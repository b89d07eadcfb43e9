using System.Buffers.Binary;

namespace Hone.Learn.Data;

/// <summary>Finds the orientation in an EXIF segment; whatever does not make sense there means upright, for metadata are no reason to refuse an image.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;
    private const int EntryLength = 12;

    /// <summary>Reads the data of an APP1 segment; null when it is no EXIF or has no orientation.</summary>
    public static ImageOrientation? Find(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> tiff = data[6..];
        bool isLittleEndian = tiff.StartsWith("II*\0"u8);
        if (!isLittleEndian && !tiff.StartsWith("MM\0*"u8))
        {
            return null;
        }

        if (tiff.Length < 8)
        {
            return null;
        }

        uint directory = isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        int count = Short(tiff, (int)directory, isLittleEndian);
        for (int i = 0; i < count; i++)
        {
            long entry = directory + 2 + ((long)i * EntryLength);
            if (entry + EntryLength > tiff.Length)
            {
                return null;
            }

            int at = (int)entry;
            if (Short(tiff, at, isLittleEndian) == OrientationTag && Short(tiff, at + 2, isLittleEndian) == ShortType)
            {
                var value = (ImageOrientation)Short(tiff, at + 8, isLittleEndian);
                return value is >= ImageOrientation.Normal and <= ImageOrientation.Rotate270 ? value : null;
            }
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> tiff, int at, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]);
}
