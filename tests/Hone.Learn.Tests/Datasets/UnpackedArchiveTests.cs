using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Hone.Learn.Data;
using Hone.Learn.Datasets;

namespace Hone.Learn.Tests.Datasets;

/// <summary>Archives are fetched, compared, unpacked and found again; a server in this process stands for the mirrors.</summary>
public sealed class UnpackedArchiveTests : IDisposable
{
    private static readonly (string Name, byte[] Content)[] s_files = [("set/a/1.txt", Noise(1, 200_000)), ("set/b/2.txt", "two"u8.ToArray()), ("set/empty.txt", [])];

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    private string Cache => Path.Combine(_folder.Root, "cache");

    private DatasetLocatorOptions Offline => new() { CacheFolder = Cache };

    private DatasetLocatorOptions Online => Offline with { AllowDownload = true };

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tgz")]
    public void An_archive_is_unpacked_into_the_cache_and_found_there_without_a_network(string kind)
    {
        DatasetArchive archive = Serve(Pack(kind, s_files));
        string folder = UnpackedArchive.UntarData(archive, Online);
        Assert.Equal(Path.Combine(Cache, "things"), folder);
        RequireFiles(folder);
        Assert.Equal(["things"], Directory.GetFileSystemEntries(Cache).Select(Path.GetFileName));
        Assert.Equal(folder, UnpackedArchive.UntarData(archive, Offline));
        Assert.Equal(["things.bin"], _server.Requests);
    }

    [Fact]
    public void The_second_mirror_is_asked_when_the_first_is_dead_or_has_other_bytes()
    {
        DatasetArchive archive = Serve(Pack("tgz", s_files));
        _server.Files["other.bin"] = Noise(2, (int)archive.Length);

        // Nobody listens at port 1.
        Uri[] sources = [new("http://127.0.0.1:1/things.bin"), new(_server.Address, "gone.bin"), new(_server.Address, "other.bin"), .. archive.Sources];
        RequireFiles(UnpackedArchive.UntarData(archive with { Sources = sources }, Online));
        Assert.Equal(["gone.bin", "other.bin", "things.bin"], _server.Requests);
    }

