using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

/// <summary>Damaged tar archives, plain and gzip.</summary>
[Trait(Fuzzer.Category, Fuzzer.Fuzz)]
public sealed class ArchiveFuzzTests
{
    private static readonly TarOptions s_options = new() { MaximumBytes = 1 << 20, MaximumFiles = 100 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_tar_archives_raise_format_errors_only(bool isPacked)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "fuzz.tar");
        byte[][] seeds = [.. new[] { TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu, TarEntryFormat.V7 }.Select(TarArchiveTests.Tar)];
        Fuzzer.Run(isPacked ? "tar.gz" : "tar", 2_500, seeds, (seed, random) => isPacked ? Pack(Fuzzer.Mutate(seed, random)) : Fuzzer.Mutate(seed, random), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return [.. TarArchive.Read(path, s_options).SelectMany(entry => Encoding.UTF8.GetBytes(entry.Name).Concat(entry.Content.ToArray()))];
        });
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
