using System.Buffers.Binary;
using System.Diagnostics;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

/// <summary>Damaged and hostile input with a fixed seed: only HoneFormatException may escape, and decoding twice gives the same.</summary>
public sealed class ReaderFuzzTests
{
    private static readonly PngOptions s_pngOptions = new() { MaximumPixels = 100_000 };
    private static readonly IdxOptions s_idxOptions = new() { MaximumValues = 100_000 };

    [Fact]
    public void Damaged_png_files_raise_format_errors_only()
    {
        byte[][] seeds = [.. Fixtures.Pngs().Select(Fixtures.Bytes)];
        Fuzz(20_000, seeds, MutateAndRepair, bytes => Png.Decode(bytes, "fuzz", s_pngOptions).Pixels);
    }

    [Fact]
    public void Hostile_png_rows_behind_valid_checksums_raise_format_errors_only()
    {
        // Random headers and random row bytes, packed anew: this reaches filters, palettes and Adam7, which damaged zlib data hides.
        Fuzz(20_000, [[]], (_, random) => RandomPng(random), bytes => Png.Decode(bytes, "fuzz", s_pngOptions).Pixels);
    }

    [Fact]
    public void Damaged_idx_files_raise_format_errors_only()
    {
        byte[] plain = IdxFileTests.Plain([4, 5, 6]);
        byte[][] seeds = [plain, IdxFileTests.Gzip(plain), IdxFileTests.Plain([9])];
        Fuzz(20_000, seeds, Mutate, bytes => IdxFile.Read(new MemoryStream(bytes), "fuzz", s_idxOptions).Values);
    }

    private static void Fuzz(int cases, byte[][] seeds, Func<byte[], Random, byte[]> mutate, Func<byte[], byte[]> decode)
    {
        var random = new Random(20260101);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < cases; i++)
        {
            byte[] input = mutate(seeds[i % seeds.Length], random);
            long start = Stopwatch.GetTimestamp();
            byte[]? first = Attempt(input, decode, i);
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5), $"case {i} is too slow");
            if (first is null)
            {
                refused++;
                continue;
            }

            accepted++;
            if (i % 16 == 0)
            {
                Assert.Equal(first, Attempt(input, decode, i));
            }
        }

        // A fuzzer that reaches only one side tests nothing.
        Assert.True(accepted > cases / 100, $"{accepted} of {cases} accepted");
        Assert.True(refused > cases / 100, $"{refused} of {cases} refused");
    }

    private static byte[]? Attempt(byte[] input, Func<byte[], byte[]> decode, int index)
    {
        try
        {
            return decode(input);
        }
        catch (HoneFormatException)
        {
            return null;
        }
        catch (Exception error)
        {
            Assert.Fail($"case {index}: {error.GetType().Name} escaped on {Convert.ToHexString(input)}: {error}");
            return null;
        }
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        int changes = random.Next(0, 4);
        for (int i = 0; i < changes && bytes.Count > 0; i++)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(Math.Min(20, bytes.Count - at) + 1));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(20), bytes.Count - at)));
                    break;
                default:
                    bytes[at] = random.Next(2) == 0 ? byte.MaxValue : byte.MinValue;
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Damage, then valid checksums for whatever chunks can still be found.</summary>
    private static byte[] MutateAndRepair(byte[] seed, Random random)
    {
        byte[] bytes = Mutate(seed, random);
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
