using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class ImageFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_cannot_be_decoded_are_named_in_order_and_nothing_is_changed()
    {
        byte[] whole = Fixtures.Bytes("images/pillow-420.jpg");
        string good = _folder.File("a.jpg", whole);
        string cut = _folder.File("b.jpg", whole[..^200]);
        string text = _folder.File("c.png", "no picture"u8.ToArray());
        string gone = Path.Combine(_folder.Root, "gone.png");
        var seen = new List<ScanProgress>();
        IReadOnlyList<UnreadableImage> bad = ImageFiles.Verify([good, cut, text, gone, good], progress: new Collector(seen), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([cut, text, gone], bad.Select(image => image.Path));
        Assert.Contains("6E6F2070696374757265", bad[1].Problem);
        Assert.Contains("no such file", bad[2].Problem);
        Assert.Equal((5, 5, 3), (seen.Count, seen[0].Total, seen.Max(progress => progress.Unreadable)));
        Assert.Equal(whole, File.ReadAllBytes(good));

        // What can be shown in part is still named.
        bad = ImageFiles.Verify([good, cut], new() { Damage = DamagePolicy.Partial }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([cut], bad.Select(image => image.Path));
    }

    [Fact]
    public void Copies_have_the_longest_side_that_was_asked_for_in_the_same_folders()
    {
        string source = Path.Combine(_folder.Root, "source");
        string target = Path.Combine(_folder.Root, "target");
        Directory.CreateDirectory(Path.Combine(source, "cat", "young"));
        Png.Write(Path.Combine(source, "wide.png"), new ImageData(40, 10, 4, new byte[1600]));
        Jpeg.Write(Path.Combine(source, "cat", "tall.jpg"), new ImageData(30, 61, 3, new byte[5490]));
        Png.Write(Path.Combine(source, "cat", "young", "small.png"), new ImageData(20, 7, 1, new byte[140]));
        File.WriteAllBytes(Path.Combine(source, "cat", "bitmap.bmp"), Fixtures.Bytes("images/pillow-RGB-33x17.bmp"));
        File.WriteAllBytes(Path.Combine(source, "broken.jpg"), [1, 2, 3]);

        IReadOnlyList<UnreadableImage> bad = ImageFiles.Resize(source, target, 20, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([Path.Combine(source, "broken.jpg")], bad.Select(image => image.Path));
        string[] copies = [.. FolderFiles.GetImageFiles(target).Select(path => Path.GetRelativePath(target, path).Replace('\\', '/'))];
        Assert.Equal(["cat/bitmap.png", "cat/tall.jpg", "cat/young/small.png", "wide.png"], copies);
        (int, int, int)[] sizes = [.. copies.Select(copy => ImageFile.Read(Path.Combine(target, copy)).Image).Select(image => (image.Width, image.Height, image.Channels))];
        Assert.Equal([(20, 10, 3), (10, 20, 3), (20, 7, 1), (20, 5, 4)], sizes);
        Assert.Equal(File.ReadAllBytes(Path.Combine(source, "cat", "young", "small.png")), File.ReadAllBytes(Path.Combine(target, "cat", "young", "small.png")));
    }

    [Fact]
    public void A_target_in_the_source_and_names_that_meet_are_refused()
    {
        string source = Path.Combine(_folder.Root, "source");
        Directory.CreateDirectory(source);
        File.WriteAllBytes(Path.Combine(source, "a.bmp"), Fixtures.Bytes("images/pillow-RGB-33x17.bmp"));
        HoneDataException inside = Assert.Throws<HoneDataException>(() => ImageFiles.Resize(source, Path.Combine(source, "small"), 8, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("small in", inside.Message);
        File.WriteAllBytes(Path.Combine(source, "a.png"), [1]);
        HoneDataException twice = Assert.Throws<HoneDataException>(() => ImageFiles.Resize(source, Path.Combine(_folder.Root, "small"), 8, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("a.bmp", twice.Message);
        Assert.Contains("a.png", twice.Message);
        Assert.Throws<HoneDataException>(() => ImageFiles.Resize(Path.Combine(_folder.Root, "none"), Path.Combine(_folder.Root, "small"), 8, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_target_that_cannot_be_written_is_one_error_with_its_path()
    {
        string source = Path.Combine(_folder.Root, "source");
        Directory.CreateDirectory(source);
        Png.Write(Path.Combine(source, "a.png"), new ImageData(40, 10, 1, new byte[400]));
        string file = _folder.File("taken", [1]);
        HoneDataException error = Assert.Throws<HoneDataException>(() => ImageFiles.Resize(source, file, 8, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("taken", error.Message);
    }

    private sealed class Collector(List<ScanProgress> seen) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
        }
    }
}
