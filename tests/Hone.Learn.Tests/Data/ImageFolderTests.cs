using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void Classes_and_items_come_in_ordinal_order()
    {
        foreach (string name in new[] { "b/2.png", "b/10.png", "B/x.png", "a/z.png", "a/deep/er/y.png" })
        {
            Add(name, 1);
        }

        ImageFolderScan scan = ImageFolder.Scan(_folder.Root);
        Assert.Equal(["B", "a", "b"], scan.ClassNames);
        Assert.Equal(["B/x.png", "a/deep/er/y.png", "a/z.png", "b/10.png", "b/2.png"], scan.Items.Select(item => item.Id));
        Assert.Equal([0, 1, 1, 2, 2], scan.Items.Select(item => item.Label));
        Assert.All(scan.Items, item => Assert.Equal((FolderPart.None, 2, 3, 1), (item.Part, item.Width, item.Height, item.Channels)));
        Assert.Empty(scan.OtherFiles);
        Assert.Empty(scan.Unreadable);
    }

    [Fact]
    public void Part_folders_are_recognized_when_there_are_only_such()
    {
        Add("train/cat/1.png", 1);
        Add("train/dog/1.png", 2);
        Add("val/dog/2.png", 3);
        Add("test/cat/3.png", 4);
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root);
        Assert.Equal(["cat", "dog"], scan.ClassNames);
        Assert.Equal([FolderPart.Test, FolderPart.Train, FolderPart.Train, FolderPart.Valid], scan.Items.Select(item => item.Part));
    }

    [Fact]
    public void A_class_may_be_called_train()
    {
        Add("train/1.png", 1);
        Add("plane/1.png", 2);
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root);
        Assert.Equal(["plane", "train"], scan.ClassNames);
        Assert.All(scan.Items, item => Assert.Equal(FolderPart.None, item.Part));
    }

    [Fact]
    public void Hidden_names_are_passed_over_and_other_files_are_listed()
    {
        Add("a/1.png", 1);
        Add("a/.2.png", 1);
        Add(".hidden/3.png", 1);
        Add("loose.png", 1);
        _folder.File("a/notes.txt", [1]);
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root);
        Assert.Equal("a/1.png", Assert.Single(scan.Items).Id);
        Assert.Equal(["a/notes.txt", "loose.png"], scan.OtherFiles);
    }

    [Fact]
    public void Content_and_not_the_extension_says_what_a_file_is()
    {
        Add("a/really-a-png.jpg", 1);
        _folder.File("a/really-a-jpeg.png", [0xFF, 0xD8, 0xFF, 0xE0]);
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root, new() { Unreadable = UnreadablePolicy.Skip });
        Assert.Equal("a/really-a-png.jpg", Assert.Single(scan.Items).Id);
        FolderItem unreadable = Assert.Single(scan.Unreadable);
        Assert.Equal("a/really-a-jpeg.png", unreadable.Id);
        Assert.Contains("JPEG", unreadable.Problem);
    }

    [Fact]
    public void Unreadable_files_stop_the_scan_unless_the_user_decides_otherwise()
    {
        Add("a/1.png", 1);
        for (int i = 0; i < 7; i++)
        {
            _folder.File($"b/{i}.png", [1, 2, 3]);
        }

        HoneDataException error = Assert.Throws<HoneDataException>(() => ImageFolder.Scan(_folder.Root));
        Assert.Contains("All 8 images", error.Message);
        Assert.Contains("7 unreadable: b/0.png: ", error.Message);
        Assert.Contains("and 2 more", error.Message);
        Assert.Contains(_folder.Root, error.Message);

        ImageFolderScan kept = ImageFolder.Scan(_folder.Root, new() { Unreadable = UnreadablePolicy.Keep });
        Assert.Equal(8, kept.Items.Count);
        Assert.Equal(7, kept.Unreadable.Count);
        Assert.Equal(7, kept.Items.Count(item => item.Problem is not null && item.Hash is null));
        HoneDataException load = Assert.Throws<HoneDataException>(() => kept.LoadGray());
        Assert.Contains(Path.Combine("b", "0.png"), load.Message);

        ImageFolderScan skipped = ImageFolder.Scan(_folder.Root, new() { Unreadable = UnreadablePolicy.Skip });
        Assert.Single(skipped.Items);
        Assert.Equal(7, skipped.Unreadable.Count);
    }

    [Fact]
    public void A_folder_without_classes_is_an_error_with_its_counts()
    {
        HoneDataException missing = Assert.Throws<HoneDataException>(() => ImageFolder.Scan(Path.Combine(_folder.Root, "none")));
        Assert.Contains("no such folder", missing.Message);
        Add("1.png", 1);
        HoneDataException flat = Assert.Throws<HoneDataException>(() => ImageFolder.Scan(_folder.Root));
        Assert.Contains("0 folders and 1 file,", flat.Message);
    }

    [Fact]
    public void Equal_pixels_are_found_across_file_names()
    {
        Add("a/1.png", 5);
        Add("a/2.png", 6);
        Add("b/3.png", 5);
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root);
        DuplicateGroup group = Assert.Single(Duplicates.Find([.. scan.Items.Select(item => item.Hash!.Value)]));
        Assert.Equal([0, 2], group.Indices);
    }

    [Fact]
    public void A_scan_loads_as_gray_or_color()
    {
        Add("a/1.png", 5);
        Png.Write(Path.Combine(_folder.Root, "b", "2.png"), new ImageData(2, 3, 3, [.. Enumerable.Repeat((byte)7, 18)]));
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root);
        ImageSet gray = scan.LoadGray();
        Assert.Equal((2, 3, 2, 1), (gray.Count, gray.Height, gray.Width, gray.Channels));
        Assert.Equal([5, 5, 5, 5, 5, 5, 7, 7, 7, 7, 7, 7], gray.Pixels);
        Assert.Equal([0, 1], gray.Labels);
        ImageSet color = scan.LoadRgb();
        Assert.Equal((3, 36), (color.Channels, color.Pixels.Length));
        Assert.All(color.Image(0).ToArray(), value => Assert.Equal(5, value));
    }

    [Fact]
    public void Different_sizes_are_named_with_both_files()
    {
        Add("a/1.png", 5);
        Png.Write(Path.Combine(_folder.Root, "b", "2.png"), new ImageData(3, 2, 1, new byte[6]));
        HoneDataException error = Assert.Throws<HoneDataException>(() => ImageFolder.Scan(_folder.Root).LoadGray());
        Assert.Contains("2x3 in a/1.png and 3x2 in b/2.png", error.Message);
    }

    [Fact]
    public void A_scan_can_be_stopped()
    {
        Add("a/1.png", 1);
        Assert.Throws<OperationCanceledException>(() => ImageFolder.Scan(_folder.Root, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void All_formats_are_scanned_by_header_alone_when_asked_for()
    {
        Add("a/1.png", 1);
        _folder.File("a/2.jpg", Jpeg.Encode(new ImageData(9, 5, 3, new byte[135])));
        _folder.File("a/torn.jpg", Jpeg.Encode(new ImageData(64, 64, 3, new byte[64 * 64 * 3]))[..^20]);
        _folder.File("a/none.gif", [1, 2, 3]);
        var seen = new List<ScanProgress>();
        var options = new ImageFolderOptions { Depth = ScanDepth.Header, Unreadable = UnreadablePolicy.Skip, Progress = new Reporter(seen) };
        ImageFolderScan scan = ImageFolder.Scan(_folder.Root, options);
        Assert.Equal(["a/1.png 2x3", "a/2.jpg 9x5", "a/torn.jpg 64x64"], scan.Items.Select(item => $"{item.Id} {item.Width}x{item.Height}"));
        Assert.All(scan.Items, item => Assert.Null(item.Hash));
        Assert.Equal("a/none.gif", Assert.Single(scan.Unreadable).Id);
        Assert.Equal([1, 2, 3, 4], seen.Select(progress => progress.Done).Order());
        Assert.All(seen, progress => Assert.Equal(4, progress.Total));

        ImageFolderScan whole = ImageFolder.Scan(_folder.Root, options with { Depth = ScanDepth.Pixels });
        Assert.Equal(["a/none.gif", "a/torn.jpg"], whole.Unreadable.Select(item => item.Id));
    }

    private sealed class Reporter(List<ScanProgress> seen) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
        }
    }

    private void Add(string name, byte gray)
    {
        _folder.File(name, Png.Encode(new ImageData(2, 3, 1, [.. Enumerable.Repeat(gray, 6)])));
    }
}
