using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Loaders for items that come later: with and without labels, from blocks and from factories.</summary>
[Collection("memory pool")]
public sealed class TestLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _paths = [];

    public TestLoaderTests()
    {
        for (int i = 0; i < 12; i++)
        {
            string kind = i % 2 == 0 ? "cat" : "dog";
            byte[] pixels = [.. Enumerable.Range(0, 8 * 6 * 3).Select(p => (byte)((p * 5) + (i * 11)))];
            _paths.Add(_folder.File($"old/{kind}/{kind}_{i}.png", Png.Encode(new ImageData(8, 6, 3, pixels))));
        }
    }

    private static ImageLoadersOptions Options => new() { ItemTransforms = [new Resize(4)], Loader = new DataLoaderOptions { BatchSize = 4, Workers = 0 } };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_items_with_labels_are_judged_with_the_classes_of_training()
    {
        string[] labels = ["bee", "ant", "bee", "ant", "cat", "bee"];
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i, 1 }),
            Target = new CategoryBlock<int>(i => labels[i]),
            Splitter = new IndexSplitter([0, 1, 2, 3, 4], [5]),
        };
        DataLoaders data = block.DataLoaders([0, 1, 2, 3, 4, 5], new DataLoaderOptions { Workers = 0 });
        Assert.Null(block.TestLoader(data, [0, 2]).Dataset.Target);
        DataLoader later = block.TestLoader(data, [0, 2], withLabels: true);
        Assert.Equal(data.Vocab, later.Dataset.Target!.Vocab);
        Assert.Equal([1, 1], Targets<long>(later));

        var learner = new Learner(data, LogisticRegression.Create(2, 3).Initialize(seed: 1), new() { Metrics = [new Accuracy()] });
        ValidationResult judged = learner.Validate(later);
        Assert.Equal(2, judged.Count);
        Assert.Equal(learner.GetPreds(later).Losses!.Average(), judged.Loss, 1e-5);
    }

    [Fact]
    public void One_new_item_is_predicted_without_a_loader()
    {
        DataLoaders data = ImageDataLoaders.FromFolder(Path.Combine(_folder.Root, "old"), Options);
        var learner = new Learner(data, new Sequential(new Flatten(), new Linear(4 * 4 * 3, 2)).Initialize(seed: 1));
        Prediction alone = learner.PredictItem(_paths[3]);
        Assert.Equal(learner.GetPreds(data.TestLoader(_paths[..6]))[3].Probabilities, alone.Probabilities, (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Contains("cat_", learner.PredictItem(_paths[2]).Id);
        string text = _folder.File("new/no picture.png", "text"u8.ToArray());
        Assert.Contains("no picture.png", Assert.ThrowsAny<HoneException>(() => learner.PredictItem(text)).Message);
        Assert.Contains("Int32", Assert.Throws<HoneException>(() => learner.PredictItem(7)).Message);
    }

    [Fact]
    public void A_new_label_that_training_does_not_have_names_item_and_label()
    {
        DataLoaders data = ImageDataLoaders.FromFolder(Path.Combine(_folder.Root, "old"), Options);
        string path = _folder.File("new/bird/1.png", File.ReadAllBytes(_paths[0]));
        var error = Assert.Throws<HoneDataException>(() => data.TestLoader([path], withLabels: true));
        Assert.Contains("\"bird\"", error.Message);
        Assert.Contains("new/bird/1.png", error.Message);
        Assert.Contains("2 classes cat, dog", error.Message);
        Assert.Equal(1, data.TestLoader([path]).ItemCount);
    }

    [Fact]
    public void Loaders_of_a_folder_take_paths_of_files_and_scanned_items()
    {
        string root = Path.Combine(_folder.Root, "old");
        DataLoaders data = ImageDataLoaders.FromFolder(root, Options);
        string[] later = [_folder.File("new/dog/a.png", File.ReadAllBytes(_paths[1])), _folder.File("new/cat/b.png", File.ReadAllBytes(_paths[2]))];
        DataLoader unlabelled = data.TestLoader<string>(later);
        Assert.Null(unlabelled.Dataset.Target);
        Assert.Equal("[3, 4, 4]", unlabelled.Dataset.Input.RowShape.ToString());
        Assert.EndsWith("new/dog/a.png", unlabelled.Dataset.IdAt(0));
        Assert.Equal([1, 0], Targets<long>(data.TestLoader<string>(later, withLabels: true)));

        IReadOnlyList<FolderItem> scanned = ImageFolder.Scan(root).Items;
        Assert.Equal(12, data.TestLoader(scanned, withLabels: true).ItemCount);
    }

    [Fact]
    public void Loaders_of_a_table_take_the_rows_of_another_table()
    {
        Frame Table(IEnumerable<int> files) => Frame.ParseCsv($"name,red,sea\n{string.Join('\n', files.Select(i => $"{Path.GetRelativePath(_folder.Root, _paths[i])},{i % 2},{i / 2 % 2}"))}\n");
        var columns = new TableLabelsOptions { LabelColumns = ["red", "sea"] };
        DataLoaders data = ImageDataLoaders.FromFrame(Table(Enumerable.Range(0, 8)), _folder.Root, Options, columns);
        DataLoader later = data.TestLoader(Table([11, 8, 10]).Rows(), withLabels: true);
        Assert.Equal(["red", "sea"], later.Dataset.Target!.Vocab);
        Assert.Equal([1, 1, 0, 0, 0, 1], Targets<float>(later));
        string[] ids = [.. Enumerable.Range(0, 3).Select(later.Dataset.IdAt)];
        Assert.Equal(["dog_11.png", "cat_8.png", "cat_10.png"], ids.Select(id => id[(id.LastIndexOf('/') + 1)..]));
        Assert.Equal(Inputs(data.TestLoader(Table([8]).Rows())), Inputs(later)[48..96]);
    }

    [Fact]
    public void A_pretrained_learner_gives_its_normalization_to_new_items()
    {
        DataLoaders data = ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options with { ItemTransforms = [new Resize(32)] });
        Learner learner = VisionLearner.Create(data);
        Assert.Empty(data.TestLoader<string>(_paths).Transforms);
        DataLoader later = learner.Data.TestLoader<string>(_paths, withLabels: true);
        Assert.IsType<Normalize>(Assert.Single(later.Transforms));
        Assert.Equal(12, learner.Validate(later).Count);
    }

    [Fact]
    public void Masks_points_and_numbers_of_new_items_are_read_when_asked_for()
    {
        ImageData picture = new(6, 4, 1, [.. Enumerable.Range(0, 24).Select(p => (byte)(p * 9))]);
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => picture, ImageMode.Gray),
            Target = new MaskBlock<int>(i => new ImageData(6, 4, 1, [.. Enumerable.Range(0, 24).Select(p => (byte)((p + i) % 2))]), ["a", "b"]),
            MoreTargets = [new PointBlock<int>(i => new PointsPart([i, 0], 6, 4)), new RegressionBlock<int>(i => new float[] { i, -i }, 2)],
        };
        DataLoaders data = block.DataLoaders([0, 1, 2, 3, 4], new DataLoaderOptions { Workers = 0 });
        DataLoader later = data.TestLoader([5], withLabels: true);
        foreach (Batch batch in later.Read())
        {
            Assert.Equal(["[1, 4, 6]", "[1, 1, 2]", "[1, 2]"], batch.TargetParts.Select(part => part.Tensor.Shape.ToString()));
            Assert.Equal(1, batch.TargetParts[0].Tensor.ToArray<long>()[0]);
            Assert.Equal([5, -5], batch.TargetParts[2].Tensor.ToArray<float>());
            batch.Release();
        }
    }

    [Fact]
    public void New_pictures_of_another_size_are_named_with_both_sizes()
    {
        DataLoaders data = ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options with { ItemTransforms = [] });
        string other = _folder.File("new/cat/large.png", Png.Encode(new ImageData(9, 6, 3, new byte[9 * 18])));
        var error = Assert.Throws<HoneDataException>(() => data.TestLoader([other]));
        Assert.Contains("[3, 6, 8] for image", error.Message);
        Assert.Contains("[3, 6, 9]", error.Message);
        Assert.Contains("new Resize(size)", error.Try);
        Assert.Contains("0 items", Assert.Throws<HoneDataException>(() => data.TestLoader<string>([])).Message);
    }

    [Fact]
    public void Items_of_another_type_and_joined_loaders_are_refused()
    {
        DataLoaders data = ImageDataLoaders.FromPathFunc(_paths, LabelFunctions.ParentLabel, Options);
        var type = Assert.Throws<HoneException>(() => data.TestLoader([1, 2]));
        Assert.Contains("made of, String", type.Message);
        Assert.Contains("Int32", type.Got);
        DataLoaders folder = ImageDataLoaders.FromFolder(Path.Combine(_folder.Root, "old"), Options);
        Assert.Contains("FolderItem or the paths of files", Assert.Throws<HoneException>(() => folder.TestLoader([1])).Message);
        var joined = Assert.Throws<HoneException>(() => new DataLoaders(data.Train, data.Valid).TestLoader<string>(_paths));
        Assert.Contains("joined from single ones", joined.Message);
        Assert.Equal(12, data.With(data.Valid, data.Valid).TestLoader<string>(_paths).ItemCount);
    }

    [Fact]
    public void Lists_know_the_labels_of_their_own_files_alone()
    {
        DataLoaders data = ImageDataLoaders.FromLists(_paths, [.. _paths.Select(LabelFunctions.ParentLabel)], Options);
        Assert.Equal([0, 1], Targets<long>(data.TestLoader<string>(_paths[..2], withLabels: true)));
        string other = _folder.File("new/cat/1.png", File.ReadAllBytes(_paths[0]));
        var error = Assert.Throws<HoneDataException>(() => data.TestLoader([other], withLabels: true));
        Assert.Contains("12 files of the lists", error.Message);
        Assert.Contains("new/cat/1.png", error.Message.Replace('\\', '/'));
    }

    private static T[] Targets<T>(DataLoader loader)
        where T : unmanaged => Values(loader, batch => batch.Target!.ToArray<T>());

    private static float[] Inputs(DataLoader loader) => Values(loader, batch => batch.Input.ToArray<float>());

    private static T[] Values<T>(DataLoader loader, Func<Batch, T[]> read)
    {
        var values = new List<T>();
        foreach (Batch batch in loader.Read())
        {
            values.AddRange(read(batch));
            batch.Release();
        }

        return [.. values];
    }
}
