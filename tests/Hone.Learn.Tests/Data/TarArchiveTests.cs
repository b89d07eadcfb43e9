using System.Formats.Tar;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class TarArchiveTests
{
    [Fact]
    public void Archives_of_every_format_are_read_with_their_names_and_contents()
    {
        using var folder = new TemporaryFolder();
        foreach (TarEntryFormat format in new[] { TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu, TarEntryFormat.V7 })
        {
            IReadOnlyList<ArchiveEntry> entries = TarArchive.Read(folder.File("good.tar", Tar(format)), cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(["empty", new string('n', 90) + ".bin", "train/cat/1.png", "train/dog/a name with spaces.txt"], entries.Select(entry => entry.Name));
            Assert.Equal([0, 513, 700, 3], entries.Select(entry => entry.Content.Length));
            Assert.Equal([.. Enumerable.Range(0, 700).Select(i => (byte)i)], entries[2].Content.ToArray());
        }
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    public void Long_names_are_read(TarEntryFormat format)
    {
        using var folder = new TemporaryFolder();
        string name = format == TarEntryFormat.Ustar ? $"{new string('a', 90)}/{new string('b', 90)}" : $"{new string('a', 200)}/ä/{new string('b', 200)}";
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            writer.WriteEntry(format switch
            {
                TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.Directory, "folder/"),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.Directory, "folder/"),
                _ => new UstarTarEntry(TarEntryType.Directory, "folder/"),
            });
            TarEntry entry = format switch
            {
                TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                _ => new UstarTarEntry(TarEntryType.RegularFile, name),
            };
            entry.DataStream = new MemoryStream([1, 2, 3]);
            writer.WriteEntry(entry);
        }

        ArchiveEntry only = Assert.Single(TarArchive.Read(folder.File("long.tar", stream.ToArray()), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(name, only.Name);
        Assert.Equal([1, 2, 3], only.Content.ToArray());
    }

    [Theory]
    [InlineData('0', "0 bytes before the end")]
    [InlineData('x', "1073741824 bytes")]
    [InlineData('L', "1073741824 bytes")]
    public void A_small_archive_that_announces_a_gibibyte_costs_no_memory(char kind, string got)
    {
        using var folder = new TemporaryFolder();
        byte[] header = Tar(TarEntryFormat.Ustar)[..512];
        Encoding.ASCII.GetBytes("10000000000\0").CopyTo(header, 124);
        header[156] = (byte)kind;
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        string path = folder.File("bomb.tar", header);
        long before = GC.GetAllocatedBytesForCurrentThread();
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => TarArchive.Read(path, cancellationToken: TestContext.Current.CancellationToken));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains(got, error.Message);
    }

    /// <summary>Four files as the platform's own writer packs them.</summary>
    internal static byte[] Tar(TarEntryFormat format)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach ((string name, int length) in new[] { ("train/cat/1.png", 700), ("train/dog/a name with spaces.txt", 3), ("empty", 0), (new string('n', 90) + ".bin", 513) })
            {
                TarEntryType type = format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile;
                TarEntry entry = format switch
                {
                    TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                    TarEntryFormat.Pax => new PaxTarEntry(type, name, [new("comment", "x")]),
                    TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                    _ => new V7TarEntry(type, name),
                };
                entry.DataStream = new MemoryStream([.. Enumerable.Range(0, length).Select(i => (byte)i)]);
                entry.ModificationTime = DateTimeOffset.UnixEpoch;
                writer.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }
}
