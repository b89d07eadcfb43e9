using System.Security.Cryptography;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class ImageFileTests
{
    [Theory]
    [InlineData(".bmp", 12)]
    [InlineData(".gif", 9)]
    public void Bitmaps_and_gifs_decode_to_the_pixels_of_pillow(string ending, int count)
    {
        string[][] lines = [.. Fixtures.Lines("images/expected.txt").Where(fields => fields[0].EndsWith(ending))];
        Assert.Equal(count, lines.Length);
        foreach (string[] fields in lines)
        {
            byte[] file = Fixtures.Bytes("images/" + fields[0]);
            DecodedImage decoded = ImageFile.Decode(file, fields[0]);
            ImageData image = decoded.Image;
            Assert.Equal(string.Join(' ', fields), $"{fields[0]} {image.Width} {image.Height} {image.Channels} {Convert.ToHexStringLower(SHA256.HashData(image.Pixels))}");
            Assert.Equal(decoded.Info, ImageFile.Identify(file, fields[0]));
        }
    }

    [Fact]
    public void Content_decides_and_not_the_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("photo.jpg", Png.Encode(new ImageData(2, 1, 1, [3, 4])));
        DecodedImage decoded = ImageFile.Read(path);
        Assert.Equal(ImageFormat.Png, decoded.Info.Format);
        Assert.Equal([3, 4], decoded.Image.Pixels);
        Assert.Equal(new ImageInfo(ImageFormat.Png, 2, 1, 1), ImageFile.Identify(path));
    }

    [Fact]
    public void Every_fixture_is_identified_without_decoding()
    {
        foreach (string name in Fixtures.Pngs().Concat(Fixtures.Images(".jpg")))
        {
            byte[] file = Fixtures.Bytes(name);
            Assert.Equal(ImageFile.Decode(file, name).Info, ImageFile.Identify(file, name));
        }
    }

    [Fact]
    public void A_header_behind_long_metadata_is_found()
    {
        byte[] jpeg = Fixtures.Bytes("images/pillow-420.jpg");
        byte[] comment = [0xFF, 0xFE, 0xFF, 0xFF, .. new byte[0xFFFD]];
        using var folder = new TemporaryFolder();
        string path = folder.File("a.jpg", [.. jpeg[..2], .. comment, .. comment, .. jpeg[2..]]);
        Assert.Equal(new ImageInfo(ImageFormat.Jpeg, 37, 29, 3), ImageFile.Identify(path));
    }

    [Theory]
    [InlineData(PixelType.Gray, 1)]
    [InlineData(PixelType.Rgb, 3)]
    [InlineData(PixelType.Rgba, 4)]
    [InlineData(PixelType.Stored, 2)]
    public void The_pixel_type_is_what_was_asked_for(PixelType type, int channels)
    {
        byte[] file = Png.Encode(new ImageData(1, 1, 2, [9, 77]));
        ImageData image = ImageFile.Decode(file, "a.png", new() { PixelType = type }).Image;
        byte[] expected = [9, 9, 9, 77];
        Assert.Equal(channels == 2 ? [9, 77] : expected[..channels], image.Pixels);
    }

    [Theory]
    [InlineData(null, 200, 90)]
    [InlineData(46, 200, 90)]
    [InlineData(45, 100, 45)]
    [InlineData(22, 50, 23)]
    [InlineData(5, 25, 12)]
    public void A_jpeg_is_decoded_smaller_as_long_as_its_shorter_side_allows(int? side, int width, int height)
    {
        ImageData image = ImageFile.Decode(Fixtures.Bytes("images/pillow-wide.jpg"), "a", new() { ShorterSide = side }).Image;
        Assert.Equal((width, height), (image.Width, image.Height));
    }

    [Fact]
    public void What_is_no_image_is_refused_with_its_first_bytes()
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => ImageFile.Decode("<svg>"u8, "a.png"));
        Assert.Contains("3C7376673E", error.Message);
        Assert.Contains("a.png, byte 0", error.Message);
        HoneFormatException empty = Assert.Throws<HoneFormatException>(() => ImageFile.Identify([], "empty"));
        Assert.Contains("an empty file of 0 bytes", empty.Message);
        Assert.Contains("get the file again", empty.Message);
        Assert.DoesNotContain("convert", empty.Message);
        Assert.Contains("WebP", Assert.Throws<HoneFormatException>(() => ImageFile.Decode("RIFF\0\0\0\0WEBP"u8, "a")).Message);
        Assert.Contains("Tiff", Assert.Throws<HoneFormatException>(() => ImageFile.Decode("II*\0"u8, "a")).Message);
    }

    [Theory]
    [InlineData("images/pillow-RGB-33x17.bmp", "33 x 17 = 561 pixels")]
    [InlineData("images/pillow-5-33x17.gif", "33 x 17 = 561 pixels")]
    [InlineData("images/pillow-420.jpg", "37 x 29 = 1073 pixels")]
    public void The_limit_holds_for_every_format(string name, string numbers)
    {
        var options = new ImageFileOptions { MaximumPixels = 560 };
        Assert.Contains(numbers, Assert.Throws<HoneFormatException>(() => ImageFile.Decode(Fixtures.Bytes(name), name, options)).Message);
        Assert.Contains(numbers, Assert.Throws<HoneFormatException>(() => ImageFile.Identify(Fixtures.Bytes(name), name, options)).Message);
    }

    [Theory]
    [InlineData("images/pillow-RGB-33x17.bmp", "have 1700 bytes")]
    [InlineData("images/pillow-P-33x17.bmp", "have 612 bytes")]
    [InlineData("images/pillow-200-33x17.gif", "codes for 561 pixels")]
    public void A_truncated_file_is_an_error_or_a_part_with_a_warning(string name, string numbers)
    {
        byte[] file = Fixtures.Bytes(name);
        byte[] cut = file[..^100];
        Assert.Contains(numbers, Assert.Throws<HoneFormatException>(() => ImageFile.Decode(cut, name)).Message);
        DecodedImage part = ImageFile.Decode(cut, name, new() { Damage = DamagePolicy.Partial });
        Assert.Contains(numbers, part.Warning);
        Assert.NotEqual(ImageFile.Decode(file, name).Image.Pixels, part.Image.Pixels);
    }

    [Fact]
    public void A_run_length_coded_bitmap_is_read()
    {
        // 4 x 2 pixels, 8 bits, two colors: a run of four, then two literals and a jump over the rest.
        byte[] file =
        [
            .. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0,
            40, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0,
            10, 20, 30, 0, 40, 50, 60, 0,
            4, 1, 0, 0, 0, 3, 1, 0, 1, 0, 0, 1,
        ];
        ImageData image = Bmp.Decode(file, "rle").Image;
        byte[] dark = [30, 20, 10];
        byte[] light = [60, 50, 40];
        Assert.Equal((byte[])[.. light, .. dark, .. light, .. dark, .. light, .. light, .. light, .. light], image.Pixels);
    }

    [Fact]
    public void Masks_of_a_bitmap_give_alpha()
    {
        byte[] file =
        [
            .. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 70, 0, 0, 0,
            56, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 16, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0x0F, 0, 0, 0xF0, 0, 0, 0, 0x0F, 0, 0, 0, 0, 0xF0, 0, 0,
            0x5A, 0xC3, 0, 0,
        ];
        Assert.Equal((byte[])[0x33, 0x55, 0xAA, 0xCC], Bmp.Decode(file, "masks").Image.Pixels);
    }

    [Fact]
    public void A_transparent_color_of_a_gif_becomes_alpha()
    {
        // 2 x 1 pixels with the colors 1 and 0, of which 0 is transparent.
        byte[] file =
        [
            .. "GIF89a"u8, 2, 0, 1, 0, 0x80, 0, 0, 9, 9, 9, 10, 20, 30,
            0x21, 0xF9, 4, 1, 0, 0, 0, 0,
            0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0,
            2, 2, 0x0C, 0x0A, 0, 0x3B,
        ];
        Assert.Equal((byte[])[10, 20, 30, 255, 9, 9, 9, 0], Gif.Decode(file, "transparent").Image.Pixels);
    }

    /// <summary>Values of Pillow 9.4: 4 x 3 pixels with the colors (10, 20, 30), (200, 100, 50), (7, 8, 9), of which the second is transparent; then the same frame at (1, 1) of 5 x 4 pixels.</summary>
    [Fact]
    public void A_transparent_color_of_a_gif_keeps_its_color_as_in_Pillow()
    {
        byte[] file = Convert.FromHexString("474946383961040003008100000a141ec8643207080900000021f90401000001002c000000000400030000080c000104102070204100020302003b");
        byte[] dark = [10, 20, 30, 255];
        byte[] clear = [200, 100, 50, 0];
        byte[] low = [7, 8, 9, 255];
        Assert.Equal((byte[])[.. dark, .. clear, .. low, .. dark, .. clear, .. clear, .. low, .. low, .. dark, .. dark, .. dark, .. clear], Gif.Decode(file, "color").Image.Pixels);
        byte[] first = ImageFile.Decode(file, "color", new() { PixelType = PixelType.Rgb }).Image.Pixels[..6];
        Assert.Equal([10, 20, 30, 200, 100, 50], first);

        (file[6], file[8]) = (5, 4);
        int frame = file.AsSpan().IndexOf((byte[])[0x2C, 0, 0, 0, 0, 4]);
        (file[frame + 1], file[frame + 3]) = (1, 1);
        byte[] top = [.. clear, .. clear, .. clear, .. clear, .. clear];
        Assert.Equal((byte[])[.. top, .. clear, .. dark, .. clear, .. low, .. dark, .. clear, .. clear, .. clear, .. low, .. low, .. clear, .. dark, .. dark, .. dark, .. clear], Gif.Decode(file, "offset").Image.Pixels);
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_folder_are_named_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        string none = Path.Combine(folder.Root, "none.png");
        foreach (Action read in (Action[])[() => ImageFile.Read(none), () => ImageFile.Identify(none)])
        {
            HoneDataException missing = Assert.Throws<HoneDataException>(read);
            Assert.Equal(("no such file", none), (missing.Got, missing.Where));
            Assert.Contains("check the path", missing.Try);
        }

        foreach (Action read in (Action[])[() => ImageFile.Read(folder.Root), () => ImageFile.Identify(folder.Root)])
        {
            HoneDataException directory = Assert.Throws<HoneDataException>(read);
            Assert.Equal(("a folder", folder.Root), (directory.Got, directory.Where));
            Assert.Contains("FolderFiles.GetImageFiles", directory.Try);
        }

        Assert.Contains("Got no such file.", Assert.Single(ImageFiles.Verify([none])).Problem);
    }
}
