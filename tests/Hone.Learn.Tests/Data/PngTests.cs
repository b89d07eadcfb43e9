using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class PngTests
{
    [Fact]
    public void Every_fixture_of_every_color_type_and_depth_decodes_to_the_expected_pixels()
    {
        string[] lines = Encoding.UTF8.GetString(Fixtures.Bytes("png/expected.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Fixtures.Pngs().Count, lines.Length);
        Assert.Equal(70, lines.Length);
        foreach (string line in lines)
        {
            string[] fields = line.Trim().Split(' ');
            ImageData image = Png.Decode(Fixtures.Bytes("png/" + fields[0]), fields[0]);
            string found = $"{fields[0]} {image.Width} {image.Height} {image.Channels} {Convert.ToHexStringLower(SHA256.HashData(image.Pixels))}";
            Assert.Equal(line.Trim(), found);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_encoded_is_decoded_back(int channels)
    {
        var random = new Random(channels);
        foreach ((int width, int height) in new[] { (1, 1), (1, 7), (7, 1), (28, 28), (33, 17), (300, 2) })
        {
            var noise = new byte[width * height * channels];
            random.NextBytes(noise);
            var ramp = new byte[noise.Length];
            for (int i = 0; i < ramp.Length; i++)
            {
                ramp[i] = (byte)((i / channels % width) + (i / channels / width));
            }

            foreach (byte[] pixels in new[] { noise, ramp, new byte[noise.Length] })
            {
                ImageData back = Png.Decode(Png.Encode(new ImageData(width, height, channels, pixels)), "round trip");
                Assert.Equal((width, height, channels), (back.Width, back.Height, back.Channels));
                Assert.Equal(pixels, back.Pixels);
            }
        }
    }

    [Fact]
    public void Row_filters_save_a_third_of_a_smooth_image()
    {
        const int size = 256;
        var bowl = new byte[size * size];
        var unfiltered = new List<byte>();
        for (int y = 0; y < size; y++)
        {
            unfiltered.Add(0);
            for (int x = 0; x < size; x++)
            {
                byte value = (byte)(((x * x) + (2 * y * y)) / 768);
                bowl[(y * size) + x] = value;
                unfiltered.Add(value);
            }
        }

        int plain = Build(Header(size, size, 8, 0), Data([.. unfiltered])).Length;
        int filtered = Png.Encode(new ImageData(size, size, 1, bowl)).Length;

        // 4,023 against 7,977 bytes when this was written; the exact numbers belong to the zlib of the day.
        Assert.True(filtered * 3 < plain * 2, $"{filtered} bytes filtered, {plain} unfiltered");
    }

    [Fact]
    public void A_file_is_written_and_read()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "new", "a.png");
        Png.Write(path, new ImageData(2, 1, 1, [3, 4]));
        Assert.Equal([3, 4], Png.Read(path).Pixels);
    }

    [Fact]
    public void A_truncated_file_is_an_error_at_every_length()
    {
        byte[] whole = Fixtures.Bytes("png/own-3-04-adam7-trns-11x13.png");
        for (int length = 0; length < whole.Length; length++)
        {
            HoneFormatException error = Assert.Throws<HoneFormatException>(() => Png.Decode(whole.AsSpan(0, length), "cut.png"));
            Assert.Contains("cut.png", error.Message);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        byte[] whole = Png.Encode(new ImageData(5, 4, 3, [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 7))]));
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<HoneFormatException>(() => Png.Decode(damaged, "damaged.png"));
        }
    }

    [Fact]
    public void A_wrong_checksum_is_named_with_its_chunk_and_place()
    {
        byte[] file = Png.Encode(new ImageData(1, 1, 1, [9]));
        file[29] ^= 1;
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Png.Decode(file, "a.png"));
        Assert.Contains("checksum of chunk IHDR", error.Message);
        Assert.Contains("a.png, byte 8", error.Message);
    }

    [Fact]
    public void Another_format_is_named()
    {
        HoneFormatException jpeg = Assert.Throws<HoneFormatException>(() => Png.Decode([0xFF, 0xD8, 0xFF, 0xE0, 0, 0], "photo.png"));
        Assert.Contains("FFD8FFE00000 (a JPEG)", jpeg.Message);
        HoneFormatException empty = Assert.Throws<HoneFormatException>(() => Png.Decode([], "empty.png"));
        Assert.Contains("an empty file", empty.Message);
    }

    [Fact]
    public void Too_many_pixels_are_refused_before_anything_is_allocated()
    {
        byte[] file = Build(Header(60_000, 60_000, 8, 2), Data([]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Png.Decode(file, "bomb.png"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Contains("at most 178000000 pixels", error.Message);
        Assert.Contains("60000 x 60000 = 3600000000 pixels", error.Message);
    }

    [Fact]
    public void A_small_file_cannot_announce_a_large_image()
    {
        byte[] file = Build(Header(10_000, 10_000, 16, 6), Data([1, 2, 3]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Png.Decode(file, "bomb.png"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Contains("800010000 bytes", error.Message);
    }

    [Fact]
    public void Image_data_of_another_length_is_an_error_with_both_lengths()
    {
        HoneFormatException less = Assert.Throws<HoneFormatException>(() => Png.Decode(Build(Header(2, 2, 8, 0), Data([0, 1, 2, 0, 3])), "less.png"));
        Assert.Contains("decompress to 6 bytes", less.Message);
        Assert.Contains("5 bytes", less.Message);
        HoneFormatException more = Assert.Throws<HoneFormatException>(() => Png.Decode(Build(Header(2, 2, 8, 0), Data([0, 1, 2, 0, 3, 4, 5])), "more.png"));
        Assert.Contains("more than 6 bytes", more.Message);
    }

    [Fact]
    public void Data_that_ask_for_a_preset_dictionary_are_refused()
    {
        // 0x20 in the second byte of zlib data: the number of a dictionary follows.
        byte[] file = Build(Header(1, 1, 8, 0), Chunk("IDAT", [0x78, 0x20, 1, 2, 3, 4, 99, 96, 0, 0, 0, 2, 0, 1]));
        Assert.Contains("do not decompress", Assert.Throws<HoneFormatException>(() => Png.Decode(file, "dictionary.png")).Message);
    }

    [Fact]
    public void A_color_outside_the_palette_is_named()
    {
        byte[] file = Build(Header(2, 1, 8, 3), Chunk("PLTE", [1, 2, 3, 4, 5, 6]), Data([0, 1, 2]));
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Png.Decode(file, "palette.png"));
        Assert.Contains("palette of 2 colors", error.Message);
        Assert.Contains("index 2", error.Message);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(1, 2)]
    [InlineData(5, 8)]
    [InlineData(16, 3)]
    [InlineData(0, 0)]
    public void An_unknown_kind_of_pixel_is_named(byte bitDepth, byte colorType)
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Png.Decode(Build(Header(1, 1, bitDepth, colorType), Data([0, 0])), "kind.png"));
        Assert.Contains($"color type {colorType} with {bitDepth} bits", error.Message);
    }

    [Fact]
    public void Chunks_in_the_wrong_order_are_errors()
    {
        byte[] header = Header(1, 1, 8, 3);
        byte[] palette = Chunk("PLTE", [1, 2, 3]);
        byte[] data = Data([0, 0]);
        byte[] gray = Header(1, 1, 8, 0);
        byte[][][] files =
        [
            [palette, header, data],
            [header, data],
            [header, header, palette, data],
            [header, palette, palette, data],
            [header, palette, data, palette],
            [header, palette, data, Chunk("tEXt", [1]), data],
            [header, Chunk("tRNS", [1]), palette, data],
            [header, palette, Chunk("tRNS", [1, 2]), data],
            [header, palette, Chunk("tRNS", []), data],
            [header, palette, Chunk("ABCD", []), data],
            [header, palette],
            [gray, palette, data],
            [Header(1, 1, 8, 4), Chunk("tRNS", [0, 0]), Data([0, 0, 0])],
            [Chunk("IHDR", [1, 2, 3]), data],
            [Header(0, 1, 8, 0), data],
            [header, palette, Data([7, 0])],
        ];
        for (int i = 0; i < files.Length; i++)
        {
            byte[] file = Build(files[i]);
            Assert.True(Throws(file), $"file {i} was accepted");
        }

        Assert.Equal([1, 2, 3], Png.Decode(Build(header, Chunk("abCd", [5]), palette, data), "good").Pixels);
    }

    [Fact]
    public void Conversions_keep_gray_and_weigh_colors()
    {
        var rgba = new ImageData(2, 1, 4, [255, 0, 0, 10, 20, 20, 20, 255]);
        Assert.Equal([76, 20], rgba.ToGray().Pixels);
        Assert.Equal([255, 0, 0, 20, 20, 20], rgba.ToRgb().Pixels);
        var grayAlpha = new ImageData(1, 1, 2, [9, 255]);
        Assert.Equal([9], grayAlpha.ToGray().Pixels);
        Assert.Equal([9, 9, 9], grayAlpha.ToRgb().Pixels);
    }

    /// <summary>The eXIf chunk that Pillow 9.4 writes, and what its ImageOps.exif_transpose makes of the rows 1 2 3 and 4 5 6.</summary>
    [Theory]
    [InlineData(1, 3, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, 3, new byte[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(3, 3, new byte[] { 6, 5, 4, 3, 2, 1 })]
    [InlineData(4, 3, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [InlineData(5, 2, new byte[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData(6, 2, new byte[] { 4, 1, 5, 2, 6, 3 })]
    [InlineData(7, 2, new byte[] { 6, 3, 5, 2, 4, 1 })]
    [InlineData(8, 2, new byte[] { 3, 6, 2, 5, 1, 4 })]
    public void An_exif_orientation_turns_the_image_upright_as_Pillow_does(byte orientation, int width, byte[] expected)
    {
        byte[] exif = Chunk("eXIf", [.. "MM\0*\0\0\0\u0008"u8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
        byte[] data = Data([0, 1, 2, 3, 0, 4, 5, 6]);
        byte[] file = Build(Header(3, 2, 8, 0), exif, data);
        foreach (byte[] place in (byte[][])[file, Build(Header(3, 2, 8, 0), data, exif)])
        {
            ImageData image = Png.Decode(place, "turned.png");
            Assert.Equal((width, 5 - width), (image.Width, image.Height));
            Assert.Equal(expected, image.Pixels);
        }

        DecodedImage decoded = ImageFile.Decode(file, "turned.png");
        Assert.Equal(expected, decoded.Image.Pixels);
        Assert.Equal(new ImageInfo(ImageFormat.Png, 3, 2, 1, (ImageOrientation)orientation), decoded.Info);
        Assert.Equal(decoded.Info, ImageFile.Identify(file, "turned.png"));
        byte[] stored = [1, 2, 3, 4, 5, 6];
        Assert.Equal(stored, ImageFile.Decode(file, "turned.png", new() { ApplyOrientation = false }).Image.Pixels);
        Assert.Equal(stored, Png.Decode(file, "turned.png", new() { ApplyOrientation = false }).Pixels);
    }

    [Fact]
    public void An_exif_chunk_that_makes_no_sense_is_as_if_it_were_not_there()
    {
        foreach (byte[] exif in (byte[][])[[], [1, 2, 3], [.. "MM\0*\0\0\0\u00FF"u8], [.. "MM\0*\0\0\0\u0008"u8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0]])
        {
            Assert.Equal([1, 2, 3], Png.Decode(Build(Header(3, 1, 8, 0), Chunk("eXIf", exif), Data([0, 1, 2, 3])), "odd.png").Pixels);
        }
    }

    internal static byte[] Build(params byte[][] chunks)
    {
        return [.. PngChunkReader.Signature, .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND", [])];
    }

    internal static byte[] Header(int width, int height, byte bitDepth, byte colorType, byte interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        data[8] = bitDepth;
        data[9] = colorType;
        data[12] = interlace;
        return Chunk("IHDR", data);
    }

    internal static byte[] Data(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var deflater = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(rows);
        }

        return Chunk("IDAT", packed.ToArray());
    }

    internal static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Compute(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static bool Throws(byte[] file)
    {
        try
        {
            Png.Decode(file, "order.png");
            return false;
        }
        catch (HoneFormatException)
        {
            return true;
        }
    }
}
