using System.Buffers.Binary;
using System.IO.Compression;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

/// <summary>Seeded mutation of every image format. The limits are small, so that a case that ignores them is seen.</summary>
[Trait(Fuzzer.Category, Fuzzer.Fuzz)]
public sealed class ImageFuzzTests
{
    private const int MaximumPixels = 100_000;

    private static readonly ImageFileOptions s_strict = new() { MaximumPixels = MaximumPixels };
    private static readonly ImageFileOptions s_partial = new() { MaximumPixels = MaximumPixels, Damage = DamagePolicy.Partial };

    [Fact]
    public void Damaged_jpeg_files_raise_format_errors_only() => FuzzFiles("jpeg", 14_000, ".jpg", s_strict);

    [Fact]
    public void Damaged_jpeg_files_give_parts_or_format_errors_only() => FuzzFiles("jpeg in part", 10_000, ".jpg", s_partial);

    [Fact]
    public void Damaged_jpeg_files_decode_smaller_without_other_errors()
    {
        byte[][] seeds = [.. Fixtures.Images(".jpg").Concat(Fixtures.Conformance(".jpg")).Select(Fixtures.Bytes)];
        foreach (JpegScale scale in (JpegScale[])[JpegScale.Half, JpegScale.Quarter, JpegScale.Eighth])
        {
            var options = new JpegOptions { MaximumPixels = MaximumPixels, Damage = DamagePolicy.Partial, Scale = scale };
            Fuzzer.Run($"jpeg {scale}", 2_000, seeds, Fuzzer.Mutate, bytes => Jpeg.Decode(bytes, "fuzz", options).Image.Pixels);
        }
    }

    [Fact]
    public void Damaged_bmp_files_raise_format_errors_only() => FuzzFiles("bmp", 10_000, ".bmp", s_partial);

    [Fact]
    public void Damaged_gif_files_raise_format_errors_only() => FuzzFiles("gif", 10_000, ".gif", s_partial);

    [Fact]
    public void Png_rows_damaged_behind_valid_checksums_raise_format_errors_only()
    {
        byte[][] seeds = [.. Fixtures.Pngs().Select(Fixtures.Bytes)];
        Fuzzer.Run("png rows", 6_000, seeds, MutateInflated, bytes => ImageFile.Decode(bytes, "fuzz", s_strict).Image.Pixels);
    }

    [Fact]
    public void Damaged_headers_are_identified_or_refused()
    {
        byte[][] seeds = [.. Fixtures.Images(".jpg").Concat(Fixtures.Images(".gif")).Concat(Fixtures.Images(".bmp")).Concat(Fixtures.Pngs()).Select(Fixtures.Bytes)];
        Fuzzer.Run("headers", 10_000, seeds, Fuzzer.Mutate, bytes =>
        {
            ImageInfo info = ImageFile.Identify(bytes, "fuzz", s_strict);
            return BitConverter.GetBytes(info.Width * info.Height);
        });
    }

    [Fact]
    public void Any_arguments_of_a_resize_give_an_image_or_an_argument_error()
    {
        var random = new Random(20260104);
        ImageData image = Jpeg.Decode(Fixtures.Bytes("images/pillow-420.jpg"), "seed").Image;
        int[] sizes = [int.MinValue, -1, 0, 1, 2, 7, 36, 37, 38, 400, int.MaxValue];
        int resized = 0;
        for (int i = 0; i < 4_000; i++)
        {
            int Any() => random.Next(3) == 0 ? sizes[random.Next(sizes.Length)] : random.Next(0, 40);
            var options = new ResizeOptions
            {
                Filter = (ResizeFilter)random.Next(5),
                Region = random.Next(2) == 0 ? null : new ImageRegion(Any(), Any(), Any(), Any()),
            };
            int width = Any();
            int height = Any();
            try
            {
                ImageData result = ImageResize.Resize(image, width, height, options);
                Assert.Equal((width, height), (result.Width, result.Height));
                resized++;
            }
            catch (ArgumentException)
            {
                Assert.True(width is < 1 or > 400 || height is < 1 or > 400 || options.Region is not null);
            }
        }

        Assert.True(resized > 500, $"{resized} resized");
    }

    private static void FuzzFiles(string name, int cases, string ending, ImageFileOptions options)
    {
        byte[][] seeds = [.. Fixtures.Images(ending).Concat(Fixtures.Conformance(ending)).Select(Fixtures.Bytes)];
        Fuzzer.Run(name, cases, seeds, Fuzzer.Mutate, bytes => ImageFile.Decode(bytes, "fuzz", options).Image.Pixels);
    }

    /// <summary>Inflates the image data, damages the rows, and packs everything anew with valid checksums.</summary>
    private static byte[] MutateInflated(byte[] seed, Random random)
    {
        using var data = new MemoryStream();
        List<byte[]> before = [];
        int at = 8;
        while (at + 12 <= seed.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(seed.AsSpan(at));
            string type = System.Text.Encoding.ASCII.GetString(seed, at + 4, 4);
            byte[] content = seed[(at + 8)..(at + 8 + length)];
            if (type == "IDAT")
            {
                data.Write(content);
            }
            else if (type != "IEND")
            {
                before.Add(PngTests.Chunk(type, type == "IHDR" || random.Next(3) > 0 ? content : Fuzzer.Mutate(content, random)));
            }

            at += 12 + length;
        }

        data.Position = 0;
        using var inflated = new MemoryStream();
        using (var stream = new ZLibStream(data, CompressionMode.Decompress))
        {
            stream.CopyTo(inflated);
        }

        byte[] rows = inflated.ToArray();
        for (int i = random.Next(6); i > 0; i--)
        {
            rows[random.Next(rows.Length)] = (byte)random.Next(random.Next(2) == 0 ? 6 : 256);
        }

        return PngTests.Build([.. before, PngTests.Data(random.Next(20) == 0 ? Fuzzer.Mutate(rows, random) : rows)]);
    }
}
