using System.Buffers.Binary;
using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>Which camera took an image, and when, as the EXIF data of a JPEG file say.</summary>
/// <remarks>
/// Never a reason to refuse a file: what is missing, cut off or malformed is null. Times are those of the camera's clock, whatever its zone. Source: EXIF 2.32, tags Make, Model,
/// DateTimeOriginal, SubSecTimeOriginal.
/// </remarks>
public sealed record ImageOrigin
{
    private const ushort MakeTag = 0x010F;
    private const ushort ModelTag = 0x0110;
    private const ushort ExifTag = 0x8769;
    private const ushort TakenTag = 0x9003;
    private const ushort SubSecondTag = 0x9291;
    private const int MostFractionDigits = 7;

    /// <summary>Nothing is known.</summary>
    public static ImageOrigin Unknown { get; } = new();

    /// <summary>Who made the camera; null where it is not said.</summary>
    public string? Make { get; init; }

    /// <summary>The model of the camera; null where it is not said.</summary>
    public string? Model { get; init; }

    /// <summary>When the image was taken, with fractions of a second where they are said; null where it is not.</summary>
    public DateTime? Taken { get; init; }

    /// <summary>Reads what a file says about its origin.</summary>
    /// <param name="bytes">A file, or its beginning up to the image data.</param>
    /// <returns>What is known; <see cref="Unknown"/> for files of other formats and without EXIF.</returns>
    public static ImageOrigin Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            return Unknown;
        }

        int at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            // Any number of FF may stand before a marker; those without data have no length.
            byte marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == JpegMarker.End)
            {
                return Unknown;
            }

            if (JpegMarker.IsBare(marker))
            {
                at += 2;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker == JpegMarker.Scan || length < 2 || at + 2 + length > bytes.Length)
            {
                return Unknown;
            }

            if (marker == JpegMarker.App1 && ExifSegment.TryOpen(bytes.Slice(at + 4, length - 2), out ExifSegment exif))
            {
                return Of(exif);
            }

            at += 2 + length;
        }

        return Unknown;
    }

    private static ImageOrigin Of(ExifSegment exif)
    {
        uint first = exif.First;
        return new ImageOrigin
        {
            Make = exif.TextOf(first, MakeTag),
            Model = exif.TextOf(first, ModelTag),
            Taken = exif.OffsetOf(first, ExifTag) is { } directory ? TimeOf(exif.TextOf(directory, TakenTag), exif.TextOf(directory, SubSecondTag)) : null,
        };
    }

    private static DateTime? TimeOf(string? text, string? fraction)
    {
        if (!DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime taken))
        {
            return null;
        }

        // "5", "50" and "500" all are half a second.
        bool hasFraction = fraction is { Length: > 0 and <= MostFractionDigits } && fraction.All(char.IsAsciiDigit);
        return hasFraction ? taken.AddTicks(long.Parse(fraction!.PadRight(MostFractionDigits, '0'), CultureInfo.InvariantCulture)) : taken;
    }
}
