using Hone.Learn.Data;
using Hone.Learn.Datasets;

namespace Hone.Learn.Tests;

/// <summary>The picture datasets as their archives hold them; what a split must respect is stated by each item.</summary>
public sealed class ArchivedDatasetTests
{
    [Fact]
    public void Cifar_has_its_official_parts_and_balanced_classes()
    {
        Cifar10Parts parts = Cifar10.Load(RealData.Shared(DatasetCatalog.Cifar10), TestContext.Current.CancellationToken);
        Assert.Equal(50_000, parts.Train.Count);
        Assert.Equal(10_000, parts.Test.Count);
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], parts.Train.ClassNames);
        Assert.All(parts.Train.ClassCounts(), count => Assert.Equal(5_000, count));
        Assert.All(parts.Test.ClassCounts(), count => Assert.Equal(1_000, count));
        double mean = parts.Test.Pixels.Average(value => value / 255.0);
        Assert.Equal(0.475, mean, 0.02);
    }

    [Fact]
    public void Flowers_have_twelve_classes_and_decode()
    {
        IReadOnlyList<ArchivedImage> flowers = Flowers12.Load(RealData.Shared(DatasetCatalog.Flowers12), TestContext.Current.CancellationToken);
        Assert.Equal(720, flowers.Count(flower => flower.Part == FolderPart.Train));
        Assert.Equal(240, flowers.Count(flower => flower.Part == FolderPart.Test));
        Assert.Equal(12, flowers.Select(flower => flower.ClassName).Distinct().Count());
        ImagePixels image = flowers[0].Decode();
        Assert.Equal((224, 224, 3), (image.Width, image.Height, image.Channels));
    }

    [Fact]
    public void CamVid_masks_have_known_codes_and_frames_know_their_video()
    {
        IReadOnlyList<MaskedImage> frames = CamVid.Load(RealData.Shared(DatasetCatalog.CamVid), TestContext.Current.CancellationToken);
        Assert.Equal(701, frames.Count);
        Assert.Equal(367, frames.Count(frame => frame.Part == FolderPart.Train));
        Assert.Equal(["0001TP", "0006R0", "0016E5", "Seq05VD"], frames.Select(frame => frame.Group).Distinct().Order(StringComparer.Ordinal));
        ImagePixels mask = frames[0].DecodeMask();
        Assert.Equal((480, 360, 1), (mask.Width, mask.Height, mask.Channels));
        Assert.All(mask.Pixels.ToArray().Distinct(), code => Assert.True(code <= CamVid.Unlabelled));
        Assert.Equal((480, 360), (frames[0].DecodeImage().Width, frames[0].DecodeImage().Height));
    }

    [Fact]
    public void Nuclei_masks_are_binary()
    {
        IReadOnlyList<MaskedImage> nuclei = Nuclei.Load(RealData.Shared(DatasetCatalog.Nuclei), TestContext.Current.CancellationToken);
        Assert.Equal(80, nuclei.Count);
        Assert.Equal([0, 1], nuclei[0].DecodeMask().Pixels.ToArray().Distinct().Order().Select(code => (int)code));
    }

    [Fact]
    public void Faces_have_68_points_inside_of_their_image_and_know_their_person()
    {
        IReadOnlyList<FaceImage> faces = FaceKeypoints.Load(RealData.Shared(DatasetCatalog.FaceKeypoints), TestContext.Current.CancellationToken);
        Assert.Equal(4_232, faces.Count);
        Assert.All(faces, face => Assert.Equal(136, face.Points.Count));
        HashSet<string> trained = [.. faces.Where(face => face.Part == FolderPart.Train).Select(face => face.Person)];
        string[] tested = [.. faces.Where(face => face.Part == FolderPart.Test).Select(face => face.Person).Distinct()];
        Assert.All(tested, person => Assert.Contains(person, trained));
        ImagePixels image = faces[0].Decode();
        Assert.Equal((FaceKeypoints.Size, FaceKeypoints.Size), (image.Width, image.Height));
    }

    [Fact]
    public void An_archive_that_is_cut_off_or_too_large_is_an_error_with_its_path()
    {
        string path = Path.Combine(Path.GetTempPath(), $"hone-{Guid.NewGuid():N}.tar.gz");
        try
        {
            using (FileStream file = File.Create(path))
            using (var zip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
            using (var tar = new System.Formats.Tar.TarWriter(zip))
            {
                foreach (string name in new[] { "b/two.txt", "a/one.txt" })
                {
                    tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(new byte[3000]) });
                }
            }

            Assert.Equal(["a/one.txt", "b/two.txt"], TarArchive.Read(path, cancellationToken: TestContext.Current.CancellationToken).Select(entry => entry.Name));
            var many = Assert.Throws<HoneFormatException>(() => TarArchive.Read(path, new() { MaximumFiles = 1 }, TestContext.Current.CancellationToken));
            Assert.Contains("at most 1 files", many.Message);
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);
            var cut = Assert.Throws<HoneFormatException>(() => TarArchive.Read(path, cancellationToken: TestContext.Current.CancellationToken));
            Assert.Contains(path, cut.Message);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("nowhere.tar", Assert.Throws<HoneDataException>(() => TarArchive.Read("nowhere.tar", cancellationToken: TestContext.Current.CancellationToken)).Message);
    }
}
