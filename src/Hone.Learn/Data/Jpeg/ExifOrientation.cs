namespace Hone.Learn.Data;

/// <summary>Finds the orientation in an EXIF segment; whatever does not make sense there means upright, for metadata are no reason to refuse an image.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>Reads the data of an APP1 segment; null when it is no EXIF or has no orientation.</summary>
    public static ImageOrientation? Find(ReadOnlySpan<byte> data) => ExifSegment.TryOpen(data, out ExifSegment exif) ? Find(exif) : null;

    /// <summary>Reads the data of an eXIf chunk, which have no name in front; null when they are no EXIF or have no orientation.</summary>
    public static ImageOrientation? FindTiff(ReadOnlySpan<byte> data) => ExifSegment.TryOpenTiff(data, out ExifSegment exif) ? Find(exif) : null;

    private static ImageOrientation? Find(ExifSegment exif)
    {
        if (exif.ShortOf(exif.First, OrientationTag) is not { } number)
        {
            return null;
        }

        var value = (ImageOrientation)number;
        return value is >= ImageOrientation.Normal and <= ImageOrientation.Rotate270 ? value : null;
    }
}
