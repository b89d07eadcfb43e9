using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

/// <summary>Camera and time of a JPEG file: read as the standard says, and never a reason to refuse a file.</summary>
public sealed class ImageOriginTests
{
    private static readonly byte[] Jpeg = Hone.Learn.Data.Jpeg.Encode(new ImageData(4, 4, 1, new byte[16]));

    [Fact]
    public void Make_model_and_time_are_read_from_little_endian_data()
    {
        ImageOrigin origin = ImageOrigin.Read(WithExif(Exif("Acme ", "X", "2026:05:01 09:30:15", "25")));

        Assert.Equal(("Acme", "X"), (origin.Make, origin.Model));
        Assert.Equal(new DateTime(2026, 5, 1, 9, 30, 15, 250), origin.Taken);
    }

    [Fact]
    public void A_file_without_exif_and_files_of_other_formats_have_no_origin()
    {
        Assert.Same(ImageOrigin.Unknown, ImageOrigin.Read(Jpeg));
        Assert.Same(ImageOrigin.Unknown, ImageOrigin.Read(Png.Encode(new ImageData(4, 4, 1, new byte[16]))));
        Assert.Same(ImageOrigin.Unknown, ImageOrigin.Read([]));
        Assert.Same(ImageOrigin.Unknown, ImageOrigin.Read([0xFF, 0xD8, 0xFF]));
    }

    [Theory]
    [InlineData("2026:13:01 09:30:15", "25")]
    [InlineData("0000:00:00 00:00:00", "25")]
    [InlineData("last summer", "25")]
    [InlineData("", "")]
    public void A_time_that_is_none_is_not_known_and_the_camera_still_is(string time, string fraction)
    {
        ImageOrigin origin = ImageOrigin.Read(WithExif(Exif("Acme", "X1000", time, fraction)));

        Assert.Null(origin.Taken);
        Assert.Equal("X1000", origin.Model);
    }

    [Theory]
    [InlineData("half", 0)]
    [InlineData("5", 500)]
    [InlineData("123456789", 0)]
    public void A_fraction_of_a_second_counts_where_it_is_one(string fraction, int milliseconds)
    {
        ImageOrigin origin = ImageOrigin.Read(WithExif(Exif("Acme", "X", "2026:05:01 09:30:15", fraction)));

        Assert.Equal(new DateTime(2026, 5, 1, 9, 30, 15).AddMilliseconds(milliseconds), origin.Taken);
    }

    [Fact]
    public void Damaged_and_cut_off_segments_are_read_as_far_as_they_make_sense_and_the_picture_still_opens()
    {
        byte[] exif = Exif("Acme", "X1000", "2026:05:01 09:30:15", "25");
        byte[] whole = WithExif(exif);
        var random = new Random(7);
        int known = 0;
        for (int trial = 0; trial < 20_000; trial++)
        {
            byte[] damaged = [.. whole];
            for (int change = 0; change <= random.Next(4); change++)
            {
                damaged[2 + random.Next(exif.Length + 4)] = (byte)random.Next(256);
            }

            ImageOrigin origin = ImageOrigin.Read(damaged.AsSpan(0, trial % 3 == 0 ? random.Next(damaged.Length) : damaged.Length));
            known += origin.Taken is null ? 0 : 1;
        }

        byte[] pointsOutside = Exif("Acme", "X1000", "2026:05:01 09:30:15", "25");
        pointsOutside[10] = 0xFF;
        Assert.InRange(known, 1_000, 19_000);
        Assert.Equal(4, ImageFile.Decode(WithExif(pointsOutside), "damaged").Image.Width);
    }

    private static byte[] WithExif(byte[] exif)
    {
        int length = exif.Length + 2;
        return [.. Jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. Jpeg[2..]];
    }

    /// <summary>Make and Model with a pointer to a second directory with DateTimeOriginal and SubSecTimeOriginal, all little-endian.</summary>
    private static byte[] Exif(string make, string model, string time, string fraction)
    {
        var tiff = new List<byte>("II*\0\u0008\0\0\0"u8.ToArray());
        int pointer = Directory(tiff, [(0x010F, make), (0x0110, model)], hasPointer: true);
        byte[] second = BitConverter.GetBytes(tiff.Count);
        for (int i = 0; i < 4; i++)
        {
            tiff[pointer + i] = second[i];
        }

        Directory(tiff, [(0x9003, time), (0x9291, fraction)], hasPointer: false);
        return [.. "Exif\0\0"u8, .. tiff];
    }

    private static int Directory(List<byte> tiff, (ushort Tag, string Text)[] texts, bool hasPointer)
    {
        int start = tiff.Count;
        int count = texts.Length + (hasPointer ? 1 : 0);
        tiff.AddRange(BitConverter.GetBytes((ushort)count));
        tiff.AddRange(new byte[(count * 12) + 4]);
        int at = start + 2;
        foreach ((ushort tag, string text) in texts)
        {
            byte[] bytes = [.. Encoding.ASCII.GetBytes(text), 0];
            byte[] value = bytes.Length <= 4 ? [.. bytes, .. new byte[4 - bytes.Length]] : BitConverter.GetBytes(tiff.Count);
            Put(tiff, at, [.. BitConverter.GetBytes(tag), 2, 0, .. BitConverter.GetBytes(bytes.Length), .. value]);
            if (bytes.Length > 4)
            {
                tiff.AddRange(bytes);
            }

            at += 12;
        }

        if (hasPointer)
        {
            Put(tiff, at, [0x69, 0x87, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        }

        return at + 8;
    }

    private static void Put(List<byte> tiff, int at, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            tiff[at + i] = bytes[i];
        }
    }
}
