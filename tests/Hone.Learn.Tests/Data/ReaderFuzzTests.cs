using System.Buffers.Binary;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

/// <summary>Damaged and hostile input with a fixed seed: only HoneFormatException may escape, and decoding twice gives the same.</summary>
[Trait(Fuzzer.Category, Fuzzer.Fuzz)]
public sealed class ReaderFuzzTests
{
    private static readonly PngOptions s_pngOptions = new() { MaximumPixels = 100_000 };
    private static readonly IdxOptions s_idxOptions = new() { MaximumValues = 100_000 };

    [Fact]
    public void Damaged_png_files_raise_format_errors_only()
    {
        byte[][] seeds = [.. Fixtures.Pngs().Concat(Fixtures.Conformance(".png")).Select(Fixtures.Bytes)];
        Fuzzer.Run("png", 20_000, seeds, MutateAndRepair, bytes => Png.Decode(bytes, "fuzz", s_pngOptions).Pixels);
    }

    [Fact]
    public void Hostile_png_rows_behind_valid_checksums_raise_format_errors_only()
    {
        // Random headers and random row bytes, packed anew: this reaches filters, palettes and Adam7, which damaged zlib data hides.
        Fuzzer.Run("png of random rows", 20_000, [[]], (_, random) => RandomPng(random), bytes => Png.Decode(bytes, "fuzz", s_pngOptions).Pixels);
    }

    [Fact]
    public void Damaged_idx_files_raise_format_errors_only()
    {
        byte[] plain = IdxFileTests.Plain([4, 5, 6]);
        byte[][] seeds = [plain, IdxFileTests.Gzip(plain), IdxFileTests.Plain([9])];
        Fuzzer.Run("idx", 20_000, seeds, Fuzzer.Mutate, bytes => IdxFile.Read(new MemoryStream(bytes), "fuzz", s_idxOptions).Values);
    }

    /// <summary>Damage, then valid checksums for whatever chunks can still be found.</summary>
    private static byte[] MutateAndRepair(byte[] seed, Random random)
    {
        byte[] bytes = Fuzzer.Mutate(seed, random);
        int position = 8;
        while (random.Next(20) != 0 && position + 12 <= bytes.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(position));
            if (length > bytes.Length - position - 12)
            {
                break;
            }

            int end = position + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(end), Crc32.Compute(bytes.AsSpan(position + 4, 4 + (int)length)));
            position = end + 4;
        }

        return bytes;
    }

    private static byte[] RandomPng(Random random)
    {
        byte[] colorTypes = [0, 2, 3, 4, 6];
        byte[] depths = [1, 2, 4, 8, 16];
        byte colorType = colorTypes[random.Next(5)];
        byte depth = depths[random.Next(5)];
        int width = random.Next(1, 20);
        int height = random.Next(1, 20);
        byte interlace = (byte)random.Next(2);
        var header = new PngHeader(width, height, depth, (PngColorType)colorType, interlace == 1);
        var chunks = new List<byte[]> { PngTests.Header(width, height, depth, colorType, interlace) };
        if (colorType == 3 || random.Next(10) == 0)
        {
            chunks.Add(PngTests.Chunk("PLTE", RandomBytes(random, 3 * random.Next(1, 1 << Math.Min(8, (int)depth)))));
        }

        if (random.Next(3) == 0)
        {
            int[] lengths = [2, 6, random.Next(300)];
            chunks.Add(PngTests.Chunk("tRNS", RandomBytes(random, lengths[random.Next(3)])));
        }

        chunks.Add(PngTests.Data(RandomRows(header, random)));
        return PngTests.Build([.. chunks]);
    }

    private static byte[] RandomRows(PngHeader header, Random random)
    {
        var rows = new List<byte>();
        foreach (PngPass pass in PngPass.Of(header))
        {
            int width = pass.Width(header);
            for (int y = 0; width > 0 && y < pass.Height(header); y++)
            {
                // Filter 5 does not exist and must be refused.
                rows.Add((byte)(random.Next(200) == 0 ? 5 : random.Next(5)));
                rows.AddRange(RandomBytes(random, header.RowLength(width)));
            }
        }

        if (random.Next(20) == 0)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return [.. rows];
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
