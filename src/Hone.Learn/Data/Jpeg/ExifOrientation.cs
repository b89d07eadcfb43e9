namespace Hone.Learn.Data;

/// <summary>Finds the orientation in an EXIF segment; whatever does not make sense there means upright, for metadata are no reason to refuse an image.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>Reads the data of an APP1 segment; null when it is no EXIF or has no orientation.</summary>
    public static ImageOrientation? Find(ReadOnlySpan<byte> data)
    {
        if (!ExifSegment.TryOpen(data, out ExifSegment exif) || exif.ShortOf(exif.First, OrientationTag) is not { } number)
        {
            return null;
        }

        var value = (ImageOrientation)number;
        return value is >= ImageOrientation.Normal and <= ImageOrientation.Rotate270 ? value : null;
    }
}
