using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Unreadable items are counted and named; whether they stay is for the user to say.</summary>
[Collection("memory pool")]
public sealed class ItemScanTests : IDisposable
{
    private const int Count = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _paths = [];

    public ItemScanTests()
    {
        for (int i = 0; i < Count; i++)
        {
            byte[] file = Png.Encode(new ImageData(8, 6, 3, [.. Enumerable.Range(0, 144).Select(p => (byte)(p + i))]));
            byte[] content = i % 6 == 4 ? file[..^20] : file;
            _paths.Add(_folder.File($"{(i % 2 == 0 ? "cat" : "dog")}/{i:00}.png", content));
        }
    }

    private static ImageLoadersOptions Options(UnreadablePolicy policy) => new() { Loader = new DataLoaderOptions { BatchSize = 4, Workers = 0 }, Scan = new ItemScanOptions { Unreadable = policy } };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_scan_nothing_is_read_before_the_first_epoch()
    {
        int reads = 0;
        DataBlock<int> block = Counting(() => Interlocked.Increment(ref reads));
        Assert.Empty(block.DataLoaders([.. Enumerable.Range(0, 10)]).Unreadable);

        // One picture tells the shape of all.
        Assert.Equal(1, reads);
    }

    [Fact]
    public void A_scan_reads_every_item_once_and_reports_its_progress()
    {
        int reads = 0;
        var steps = new List<ScanProgress>();
        var scan = new ItemScanOptions { Progress = new Reported(steps) };
        DataLoaders data = (Counting(() => Interlocked.Increment(ref reads)) with { Scan = scan }).DataLoaders([.. Enumerable.Range(0, 10)]);
        Assert.Equal(10 + 1, reads);
        Assert.Equal(10, steps.Count);
        Assert.Contains(new ScanProgress(10, 10, 0), steps);
        Assert.Equal(10, data.Train.Dataset.Count + data.Valid.Dataset.Count);
    }

