using System.Security.Cryptography;
using Hone.Learn.Data;
using Hone.Learn.Datasets;

namespace Hone.Learn.Tests.Datasets;

public sealed class FashionMnistTests
{
    [Fact]
    public void The_sample_has_600_images_of_each_of_ten_classes()
    {
        ImageSet sample = FashionMnist.LoadSample();
        Assert.Equal((6000, 28, 28, 1), (sample.Count, sample.Height, sample.Width, sample.Channels));
        Assert.Equal(Enumerable.Repeat(600, 10), sample.ClassCounts());
        Assert.Equal("Ankle boot", sample.ClassNames[9]);
        Assert.Equal(10, sample.ClassNames.Count);
        Assert.Equal("bundled Fashion-MNIST sample", sample.Source);
    }

    [Fact]
    public void The_content_of_the_sample_is_the_documented_one()
    {
        ImageSet sample = FashionMnist.LoadSample();
        Assert.Equal("cf313073c7eb485392848071d5c433571d7166043e971e3345b095cc30518084", HashOf(new IdxArray([6000, 28, 28], sample.Pixels)));
        byte[] labels = [.. sample.Labels.Select(label => (byte)label)];
        Assert.Equal("097b93fbcf9bd5bc648b1a457ddc55c9e4ab49afb33f9ecae8ce068399a75e3a", HashOf(new IdxArray([6000], labels)));
    }

    [Fact]
    public void The_sample_is_under_three_megabytes_in_the_assembly()
    {
        long total = 0;
        foreach (string name in typeof(FashionMnist).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("fashion-sample/")))
        {
            using Stream stream = typeof(FashionMnist).Assembly.GetManifestResourceStream(name)!;
            total += stream.Length;
        }

        Assert.InRange(total, 1, 3_000_000);
    }

    [Fact]
    public void The_official_parts_load_with_their_counts_and_balance()
    {
        RealData.FashionFolder();
        FashionMnistParts parts = FashionMnist.Load(PackageOnly());
        Assert.Equal(60_000, parts.Train.Count);
        Assert.Equal(10_000, parts.Test.Count);
        Assert.Equal(Enumerable.Repeat(6000, 10), parts.Train.ClassCounts());
        Assert.Equal(Enumerable.Repeat(1000, 10), parts.Test.ClassCounts());
        Assert.Equal(DatasetOrigin.SystemPackage, parts.Location.Origin);
        AssertSampleIsTheStartOfEachClass(parts.Train);
    }

    [Fact]
    public void The_official_parts_hold_no_exact_duplicates_and_planted_ones_are_found()
    {
        RealData.FashionFolder();
        FashionMnistParts parts = FashionMnist.Load(PackageOnly());
        byte[] both = [.. parts.Train.Pixels, .. parts.Test.Pixels];
        int[] labels = [.. parts.Train.Labels, .. parts.Test.Labels];
        ImageSet all = ImageSet.Create(both, labels, 28, 28, 1, FashionMnist.ClassNames, "both parts");
        Assert.Empty(Duplicates.Find(all));
        all.Image(17).CopyTo(both.AsSpan(65_432 * 784));
        Assert.Equal([17, 65_432], Assert.Single(Duplicates.Find(all)).Indices);
    }

    [Fact]
    public void Other_content_under_the_official_names_is_refused_with_both_hashes()
    {
        using var folder = new TemporaryFolder();
        DatasetInfo info = DatasetCatalog.FashionMnist;
        IdxFile.Write(Path.Combine(folder.Root, info.Files[0].Name), new IdxArray([2, 28, 28], new byte[2 * 784]));
        IdxFile.Write(Path.Combine(folder.Root, info.Files[1].Name), new IdxArray([2], new byte[2]));
        folder.File(info.Files[2].Name, []);
        folder.File(info.Files[3].Name, []);
        HoneDataException error = Assert.Throws<HoneDataException>(() => FashionMnist.Load(new() { DataFolder = folder.Root }));
        Assert.Contains("47040016 bytes of content with SHA-256 c59f468a", error.Message);
        Assert.Contains("1584 bytes, SHA-256 ", error.Message);
        Assert.Contains(folder.Root, error.Message);
    }

    [Fact]
    public void A_damaged_official_file_is_named_with_its_path()
    {
        using var folder = new TemporaryFolder();
        foreach (DatasetFile file in DatasetCatalog.FashionMnist.Files)
        {
            folder.File(file.Name + ".gz", [0x1F, 0x8B, 8, 0]);
        }

        HoneFormatException error = Assert.Throws<HoneFormatException>(() => FashionMnist.Load(new() { DataFolder = folder.Root }));
        Assert.Contains(Path.Combine(folder.Root, "train-images-idx3-ubyte.gz"), error.Message);
        Assert.Contains("4 bytes", error.Message);
    }

    // The cache of the person who runs the tests is none of their business.
    private static DatasetLocatorOptions PackageOnly()
    {
        return new DatasetLocatorOptions { CacheFolder = Path.Combine(AppContext.BaseDirectory, "no-cache") };
    }

    private static void AssertSampleIsTheStartOfEachClass(ImageSet train)
    {
        ImageSet sample = FashionMnist.LoadSample();
        var taken = new int[10];
        int next = 0;
        for (int i = 0; i < train.Count; i++)
        {
            int label = train.Labels[i];
            if (taken[label] == 600)
            {
                continue;
            }

            taken[label]++;
            Assert.Equal(label, sample.Labels[next]);
            Assert.True(train.Image(i).SequenceEqual(sample.Image(next)), $"image {next} of the sample is not image {i} of the training set");
            next++;
        }

        Assert.Equal(sample.Count, next);
    }

    private static string HashOf(IdxArray array)
    {
        return Convert.ToHexStringLower(SHA256.HashData([.. IdxFile.Header(array), .. array.Values]));
    }
}
