using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Hone.Method.Tests;

public sealed class RawDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;

    public RawDataTests()
    {
        _project = Samples.NewProject(_folder["p"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_copied_hashed_counted_and_made_read_only()
    {
        string path = WriteText("a.csv", "x,y\n1,\"two\nlines\"\n3,4");

        AddedData added = _project.Data.Add(path);

        DataFile file = Assert.Single(added.Manifest.Files);
        Assert.Equal(("a.csv", new FileInfo(path).Length, 2L), (file.Path, file.Bytes, file.Rows));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), file.Sha256);
        Assert.True(File.GetAttributes(_folder["p/data/raw/a.csv"]).HasFlag(FileAttributes.ReadOnly));
        Assert.Empty(_project.Data.Verify().Changes);
        Assert.Equal(added.Manifest.Hash, Project.Open(_folder["p"]).Data.Manifest.Hash);
    }

    [Fact]
    public void The_hash_of_the_data_follows_from_names_and_contents_alone()
    {
        DataFile first = _project.Data.Add(WriteText("a.csv", "x\n1\n")).Manifest.Files[0];
        DataFile second = first with { Path = "b.csv", Modified = DateTimeOffset.UnixEpoch };

        Assert.Equal(DataManifest.Of([first, second]).Hash, DataManifest.Of([second, first with { Modified = DateTimeOffset.UnixEpoch }]).Hash);
        Assert.NotEqual(DataManifest.Of([first]).Hash, DataManifest.Of([second]).Hash);
    }

    [Fact]
    public void A_folder_a_zip_and_a_tar_give_the_same_files()
    {
        WriteText("set/a/1.txt", "one");
        WriteText("set/b/2.txt", "two");
        WriteText("set/.hidden/3.txt", "three");
        ZipFile.CreateFromDirectory(_folder["set"], _folder["set.zip"], CompressionLevel.Fastest, includeBaseDirectory: true);
        using (FileStream stream = File.Create(_folder["set.tar.gz"]))
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            TarFile.CreateFromDirectory(_folder["set"], gzip, includeBaseDirectory: true);
        }

        Assert.Equal(["set/a/1.txt", "set/b/2.txt"], _project.Data.Add(_folder["set"]).Manifest.Files.Select(file => file.Path));
        foreach (string archive in new[] { "set.zip", "set.tar.gz" })
        {
            Project other = Samples.NewProject(_folder["from-" + archive]);
            IReadOnlyList<DataFile> files = other.Data.Add(_folder[archive]).Manifest.Files;
            Assert.Contains(files, file => file.Path == "set/a/1.txt");
            Assert.Equal(_project.Data.Manifest.Files[1].Sha256, files.Single(file => file.Path == "set/b/2.txt").Sha256);
        }
    }

    [Fact]
    public void A_zip_that_is_cut_off_names_the_file_and_a_whole_one_goes_on_where_it_stopped()
    {
        var random = new Random(1);
        using (ZipArchive archive = ZipFile.Open(_folder["set.zip"], ZipArchiveMode.Create))
        {
            for (int i = 0; i < 5; i++)
            {
                byte[] bytes = new byte[5000];
                random.NextBytes(bytes);
                using Stream entry = archive.CreateEntry($"{i}.bin", CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        byte[] whole = File.ReadAllBytes(_folder["set.zip"]);
        File.WriteAllBytes(_folder["cut.zip"], whole[..(whole.Length / 2)]);

        RawDataException cut = Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["cut.zip"]));
        Assert.Contains("cut.zip", cut.Where, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, cut.ExitCode);
        Assert.False(_project.Data.HasData);

        // One changed byte in the middle of the third entry: the first two stay, the manifest is not written.
        byte[] damaged = [.. whole];
        damaged[2 * whole.Length / 5 + 500] ^= 0x40;
        File.WriteAllBytes(_folder["set.zip"], damaged);
        RawDataException error = Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["set.zip"]));
        Assert.Contains("set.zip, 2.bin", error.Where, StringComparison.Ordinal);
        Assert.False(_project.Data.HasData);

        File.WriteAllBytes(_folder["set.zip"], whole);
        AddedData added = _project.Data.Add(_folder["set.zip"]);
        Assert.Equal((5, 2), (added.Files, added.Kept));
        Assert.Empty(_project.Data.Verify().Changes);
    }

    [Fact]
    public void A_tar_that_is_cut_off_names_the_file()
    {
        byte[] bytes = new byte[200_000];
        new Random(2).NextBytes(bytes);
        Directory.CreateDirectory(_folder["set"]);
        File.WriteAllBytes(_folder["set/big.bin"], bytes);
        using (FileStream stream = File.Create(_folder["whole.tar.gz"]))
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            TarFile.CreateFromDirectory(_folder["set"], gzip, includeBaseDirectory: false);
        }

        byte[] whole = File.ReadAllBytes(_folder["whole.tar.gz"]);
        File.WriteAllBytes(_folder["cut.tar.gz"], whole[..(whole.Length / 2)]);

        RawDataException error = Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["cut.tar.gz"]));

        Assert.Contains("cut.tar.gz", error.Where, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.False(File.Exists(_folder["p/data/raw/big.bin"]));
    }

    [Fact]
    public void A_gzip_table_that_is_cut_off_is_refused()
    {
        using (FileStream stream = File.Create(_folder["t.csv.gz"]))
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            byte[] bytes = new byte[100_000];
            new Random(3).NextBytes(bytes);
            gzip.Write(bytes);
        }

        byte[] whole = File.ReadAllBytes(_folder["t.csv.gz"]);
        File.WriteAllBytes(_folder["t.csv.gz"], whole[..(whole.Length - 2000)]);

        RawDataException error = Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["t.csv.gz"]));

        Assert.Contains("t.csv.gz", error.Message, StringComparison.Ordinal);
        Assert.False(_project.Data.HasData);
    }

    [Fact]
    public void An_unfinished_download_a_missing_path_and_a_kaggle_slug_are_refused_with_what_to_do()
    {
        WriteText("set/a.csv", "x\n");
        WriteText("set/b.csv.crdownload", "x\n");

        Assert.Contains("b.csv.crdownload", Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["set"])).Got, StringComparison.Ordinal);
        Assert.Contains("nothing of that name", Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["nowhere"])).Got, StringComparison.Ordinal);
        RawDataException kaggle = Assert.Throws<RawDataException>(() => _project.Data.Add("kaggle:titanic"));
        Assert.Contains("kaggle competitions download -c titanic", kaggle.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, kaggle.ExitCode);
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Contains("none", Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["empty"])).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_refused()
    {
        using (ZipArchive archive = ZipFile.Open(_folder["evil.zip"], ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("../../evil.txt").Open()))
        {
            writer.Write("evil");
        }

        RawDataException error = Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["evil.zip"]));

        Assert.Contains("'../../evil.txt'", error.Got, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["p/evil.txt"]));
    }

    [Fact]
    public void Another_content_under_a_name_that_is_there_is_refused_and_the_first_one_stays()
    {
        _project.Data.Add(WriteText("a.csv", "x\n1\n"));
        WriteText("a.csv", "x\n2\n");

        RawDataException error = Assert.Throws<RawDataException>(() => _project.Data.Add(_folder["a.csv"]));

        Assert.Contains("a.csv as it was added", error.Expected, StringComparison.Ordinal);
        Assert.Equal("x\n1\n", File.ReadAllText(_folder["p/data/raw/a.csv"]));
    }

    [Fact]
    public void Changed_missing_and_foreign_files_are_named()
    {
        _project.Data.Add(WriteText("a.csv", "x\n1\n"));
        _project.Data.Add(WriteText("b.csv", "x\n1\n"));
        File.SetAttributes(_folder["p/data/raw/a.csv"], FileAttributes.Normal);
        File.WriteAllText(_folder["p/data/raw/a.csv"], "x\n9\n");
        File.Delete(_folder["p/data/raw/b.csv"]);
        File.WriteAllText(_folder["p/data/raw/c.csv"], "x\n");

        DataVerification verification = _project.Data.Verify();
        RawDataException error = Assert.Throws<RawDataException>(verification.ThrowIfErrors);

        Assert.Equal(["a.csv", "b.csv", "c.csv"], verification.Changes.Select(change => change.Path));
        Assert.Contains("3 that differ: a.csv changed: SHA-256", error.Got, StringComparison.Ordinal);
        Assert.Contains("b.csv missing; c.csv not in the manifest", error.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void Without_data_the_next_step_is_named()
    {
        Assert.Contains("hone data add PATH", Assert.Throws<RawDataException>(() => _project.Data.Load()).Try, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checksum_is_that_of_zip()
    {
        var crc = new Crc32();
        crc.Add("123456789"u8);

        Assert.Equal(0xCBF43926u, crc.Value);
    }

    private string WriteText(string name, string text)
    {
        string path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