    [Fact]
    public void Unreadable_files_fail_with_their_number_and_names()
    {
        var error = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options(UnreadablePolicy.Fail)));
        Assert.Contains("All 20 items", error.Message);
        Assert.Contains("3 unreadable", error.Message);
        Assert.All(["cat/04.png", "cat/10.png", "cat/16.png"], name => Assert.Contains(name, error.Message));
        Assert.Contains("UnreadablePolicy.Skip", error.Try);
    }

    [Fact]
    public void Skipped_files_are_named_and_every_other_one_is_learned_from()
    {
        DataLoaders data = ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options(UnreadablePolicy.Skip));
        Assert.Equal(["04.png", "10.png", "16.png"], data.Unreadable.Select(item => Path.GetFileName(item.Id)));
        Assert.All(data.Unreadable, item => Assert.NotEmpty(item.Problem));
        Assert.Contains("3 unreadable", data.ToString());
        string[] read = [.. Ids(data.Train.InOrder()), .. Ids(data.Valid)];
        Assert.Equal(17, read.Length);
        Assert.Equal(_paths.Select(path => path.Replace('\\', '/')).Except(data.Unreadable.Select(item => item.Id)).Order(), read.Order());
        Assert.Contains("Scan = options.Scan,", data.ToDataBlock());
    }

    [Fact]
    public void Kept_files_are_named_and_end_the_reading_when_their_turn_comes()
    {
        DataLoaders data = ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options(UnreadablePolicy.Keep));
        Assert.Equal(3, data.Unreadable.Count);
        Assert.Equal(20, data.Train.Dataset.Count + data.Valid.Dataset.Count);
        var error = Assert.Throws<HoneDataException>(() => (string[])[.. Ids(data.Train.InOrder()), .. Ids(data.Valid)]);
        Assert.Contains(data.Unreadable.Select(item => item.Id), id => error.Message.Contains(id));
    }

    [Fact]
    public void A_class_of_skipped_items_alone_is_no_class()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => i == 3 ? throw new IOException("gone") : new float[] { i }),
            Target = new CategoryBlock<int>(i => i == 3 ? "rare" : i % 2 == 0 ? "even" : "odd"),
            Splitter = new IndexSplitter([0, 1, 2, 3], [4, 5]),
            Scan = new ItemScanOptions { Unreadable = UnreadablePolicy.Skip },
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 6)], new DataLoaderOptions { Workers = 0 });
        Assert.Equal(["even", "odd"], data.Vocab);
        Assert.Equal(new UnreadableItem("3", "IOException: gone"), Assert.Single(data.Unreadable));
        Assert.Equal([0, 1, 2], data.Train.Dataset.Indices.ToArray());
    }

    [Fact]
    public void Labels_of_the_test_part_stay_sealed_while_its_pictures_are_read()
    {
        ImageSet set = SmallImages.Pattern(12);
        var scan = new ItemScanOptions { Unreadable = UnreadablePolicy.Skip };
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            Input = new ImageBlock<int>(i => i == 10 ? throw new IOException("gone") : ImagePixels.Of(set, i), ImageMode.Gray),
            Target = new MaskBlock<int>(i => i < 9 ? new ImageData(5, 6, 1, new byte[30]) : throw new InvalidOperationException("sealed"), ["sky"]),
            Splitter = new IndexSplitter([0, 1, 2, 3, 4, 5], [6, 7, 8], [9, 10, 11]),
            Scan = scan,
        };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set));
        Assert.Equal("10", Assert.Single(data.Unreadable).Id);
        Assert.Equal([9, 11], data.Test!.Dataset.Indices.ToArray());
    }

    [Fact]
    public void A_getter_that_never_works_leaves_nothing_to_learn_from()
    {
        var block = new DataBlock<string>
        {
            Input = new ImageBlock<string>(path => ImageFile.Read(path + "x").Image),
            Target = new CategoryBlock<string>(LabelFunctions.ParentLabel),
            Scan = new ItemScanOptions { Unreadable = UnreadablePolicy.Skip },
        };
        var error = Assert.Throws<HoneDataException>(() => block.DataLoaders(_paths));
        Assert.Contains("At least one readable item", error.Message);
        Assert.Contains("20 unreadable", error.Message);
        Assert.Contains("and 15 more", error.Message);
    }

    [Fact]
    public void A_scan_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        DataBlock<int> block = Counting(() => 0) with { Scan = new ItemScanOptions { CancellationToken = stop.Token } };
        Assert.ThrowsAny<OperationCanceledException>(() => block.DataLoaders([.. Enumerable.Range(0, 10)]));
    }

    [Fact]
    public void A_folder_names_what_its_scan_left_out()
    {
        Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFolder(_folder.Root));
        DataLoaders data = ImageDataLoaders.FromFolder(_folder.Root, Options(UnreadablePolicy.Skip));
        Assert.Equal(["cat/04.png", "cat/10.png", "cat/16.png"], data.Unreadable.Select(item => item.Id));
        Assert.Equal(17, data.Train.Dataset.Count + data.Valid.Dataset.Count);
        Assert.Contains("ImageFolder.Scan(root, new() { Unreadable = options.Scan.Unreadable, Progress = options.Scan.Progress });", data.ToDataBlock());
        Assert.DoesNotContain("Scan = options.Scan,", data.ToDataBlock());
    }

    [Fact]
    public void A_table_counts_files_that_are_not_there_among_the_unreadable()
    {
        string rows = string.Join('\n', _paths.Select(path => $"{Path.GetRelativePath(_folder.Root, path)},a").Append("cat/none.png,a"));
        Frame table = Frame.ParseCsv($"name,label\n{rows}\n");
        Assert.Contains("none.png", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root)).Message);
        DataLoaders data = ImageDataLoaders.FromFrame(table, _folder.Root, Options(UnreadablePolicy.Skip));
        Assert.Equal(["04.png", "10.png", "16.png", "none.png"], data.Unreadable.Select(item => Path.GetFileName(item.Id)));
    }

    [Fact]
    public void A_picture_without_a_readable_mask_is_left_out_with_it()
    {
        string MaskOf(string path) => path.Replace("cat", "mask").Replace("dog", "mask");
        for (int i = 0; i < Count; i++)
        {
            _folder.File($"mask/{i:00}.png", i == 7 ? [1, 2, 3] : Png.Encode(new ImageData(8, 6, 1, new byte[48])));
        }

        DataLoaders data = SegmentationDataLoaders.FromLabelFunc(_paths, MaskOf, ["sky"], Options(UnreadablePolicy.Skip));
        Assert.Equal(["04.png", "07.png", "10.png", "16.png"], data.Unreadable.Select(item => Path.GetFileName(item.Id)));
    }

    private static DataBlock<int> Counting(Func<int> read) => new()
    {
        Input = new ImageBlock<int>(
            _ =>
            {
                read();
                return new ImageData(4, 4, 1, new byte[16]);
            },
            ImageMode.Gray),
        Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
    };

    private static string[] Ids(DataLoader loader)
    {
        var ids = new List<string>();
        foreach (Batch batch in loader.Read())
        {
            for (int row = 0; row < batch.Count; row++)
            {
                ids.Add(batch.ItemId(row));
            }

            batch.Release();
        }

        return [.. ids];
    }

    private sealed class Reported(List<ScanProgress> steps) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value)
        {
            lock (steps)
            {
                steps.Add(value);
            }
        }
    }
}
