using System.Buffers.Binary;
using System.IO.Compression;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(IdxCompression.None)]
    [InlineData(IdxCompression.Gzip)]
    public void What_is_written_is_read_back(IdxCompression compression)
    {
        int[][] shapes = [[0], [1], [5], [2, 0, 3], [3, 4], [2, 3, 4], [1, 2, 3, 4, 5]];
        foreach (int[] shape in shapes)
        {
            IdxArray array = Random(shape);
            string path = Path.Combine(_folder.Root, "a.idx");
            IdxFile.Write(path, array, compression);
            IdxArray back = IdxFile.Read(path);
            Assert.Equal(array.Shape, back.Shape);
            Assert.Equal(array.Values, back.Values);
        }

        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Gzip_is_recognized_by_content_and_not_by_name()
    {
        IdxArray array = Random([4, 4]);
        string plainNamedGzip = Path.Combine(_folder.Root, "plain.gz");
        string gzipNamedPlain = Path.Combine(_folder.Root, "packed");
        IdxFile.Write(plainNamedGzip, array);
        IdxFile.Write(gzipNamedPlain, array, IdxCompression.Gzip);
        Assert.Equal(array.Values, IdxFile.Read(plainNamedGzip).Values);
        Assert.Equal(array.Values, IdxFile.Read(gzipNamedPlain).Values);
    }

    [Fact]
    public void A_truncated_file_is_named_with_both_lengths()
    {
        string path = _folder.File("t10k", Plain([3, 2, 2])[..20]);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(path));
        Assert.Contains(path, error.Message);
        Assert.Contains("28 bytes", error.Message);
        Assert.Contains("20 bytes (truncated, 8 missing)", error.Message);
        Assert.Contains("[3, 2, 2]", error.Message);
        Assert.Equal(20, error.ByteOffset);
    }

    [Fact]
    public void Trailing_bytes_are_an_error_plain_and_packed()
    {
        byte[] content = [.. Plain([3, 2, 2]), 7, 7];
        foreach (byte[] file in new[] { content, Gzip(content) })
        {
            string path = _folder.File("long", file);
            HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(path));
            Assert.Contains("30 bytes (2 trailing)", error.Message);
        }
    }

    [Fact]
    public void A_truncated_gzip_file_is_an_error_at_every_length()
    {
        byte[] whole = Gzip(Plain([5, 6, 7]));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.File("cut.gz", whole[..length]);
            HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(path));
            Assert.Contains(path, error.Message);
        }
    }

    [Fact]
    public void No_flipped_bit_in_the_packed_data_ever_changes_the_values()
    {
        byte[] values = Random([5, 6, 7]).Values;
        byte[] whole = Gzip(Plain([5, 6, 7]));
        const int gzipHeader = 10;
        int accepted = 0;
        for (int bit = gzipHeader * 8; bit < whole.Length * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(values, IdxFile.Read(new MemoryStream(damaged), "damaged.gz").Values);
                accepted++;
            }
            catch (HoneFormatException error)
            {
                Assert.Contains("damaged.gz", error.Message);
            }
        }

        // Only the unused bits that fill up the last byte of the compressed data, and of a stored block's header, may change unnoticed.
        Assert.InRange(accepted, 0, 14);
    }

    [Fact]
    public void A_wrong_gzip_checksum_is_an_error()
    {
        byte[] damaged = Gzip(Plain([5, 6, 7]));
        damaged[^8] ^= 1;
        string path = _folder.File("damaged.gz", damaged);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(path));
        Assert.Contains(path, error.Message);
        Assert.Contains($"{damaged.Length} bytes that do not decompress", error.Message);
    }

    [Fact]
    public void Bytes_after_the_gzip_file_are_an_error()
    {
        string path = _folder.File("tail.gz", [.. Gzip(Plain([5, 6, 7])), 1, 2, 3, 4]);
        Assert.Throws<HoneFormatException>(() => IdxFile.Read(path));
    }

    [Theory]
    [InlineData("89504E47", "89504E47")]
    [InlineData("00000D01", "32-bit floats")]
    [InlineData("00000800", "no dimension")]
    [InlineData("01000801", "01000801")]
    public void A_wrong_magic_is_shown(string magic, string shown)
    {
        string path = _folder.File("magic", [.. Convert.FromHexString(magic), 0, 0, 0, 0]);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(path));
        Assert.Contains(shown, error.Message);
        Assert.Equal(0, error.ByteOffset);
    }

    [Fact]
    public void Absurd_sizes_are_refused_before_anything_is_allocated()
    {
        byte[] header = [0, 0, 8, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF];
        byte[] negative = [0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] manyTimesZero = [0, 0, 8, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
        long before = GC.GetAllocatedBytesForCurrentThread();
        HoneFormatException tooMany = Assert.Throws<HoneFormatException>(() => IdxFile.Read(new MemoryStream(header), "absurd"));
        HoneFormatException tooLarge = Assert.Throws<HoneFormatException>(() => IdxFile.Read(new MemoryStream(negative), "negative"));
        Assert.Throws<HoneFormatException>(() => IdxFile.Read(new MemoryStream(manyTimesZero), "zero"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Contains("[2147483647, 2147483647]", tooMany.Message);
        Assert.Contains("4294967295", tooLarge.Message);
    }

    [Fact]
    public void A_small_gzip_file_cannot_announce_a_large_array()
    {
        // The trailer claims what the header claims, yet so few bytes cannot hold it.
        var values = new byte[100_000];
        new Random(2).NextBytes(values);
        byte[] packed = Gzip([0, 0, 8, 1, 0x3F, 0xFF, 0xFF, 0xFF, .. values]);
        BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(packed.Length - 4), 0x3FFFFFFF + 8u);
        long before = GC.GetAllocatedBytesForCurrentThread();
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(new MemoryStream(packed), "bomb"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Contains("1073741823", error.Message);
        Assert.Contains($"{packed.Length} bytes", error.Message);
    }

    [Fact]
    public void The_limit_of_values_is_an_option()
    {
        var options = new IdxOptions { MaximumValues = 11 };
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => IdxFile.Read(new MemoryStream(Plain([3, 2, 2])), "a", options));
        Assert.Contains("at most 11 values", error.Message);
        Assert.Equal(12, IdxFile.Read(new MemoryStream(Plain([3, 2, 2])), "a", options with { MaximumValues = 12 }).Values.Length);
    }

    [Fact]
    public void A_missing_file_stays_a_missing_file()
    {
        Assert.Throws<FileNotFoundException>(() => IdxFile.Read(Path.Combine(_folder.Root, "none")));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        string path = _folder.File("kept", [1, 2, 3]);
        Assert.Throws<InvalidOperationException>(() => Hone.Files.AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(9);
            throw new InvalidOperationException("the disk is full");
        }));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_shape_must_match_its_values()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new IdxArray([2, 3], new byte[5]));
        Assert.Contains("[2, 3] asks for 6 values; got 5", error.Message);
    }

    internal static byte[] Plain(int[] shape)
    {
        IdxArray array = Random(shape);
        return [.. IdxFile.Header(array), .. array.Values];
    }

    internal static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static IdxArray Random(int[] shape)
    {
        var values = new byte[shape.Aggregate(1, (product, size) => product * size)];
        new Random(1).NextBytes(values);
        return new IdxArray(shape, values);
    }
}
