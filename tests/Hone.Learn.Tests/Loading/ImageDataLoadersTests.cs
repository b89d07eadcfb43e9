using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Loaders in one call, and drawing by weight or in part.</summary>
[Collection("memory pool")]
public sealed class ImageDataLoadersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _paths = [];

    public ImageDataLoadersTests()
    {
        for (int i = 0; i < 10; i++)
        {
            string kind = i % 2 == 0 ? "cat" : "dog";
            byte[] file = i < 5 ? Jpeg.Encode(new ImageData(8 + i, 6, 3, new byte[(8 + i) * 18])) : Png.Encode(new ImageData(8, 6 + i, 1, new byte[8 * (6 + i)]));
            _paths.Add(_folder.File($"{kind}/{kind}_{i}.img.png", file));
            _folder.File($"masks/{kind}_{i}.png", Png.Encode(i < 5 ? new ImageData(8 + i, 6, 1, new byte[(8 + i) * 6]) : new ImageData(8, 6 + i, 1, new byte[8 * (6 + i)])));
        }
    }

    private static ImageLoadersOptions Options => new() { ItemTransforms = [new Resize(4)], Loader = new DataLoaderOptions { BatchSize = 4, Workers = 0 } };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_functions_patterns_and_lists_give_the_same_classes()
    {
        Directory.Delete(Path.Combine(_folder.Root, "masks"), recursive: true);
        string[] labels = [.. _paths.Select(LabelFunctions.ParentLabel)];
        DataLoaders[] all =
        [
            ImageDataLoaders.FromFolder(_folder.Root, Options),
            ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options),
            ImageDataLoaders.FromNameRe(_paths, @"^(.+)_\d+\.", Options),
            ImageDataLoaders.FromLists(_paths, labels, Options),
        ];
        foreach (DataLoaders data in all)
        {
            Assert.Equal(["cat", "dog"], data.Vocab);
            Assert.Equal((8, 2), (data.Train.Dataset.Count, data.Valid.Dataset.Count));
            foreach (Batch batch in data.Train.Read())
            {
                Assert.Equal("[4, 3, 4, 4]", batch.Input.Shape.ToString());
                batch.Release();
            }
        }
    }

    [Fact]
    public void A_table_gives_files_labels_and_the_split()
    {
        IEnumerable<string> rows = _paths.Select((path, i) => $"{Path.GetRelativePath(_folder.Root, path).Replace(".img.png", string.Empty)},{(i < 5 ? "jpeg" : "\"png, gray\"")},{(i is 2 or 7 ? "True" : "False")}");
        string csv = _folder.File("labels.csv", System.Text.Encoding.UTF8.GetBytes($"name,label,is_valid\n{string.Join('\n', rows)}\n"));
        DataLoaders data = ImageDataLoaders.FromCsv(csv, _folder.Root, Options, new() { ValidColumn = 2, Suffix = ".img.png" });
        Assert.Equal(["jpeg", "png, gray"], data.Vocab);
        Assert.Equal([2, 7], data.Valid.Dataset.Indices.ToArray());
        var error = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(csv, _folder.Root, Options, new() { LabelColumn = 5 }));
        Assert.Contains("3 columns: name, label, is_valid", error.Message);
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(csv + "x", _folder.Root)).Message);
    }

    [Fact]
    public void A_delimiter_gives_each_file_any_number_of_labels()
    {
        string[] labels = ["sea;sky", "sky", "", "sea; sun;", "sun;sun"];
        IEnumerable<string> rows = _paths.Select((path, i) => $"{Path.GetRelativePath(_folder.Root, path)},{labels[i % 5]},{(i < 5 ? "1" : "0")}");
        string csv = _folder.File("labels.csv", System.Text.Encoding.UTF8.GetBytes($"name,labels,is_valid\n{string.Join('\n', rows)}\n"));
        DataLoaders data = ImageDataLoaders.FromCsv(csv, _folder.Root, Options, new() { ValidColumn = 2, LabelDelimiter = ";" });
        Assert.Equal(["sea", "sky", "sun"], data.Vocab);
        var targets = new List<float>();
        foreach (Batch batch in data.Valid.InOrder().Read())
        {
            targets.AddRange(batch.Target!.ToArray<float>());
            batch.Release();
        }

        Assert.Equal([1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1], targets);
        Assert.Throws<HoneException>(() => ImageDataLoaders.FromCsv(csv, _folder.Root, Options, new() { LabelDelimiter = "" }));
        string twice = _folder.File("twice.csv", "name,labels\na.png,sea\na.png,sky\n"u8.ToArray());
        Assert.Contains("again at position 1", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(twice, _folder.Root, Options, new() { LabelDelimiter = ";" })).Message);
    }

    [Fact]
    public void Lists_that_do_not_fit_are_refused_with_their_numbers()
    {
        Assert.Contains("10 files and 1 label", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromLists(_paths, ["cat"])).Message);
        string[] twice = [_paths[0], _paths[0]];
        Assert.Contains("again at position 1", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromLists(twice, ["a", "b"])).Message);
    }

    [Fact]
    public void Masks_are_found_by_a_function_of_the_path()
    {
        string MaskOf(string path) => Path.Combine(_folder.Root, "masks", Path.GetFileName(path).Replace(".img.png", ".png"));
        DataLoaders data = SegmentationDataLoaders.FromLabelFunc(_paths, MaskOf, ["sky", "road"], Options);
        foreach (Batch batch in data.Train.Read())
        {
            Assert.Equal("[4, 4, 4]", batch.Target!.Shape.ToString());
            batch.Release();
        }
    }

    [Fact]
    public void Weights_decide_how_often_an_item_is_drawn()
    {
        double[] weights = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 3.0 : i % 4 == 1 ? 0 : 1)];
        var options = new DataLoaderOptions { BatchSize = 10, Workers = 0, Weights = weights };
        DataLoaders data = SmallImages.Loaders(SmallImages.Pattern(200), options);
        int[] drawn = Drawn(data.Train, epochs: 10);
        Assert.Equal(1600, drawn.Length);
        Assert.DoesNotContain(drawn, item => item % 4 == 1);
        Assert.InRange(drawn.Count(item => item % 4 == 0), 0.54 * 1600, 0.66 * 1600);
        Assert.Equal(40, Drawn(data.Valid, epochs: 1).Distinct().Count());
        Assert.Contains("2 weights", Assert.Throws<HoneDataException>(() => SmallImages.Loaders(SmallImages.Pattern(20), options with { Weights = [1, 2] })).Message);
        Assert.Contains("-1", Assert.Throws<HoneDataException>(() => SmallImages.Loaders(SmallImages.Pattern(200), options with { Weights = [.. weights.Select(_ => -1.0)] })).Message);
        Assert.Contains("160 weights of 0", Assert.Throws<HoneDataException>(() => SmallImages.Loaders(SmallImages.Pattern(200), options with { Weights = new double[200] })).Message);
    }

    [Fact]
    public void A_partial_epoch_draws_other_items_each_time_and_leaves_validation_whole()
    {
        var options = new DataLoaderOptions { BatchSize = 8, Workers = 2, PartialCount = 16 };
        DataLoaders data = SmallImages.Loaders(SmallImages.Pattern(200), options);
        Assert.Equal((2, 16), (data.Train.BatchCount, data.Train.ItemCount));
        int[] drawn = Drawn(data.Train, epochs: 2);
        Assert.Equal(32, drawn.Length);
        Assert.NotEqual(drawn[..16].Order(), drawn[16..].Order());
        Assert.Equal(40, Drawn(data.Valid, epochs: 1).Length);
    }

    [Fact]
    public void What_is_drawn_is_refused_where_it_would_have_no_effect()
    {
        ImageSet set = SmallImages.Pattern(20);
        var many = Assert.Throws<HoneException>(() => SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 4, PartialCount = 17 }));
        Assert.Contains("at most the 16 items", many.Message);
        Assert.Contains("got: 17", many.Message);
        DataLoader train = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 4, Workers = 0, PartialCount = 16, Weights = [.. Enumerable.Repeat(1.0, 20)] }).Train;
        Assert.Contains("Weights with Shuffle", Assert.Throws<HoneException>(() => new DataLoader(train.Dataset, train.Options with { Shuffle = false })).Message);
        Assert.Contains("PartialCount with Shuffle", Assert.Throws<HoneException>(() => new DataLoader(train.Dataset, train.Options with { Shuffle = false, Weights = null })).Message);

        // Loaders that follow from one draw what they can.
        Assert.Equal(16, Drawn(train.InOrder(), epochs: 1).Distinct().Count());
        Assert.Equal(5, train.WithDataset(train.Dataset.Subset([0, 1, 2, 3, 4])).InOrder().ItemCount);
        Assert.Equal(4, train.WithDataset(train.Dataset.Subset([0, 1, 2, 3, 4])).ItemCount);
    }

    private static int[] Drawn(DataLoader loader, int epochs)
    {
        var drawn = new List<int>();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            foreach (Batch batch in loader.Read(epoch))
            {
                drawn.AddRange(batch.Indices);
                batch.Release();
            }
        }

        return [.. drawn];
    }
}