    [Fact]
    public void Other_bytes_everywhere_are_refused_with_both_hashes_and_nothing_is_left()
    {
        DatasetArchive archive = Serve(Pack("zip", s_files));
        byte[] other = Noise(3, (int)archive.Length);
        _server.Files["things.bin"] = other;
        HoneDataException error = Assert.Throws<HoneDataException>(() => UnpackedArchive.UntarData(archive, Online));
        Assert.Contains(archive.Sha256, error.Message);
        Assert.Contains(Hash(other), error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
        _server.Files["things.bin"] = Noise(3, (int)archive.Length + 1);
        Assert.Contains($"at most {archive.Length} bytes", Assert.Throws<HoneDataException>(() => UnpackedArchive.UntarData(archive, Online)).Message);
    }

    [Fact]
    public void A_connection_that_is_cut_goes_on_where_it_stopped()
    {
        DatasetArchive archive = Serve(Pack("tar", s_files));
        _server.BreakAfter = 50_000;
        Assert.Contains("could not be downloaded", Assert.Throws<HoneDataException>(() => UnpackedArchive.UntarData(archive, Online)).Message);
        long kept = new FileInfo(Path.Combine(Cache, "things.bin.part")).Length;
        Assert.InRange(kept, 1, 50_000);
        RequireFiles(UnpackedArchive.UntarData(archive, Online));
        Assert.Equal(["things.bin", $"things.bin bytes={kept}-"], _server.Requests);
    }

    [Fact]
    public void An_unpacking_that_was_cut_off_is_started_again()
    {
        byte[] packed = Pack("tgz", s_files);
        DatasetArchive archive = Archive(packed);
        _folder.File("cache/things.bin", packed);
        _folder.File("cache/things.unpacking/half.txt", "half"u8.ToArray());
        string folder = UnpackedArchive.UntarData(archive, Offline);
        RequireFiles(folder);
        Assert.Equal(["things", "things.bin"], Directory.GetFileSystemEntries(Cache).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void What_is_there_is_taken_in_the_order_of_the_places()
    {
        byte[] packed = Pack("zip", s_files);
        DatasetArchive archive = Archive(packed);
        HoneDataException error = Assert.Throws<HoneDataException>(() => UnpackedArchive.UntarData(archive, Offline with { SharedFolder = Path.Combine(_folder.Root, "shared") }));
        Assert.Contains("2 places", error.Message);
        Assert.Contains(Cache, error.Message);
        Assert.Contains("things.bin", error.Message);
        _folder.File("shared/things.bin", packed);
        RequireFiles(UnpackedArchive.UntarData(archive, Offline with { SharedFolder = Path.Combine(_folder.Root, "shared") }));
        Assert.True(File.Exists(Path.Combine(_folder.Root, "shared", "things.bin")));
        _folder.File("mine/things/x.txt", "x"u8.ToArray());
        Assert.Equal(Path.Combine(_folder.Root, "mine", "things"), UnpackedArchive.UntarData(archive, Online with { DataFolder = Path.Combine(_folder.Root, "mine") }));
        _folder.File("bad/things.bin", "no archive"u8.ToArray());
        Assert.Contains("10 bytes", Assert.Throws<HoneDataException>(() => UnpackedArchive.UntarData(archive, Online with { DataFolder = Path.Combine(_folder.Root, "bad") })).Message);
    }

    [Fact]
    public void An_archive_in_the_data_folder_of_a_run_is_unpacked_once()
    {
        byte[] packed = Pack("tgz", s_files);
        DatasetArchive archive = Archive(packed);
        _folder.File("mine/things.bin", packed);
        DatasetLocatorOptions mine = Offline with { DataFolder = Path.Combine(_folder.Root, "mine") };

        // Neither what the cache has under that name nor half of an unpacking stands for the archive of this run.
        _folder.File("cache/things/other.txt", "other"u8.ToArray());
        string folder = UnpackedArchive.UntarData(archive, mine);
        RequireFiles(folder);
        Directory.Move(folder, folder + ".unpacking");
        folder = UnpackedArchive.UntarData(archive, mine);
        RequireFiles(folder);
        Assert.False(Directory.Exists(folder + ".unpacking"));

        // What was unpacked is taken as it lies: a file that was changed stays so.
        File.WriteAllText(Path.Combine(folder, "set", "empty.txt"), "kept");
        Assert.Equal(folder, UnpackedArchive.UntarData(archive, mine));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(folder, "set", "empty.txt")));
        Assert.Equal("other", File.ReadAllText(Path.Combine(Cache, "things", "other.txt")));

        // Another archive of that name in another data folder is another folder.
        byte[] next = Pack("tgz", s_files[..2]);
        _folder.File("next/things.bin", next);
        string second = UnpackedArchive.UntarData(Archive(next), mine with { DataFolder = Path.Combine(_folder.Root, "next") });
        Assert.NotEqual(folder, second);
        Assert.False(File.Exists(Path.Combine(second, "set", "empty.txt")));
    }

    [Fact]
    public void An_unpacking_in_the_data_folder_that_was_stopped_leaves_nothing_that_counts()
    {
        byte[] packed = Pack("tgz", s_files);
        DatasetArchive archive = Archive(packed);
        _folder.File("mine/things.bin", packed);
        DatasetLocatorOptions mine = Offline with { DataFolder = Path.Combine(_folder.Root, "mine") };
        Assert.Throws<HoneFormatException>(() => UnpackedArchive.UntarData(archive with { MaximumFiles = 2 }, mine));
        Assert.ThrowsAny<OperationCanceledException>(() => UnpackedArchive.UntarData(archive, mine, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
        RequireFiles(UnpackedArchive.UntarData(archive, mine));
    }

    [Theory]
    [InlineData("zip", "../evil.txt")]
    [InlineData("tgz", "../evil.txt")]
    [InlineData("tar", "set/../../evil.txt")]
    [InlineData("zip", "/evil.txt")]
    [InlineData("tar", "/evil.txt")]
    [InlineData("zip", "..\\evil.txt")]
    [InlineData("zip", "C:\\evil.txt")]
    public void A_file_that_leads_out_of_the_folder_is_refused_by_name(string kind, string name)
    {
        DatasetArchive archive = Serve(Pack(kind, [.. s_files, (name, "evil"u8.ToArray())]));
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => UnpackedArchive.UntarData(archive, Online));
        Assert.Contains($"\"{name}\"", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Root, "evil.txt", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(Cache));
    }

    [Fact]
    public void Limits_names_that_repeat_links_and_damage()
    {
        DatasetArchive small = Serve(Pack("zip", s_files));
        Assert.Contains("At most 100000 bytes", Assert.Throws<HoneFormatException>(() => UnpackedArchive.UntarData(small with { MaximumBytes = 100_000 }, Online)).Message);
        Assert.Contains("At most 2 files", Assert.Throws<HoneFormatException>(() => UnpackedArchive.UntarData(small with { MaximumFiles = 2 }, Online)).Message);
        DatasetArchive twice = Serve(Pack("tar", [.. s_files, s_files[1]]));
        File.Delete(Path.Combine(Cache, "things.bin"));
        Assert.Contains("set/b/2.txt twice", Assert.Throws<HoneFormatException>(() => UnpackedArchive.UntarData(twice, Online)).Message);
        File.Delete(Path.Combine(Cache, "things.bin"));
        byte[] cut = Pack("tgz", s_files)[..^2000];
        Assert.Throws<HoneFormatException>(() => UnpackedArchive.UntarData(Serve(cut), Online));
        Assert.Empty(Directory.GetDirectories(Cache));

        // A link is passed over, and nothing is written through it.
        File.Delete(Path.Combine(Cache, "things.bin"));
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "out") { LinkName = _folder.Root });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "out/evil.txt") { DataStream = new MemoryStream("evil"u8.ToArray()) });
        }

        string folder = UnpackedArchive.UntarData(Serve(memory.ToArray()), Online);
        Assert.True(File.Exists(Path.Combine(folder, "out", "evil.txt")));
        Assert.False(File.Exists(Path.Combine(_folder.Root, "evil.txt")));
    }

    [Fact]
    public void A_dataset_takes_its_files_out_of_its_archive()
    {
        DatasetArchive archive = Serve(Pack("tgz", s_files));
        DatasetInfo dataset = Info(archive, "set/b/2.txt");
        DatasetLocation location = DatasetLocator.Locate(dataset, Online);
        Assert.Equal(DatasetOrigin.Download, location.Origin);
        Assert.Equal("two", File.ReadAllText(location.PathOf("two")));
        Assert.Equal(["one", "two"], Directory.GetFileSystemEntries(location.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(DatasetOrigin.Cache, DatasetLocator.Locate(dataset, Offline).Origin);
        Assert.Equal(["things.bin"], _server.Requests);
        HoneDataException error = Assert.Throws<HoneDataException>(() => DatasetLocator.Locate(Info(archive, "set/b/3.txt"), Online with { CacheFolder = Path.Combine(_folder.Root, "other") }));
        Assert.Contains("set/b/3.txt", error.Message);
    }

    [Fact]
    public void Every_origin_in_the_catalog_is_whole()
    {
        foreach (DatasetInfo dataset in DatasetCatalog.All)
        {
            Assert.All(dataset.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.ContentSha256));
            Assert.All(dataset.Files, file => Assert.True(file.Member is null || dataset.Archive is not null, file.Name));
            Assert.True(dataset.Archive is null || (dataset.Archive.Sources.Count > 0 && dataset.Archive.Length > 0), dataset.Name);
        }

        Assert.Matches("^[0-9a-f]{64}$", DatasetCatalog.Find("mnist").Archive!.Sha256);
        Assert.Equal(10, Mnist.ClassNames.Count);
    }

    private static DatasetInfo Info(DatasetArchive archive, string second) => new()
    {
        Name = "tiny",
        Title = "Tiny",
        License = "CC0",
        Citation = "nobody",
        Home = archive.Sources[0],
        HowToGet = "ask the archive",
        Archive = archive,
        Files =
        [
            new() { Name = "one", ContentLength = s_files[0].Content.Length, ContentSha256 = Hash(s_files[0].Content), Member = "set/a/1.txt" },
            new() { Name = "two", ContentLength = 3, ContentSha256 = Hash(s_files[1].Content), Member = second },
        ],
    };

    private static void RequireFiles(string folder)
    {
        Assert.All(s_files, file => Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(folder, file.Name))));
        Assert.Equal(s_files.Length, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);
    }

    private static byte[] Pack(string kind, IEnumerable<(string Name, byte[] Content)> files)
    {
        using var memory = new MemoryStream();
        if (kind == "zip")
        {
            using var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        else
        {
            using Stream outer = kind == "tgz" ? new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true) : new BufferedStream(memory);
            using var tar = new TarWriter(outer, leaveOpen: true);
            foreach ((string name, byte[] content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return memory.ToArray();
    }

    private static byte[] Noise(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private DatasetArchive Serve(byte[] packed)
    {
        _server.Files["things.bin"] = packed;
        return Archive(packed);
    }

    private DatasetArchive Archive(byte[] packed) => new()
    {
        Name = "things",
        FileName = "things.bin",
        Length = packed.Length,
        Sha256 = Hash(packed),
        Sources = [new Uri(_server.Address, "things.bin")],
    };
}
