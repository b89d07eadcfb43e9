using System.Security.Cryptography;
using Hone.Learn.Datasets;
using Hone.Learn.Tests.Data;

namespace Hone.Learn.Tests.Datasets;

public sealed class DatasetLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly byte[] _content;
    private readonly byte[] _archive;

    public DatasetLocatorTests()
    {
        _content = new byte[300_000];
        new Random(3).NextBytes(_content);
        _archive = IdxFileTests.Gzip(_content);
        _server.Files["one.gz"] = _archive;
        _server.Files["two.gz"] = _archive;
    }

    private DatasetLocatorOptions Options => new()
    {
        CacheFolder = Path.Combine(_folder.Root, "cache"),
        SharedFolder = Path.Combine(_folder.Root, "shared"),
        AllowDownload = false,
    };

    private string CachedFile => Path.Combine(_folder.Root, "cache", "tiny", "one.gz");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Places_are_searched_in_their_order()
    {
        DatasetInfo dataset = Dataset();
        Put("system");
        Assert.Equal(DatasetOrigin.SystemPackage, DatasetLocator.Locate(dataset, Options).Origin);
        Put("cache/tiny");
        Assert.Equal(DatasetOrigin.Cache, DatasetLocator.Locate(dataset, Options).Origin);
        Put("shared/tiny");
        Assert.Equal(DatasetOrigin.SharedFolder, DatasetLocator.Locate(dataset, Options).Origin);
        Put("mine");
        DatasetLocation mine = DatasetLocator.Locate(dataset, Options with { DataFolder = Path.Combine(_folder.Root, "mine") });
        Assert.Equal(DatasetOrigin.DataFolder, mine.Origin);
        Assert.Equal(Path.Combine(_folder.Root, "mine", "one.gz"), mine.PathOf("one"));
        Assert.Equal(Path.Combine(_folder.Root, "mine", "two"), mine.PathOf("two"));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void A_missing_dataset_names_every_place_and_the_way_to_get_it()
    {
        _folder.File("shared/tiny/one.gz", _archive);
        HoneDataException error = Assert.Throws<HoneDataException>(() => DatasetLocator.Locate(Dataset(), Options));
        Assert.Contains("tiny needs its 2 files", error.Message);
        Assert.Contains("4 places", error.Message);
        Assert.Contains(Path.Combine(_folder.Root, "shared", "tiny") + " (1 of 2 files, without two)", error.Message);
        Assert.Contains(Path.Combine(_folder.Root, "cache", "tiny") + " (no such folder)", error.Message);
        Assert.Contains(Path.Combine(_folder.Root, "system"), error.Message);
        Assert.Contains("ask the archive", error.Message);
        Assert.Equal(4, error.Message.Split('\n').Length);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void A_folder_named_for_the_run_is_the_only_place()
    {
        Put("cache/tiny");
        string empty = Path.Combine(_folder.Root, "empty");
        HoneDataException error = Assert.Throws<HoneDataException>(
            () => DatasetLocator.Locate(Dataset(), Options with { DataFolder = empty, AllowDownload = true }));
        Assert.Contains(empty, error.Message);
        Assert.DoesNotContain("cache", error.Message);
    }

    [Fact]
    public void A_download_goes_to_the_cache_and_is_found_there_next_time()
    {
        var progress = new Progress();
        DatasetLocation first = DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true, Progress = progress });
        Assert.Equal(DatasetOrigin.Download, first.Origin);
        Assert.Equal(_archive, File.ReadAllBytes(CachedFile));
        Assert.Equal(new DownloadProgress("two", _archive.Length, _archive.Length), progress.Last);
        Assert.Equal(2, Directory.GetFiles(first.Folder).Length);
        Assert.Equal(DatasetOrigin.Cache, DatasetLocator.Locate(Dataset(), Options).Origin);
        Assert.Equal(["one.gz", "two.gz"], _server.Requests);
    }

    [Fact]
    public void An_interrupted_download_goes_on_where_it_stopped()
    {
        _server.BreakAfter = 100_000;
        HoneDataException error = Assert.Throws<HoneDataException>(() => DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true }));
        Assert.Contains("could not be downloaded", error.Message);
        Assert.Contains(_server.Address.ToString(), error.Message);
        Assert.False(File.Exists(CachedFile));
        long kept = new FileInfo(CachedFile + ".part").Length;
        Assert.InRange(kept, 1, 100_000);

        DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true });
        Assert.Equal(["one.gz", $"one.gz bytes={kept}-", "two.gz"], _server.Requests);
        Assert.Equal(_archive, File.ReadAllBytes(CachedFile));
    }

    [Fact]
    public void A_server_without_ranges_starts_over()
    {
        _server.KnowsRanges = false;
        _folder.File("cache/tiny/one.gz.part", _archive[..1000]);
        DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true });
        Assert.Equal(_archive, File.ReadAllBytes(CachedFile));
    }

    [Fact]
    public void A_damaged_part_is_thrown_away_and_fetched_again()
    {
        _folder.File("cache/tiny/one.gz.part", new byte[1000]);
        DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true });
        Assert.Equal(["one.gz bytes=1000-", "one.gz", "two.gz"], _server.Requests);
        Assert.Equal(_archive, File.ReadAllBytes(CachedFile));
    }

    [Fact]
    public void A_part_that_is_whole_is_taken_as_it_is()
    {
        _folder.File("cache/tiny/one.gz.part", _archive);
        DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true });
        Assert.Equal([$"one.gz bytes={_archive.Length}-", "two.gz"], _server.Requests);
        Assert.Equal(_archive, File.ReadAllBytes(CachedFile));
    }

    [Fact]
    public void Other_content_is_refused_with_both_hashes_and_nothing_is_left()
    {
        byte[] other = new byte[_content.Length];
        _server.Files["one.gz"] = IdxFileTests.Gzip(other);
        HoneDataException error = Assert.Throws<HoneDataException>(() => DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true }));
        Assert.Contains(Hash(_content), error.Message);
        Assert.Contains(Hash(other), error.Message);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Root, "cache", "tiny")));
    }

    [Fact]
    public void The_second_source_is_tried_when_the_first_one_fails()
    {
        DatasetInfo dataset = Dataset("missing/");
        DatasetLocator.Locate(dataset, Options with { AllowDownload = true });
        Assert.Equal(["missing/one.gz", "one.gz", "missing/two.gz", "two.gz"], _server.Requests);
    }

    [Fact]
    public void An_endless_answer_is_cut_off()
    {
        _server.Files["one.gz"] = new byte[_content.Length + (2 << 20)];
        HoneDataException error = Assert.Throws<HoneDataException>(() => DatasetLocator.Locate(Dataset(), Options with { AllowDownload = true }));
        Assert.Contains($"at most {_content.Length + (1 << 20)} bytes", error.Message);
    }

    [Fact]
    public void A_silent_server_and_a_cancellation_end_the_wait()
    {
        _server.Gate = new TaskCompletionSource();
        DatasetLocatorOptions options = Options with { AllowDownload = true, DownloadStallTimeout = TimeSpan.FromSeconds(0.2) };
        HoneDataException silent = Assert.Throws<HoneDataException>(() => DatasetLocator.Locate(Dataset(), options));
        Assert.Contains("silent for 0.2 seconds", silent.Message);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.1));
        Assert.ThrowsAny<OperationCanceledException>(
            () => DatasetLocator.Locate(Dataset(), options with { DownloadStallTimeout = TimeSpan.FromMinutes(1) }, stop.Token));
        _server.Gate.SetResult();
    }

    [Fact]
    public void The_catalog_finds_datasets_by_name()
    {
        Assert.Same(DatasetCatalog.FashionMnist, DatasetCatalog.Find("Fashion-MNIST"));
        HoneDataException error = Assert.Throws<HoneDataException>(() => DatasetCatalog.Find("fashion"));
        Assert.Contains("\"fashion\"", error.Message);
        Assert.Contains("fashion-mnist", error.Message);
    }

    [Fact]
    public void The_installed_package_has_the_content_of_the_catalog()
    {
        string folder = RealData.FashionFolder();
        foreach (DatasetFile file in DatasetCatalog.FashionMnist.Files)
        {
            ContentHash.Verify(file, Path.Combine(folder, file.Name + ".gz"), "reinstall the package");
        }
    }

    private DatasetInfo Dataset(string? firstSource = null)
    {
        return new DatasetInfo
        {
            Name = "tiny",
            Title = "Tiny",
            License = "CC0",
            Citation = "nobody",
            Home = _server.Address,
            HowToGet = "ask the archive",
            SystemFolders = [Path.Combine(_folder.Root, "system")],
            Files = [OneFile("one", firstSource), OneFile("two", firstSource)],
        };
    }

    private DatasetFile OneFile(string name, string? firstSource)
    {
        Uri[] sources = firstSource is null
            ? [new Uri(_server.Address, name + ".gz")]
            : [new Uri(_server.Address, $"{firstSource}{name}.gz"), new Uri(_server.Address, name + ".gz")];
        return new DatasetFile { Name = name, ContentLength = _content.Length, ContentSha256 = Hash(_content), Sources = sources };
    }

    private void Put(string folder)
    {
        _folder.File($"{folder}/one.gz", _archive);
        _folder.File($"{folder}/two", _content);
    }

    private static string Hash(byte[] content)
    {
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private sealed class Progress : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value)
        {
            Last = value;
        }
    }
}
