using System.Security.Cryptography;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class JpegTests
{
    private static readonly JpegOptions s_partial = new() { Damage = DamagePolicy.Partial };

    [Fact]
    public void Every_fixture_of_every_sampling_and_coding_decodes_to_the_samples_of_libjpeg()
    {
        int checkedFiles = 0;
        foreach (string[] fields in Fixtures.Lines("images/expected.txt").Where(fields => fields[0].Contains(".jpg")))
        {
            string[] parts = fields[0].Split('@');
            var options = new JpegOptions { Scale = parts.Length == 1 ? JpegScale.Full : (JpegScale)int.Parse(parts[1]), ApplyOrientation = false };
            DecodedImage decoded = Jpeg.Decode(Fixtures.Bytes("images/" + parts[0]), parts[0], options);
            ImageData image = decoded.Image;
            string hash = Convert.ToHexStringLower(SHA256.HashData(image.Pixels));
            Assert.Equal(string.Join(' ', fields), $"{fields[0]} {image.Width} {image.Height} {image.Channels} {hash}");
            Assert.Null(decoded.Warning);
            checkedFiles++;
        }

        Assert.Equal(59, checkedFiles);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_exif_orientation_turns_the_image_upright(int orientation)
    {
        byte[] file = Fixtures.Bytes($"images/pillow-orientation-{orientation}.jpg");
        ImageData stored = Jpeg.Decode(file, "stored", new JpegOptions { ApplyOrientation = false }).Image;
        DecodedImage upright = Jpeg.Decode(file, "upright");
        Assert.Equal((ImageOrientation)orientation, upright.Info.Orientation);
        Assert.Equal((19, 11), (upright.Info.Width, upright.Info.Height));
        int width = upright.Image.Width;
        int height = upright.Image.Height;
        Assert.Equal(orientation < 5 ? (19, 11) : (11, 19), (width, height));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                // Where the table of the EXIF standard says that row 0 and column 0 of the stored image lie.
                (int fromX, int fromY) = orientation switch
                {
                    1 => (x, y),
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, width - 1 - x),
                    7 => (height - 1 - y, width - 1 - x),
                    _ => (height - 1 - y, x),
                };
                Assert.Equal(stored.Pixels[((fromY * 19) + fromX) * 3], upright.Image.Pixels[((y * width) + x) * 3]);
            }
        }
    }

    [Theory]
    [InlineData("pillow-420.jpg")]
    [InlineData("pillow-420-progressive.jpg")]
    [InlineData("own-restart.jpg")]
    public void A_truncated_file_is_an_error_at_every_length_or_a_part_with_a_warning(string name)
    {
        byte[] whole = Fixtures.Bytes("images/" + name);
        int parts = 0;

        // The end marker alone may be missing from a sequential image without loss.
        for (int length = 0; length < whole.Length - 4; length += length < 700 ? 7 : 3)
        {
            byte[] cut = whole[..length];
            HoneFormatException error = Assert.Throws<HoneFormatException>(() => Jpeg.Decode(cut, "cut.jpg"));
            Assert.Contains("cut.jpg", error.Message);
            try
            {
                DecodedImage part = Jpeg.Decode(cut, "cut.jpg", s_partial);
                Assert.Contains("cut.jpg", part.Warning);
                parts++;
            }
            catch (HoneFormatException)
            {
                // No scan has begun.
            }
        }

        Assert.True(parts > 50, $"{parts} parts");
    }

    [Fact]
    public void The_part_before_the_damage_is_kept()
    {
        byte[] whole = Fixtures.Bytes("images/pillow-wide.jpg");
        ImageData image = Jpeg.Decode(whole, "whole").Image;
        DecodedImage part = Jpeg.Decode(whole.AsSpan(0, whole.Length * 3 / 4), "cut.jpg", s_partial);
        Assert.Equal(image.Pixels[..(image.Width * 3 * 8)], part.Image.Pixels[..(image.Width * 3 * 8)]);
        Assert.All(part.Image.Pixels[^3..], value => Assert.Equal(128, value));
        Assert.Contains("damage in unit", part.Warning);
    }

    [Fact]
    public void Decoding_goes_on_behind_a_damaged_restart_interval()
    {
        byte[] whole = Fixtures.Bytes("images/own-restart.jpg");
        ImageData image = Jpeg.Decode(whole, "whole").Image;
        int second = whole.AsSpan().IndexOf((byte[])[0xFF, 0xD1]);
        int third = whole.AsSpan().IndexOf((byte[])[0xFF, 0xD2]);
        byte[] gap = [.. whole[..second], .. whole[third..]];
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Jpeg.Decode(gap, "gap.jpg"));
        Assert.Contains("restart marker 2 where 1 is due, after unit 4 of 20", error.Message);
        DecodedImage part = Jpeg.Decode(gap, "gap.jpg", s_partial);
        Assert.Contains("restart marker 2", part.Warning);
        int last = image.Width * 3 * 10;
        Assert.Equal(image.Pixels[^last..], part.Image.Pixels[^last..]);
        Assert.NotEqual(image.Pixels, part.Image.Pixels);
    }

    [Theory]
    [InlineData(0xC9, "arithmetic coding (marker FFC9)")]
    [InlineData(0xC3, "lossless coding (marker FFC3)")]
    [InlineData(0xC5, "hierarchical coding (marker FFC5)")]
    public void What_is_not_read_is_refused_by_name(byte marker, string kind)
    {
        byte[] file = Fixtures.Bytes("images/pillow-444.jpg");
        file[file.AsSpan().IndexOf((byte[])[0xFF, 0xC0]) + 1] = marker;
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Jpeg.Decode(file, "odd.jpg"));
        Assert.Contains(kind, error.Message);
        Assert.Contains("djpeg", error.Message);
    }

    [Fact]
    public void Twelve_bits_are_refused()
    {
        byte[] file = Fixtures.Bytes("images/pillow-444.jpg");
        file[file.AsSpan().IndexOf((byte[])[0xFF, 0xC0]) + 4] = 12;
        Assert.Contains("12 bits", Assert.Throws<HoneFormatException>(() => Jpeg.Decode(file, "deep.jpg")).Message);
    }

    [Fact]
    public void Limits_are_checked_before_memory_is_taken()
    {
        byte[] file = Fixtures.Bytes("images/pillow-444.jpg");
        HoneFormatException small = Assert.Throws<HoneFormatException>(() => Jpeg.Decode(file, "a.jpg", new JpegOptions { MaximumPixels = 1000 }));
        Assert.Contains("37 x 29 = 1073 pixels", small.Message);
        Assert.Contains("at most 1000 pixels", small.Message);

        int frame = file.AsSpan().IndexOf((byte[])[0xFF, 0xC0]);
        file[frame + 5] = 0x30;
        file[frame + 7] = 0x30;
        long before = GC.GetAllocatedBytesForCurrentThread();
        HoneFormatException large = Assert.Throws<HoneFormatException>(() => Jpeg.Decode(file, "a.jpg"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Contains("12325 x 12317 pixels", large.Message);
        Assert.Contains($"{file.Length} bytes", large.Message);
    }

    [Fact]
    public void A_bomb_of_scans_is_stopped()
    {
        byte[] file = Fixtures.Bytes("images/pillow-420-progressive.jpg");
        var options = new JpegOptions { MaximumScans = 3 };
        Assert.Contains("scan 4", Assert.Throws<HoneFormatException>(() => Jpeg.Decode(file, "bomb.jpg", options)).Message);
    }

    [Fact]
    public void Encoding_gives_the_bytes_of_libjpeg()
    {
        IReadOnlyList<string[]> lines = Fixtures.Lines("images/encoded.txt");
        Assert.Equal(40, lines.Count);
        foreach (string[] fields in lines)
        {
            ImageData image = ImageFile.Decode(Fixtures.Bytes("images/" + fields[0]), fields[0], new ImageFileOptions { PixelType = PixelType.Rgb }).Image;
            var options = new JpegEncodeOptions { Quality = int.Parse(fields[1]), Sampling = Enum.Parse<JpegSampling>(fields[2]) };
            Assert.Equal(string.Join(' ', fields), $"{fields[0]} {fields[1]} {fields[2]} {Convert.ToHexStringLower(SHA256.HashData(Jpeg.Encode(image, options)))}");
        }
    }

    [Fact]
    public void What_is_encoded_at_full_quality_is_decoded_nearly_alike()
    {
        foreach (int channels in (int[])[1, 3])
        {
            var image = new ImageData(33, 18, channels, [.. Enumerable.Range(0, 33 * 18 * channels).Select(i => (byte)(i / channels % 33 * 7))]);
            ImageData back = Jpeg.Decode(Jpeg.Encode(image, new() { Quality = 100, Sampling = JpegSampling.Chroma444 }), "back").Image;
            Assert.Equal((33, 18, channels), (back.Width, back.Height, back.Channels));
            Assert.True(image.Pixels.Zip(back.Pixels).Max(pair => Math.Abs(pair.First - pair.Second)) <= 3);
        }
    }

    [Fact]
    public void A_file_is_written_and_read()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "new", "a.jpg");
        Jpeg.Write(path, new ImageData(2, 1, 1, [200, 200]));
        Assert.Equal([200, 200], Jpeg.Read(path).Image.Pixels);
    }

    [Fact]
    public void Alpha_and_qualities_out_of_range_are_refused()
    {
        var alpha = new ImageData(1, 1, 4, new byte[4]);
        Assert.Contains("got 4", Assert.Throws<ArgumentException>(() => Jpeg.Encode(alpha)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Jpeg.Encode(alpha.ToRgb(), new() { Quality = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Jpeg.Encode(alpha.ToRgb(), new() { Quality = 101 }));
    }

    [Fact]
    public void The_transform_in_vectors_equals_the_cosines_to_one_level()
    {
        var random = new Random(7);
        var block = new short[64];
        ushort[] steps = [.. Enumerable.Range(0, 64).Select(i => (ushort)(1 + (i % 7)))];
        var samples = new byte[64];
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < 64; i++)
            {
                block[i] = (short)(random.Next(4) == 0 ? random.Next(-30, 31) : 0);
            }

            JpegTransform8.Inverse(block, steps, samples, 8);
            for (int place = 0; place < 64; place++)
            {
                double sum = 128;
                for (int frequency = 0; frequency < 64; frequency++)
                {
                    sum += block[frequency] * steps[frequency] * Cosine(place % 8, frequency % 8) * Cosine(place / 8, frequency / 8);
                }

                Assert.Equal(Math.Clamp(sum, 0, 255), samples[place], 1.0);
            }
        }
    }

    private static double Cosine(int place, int frequency) =>
        (frequency == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * place) + 1) * frequency * Math.PI / 16);
}
