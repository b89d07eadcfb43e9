using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Models of several inputs go into files and answer items from all of their inputs as the learner does.</summary>
[Collection("memory pool")]
public sealed class SeveralInputsTests : IDisposable
{
    private const int Side = 8;
    private const int Pairs = 64;

    private static readonly string[] s_words = ["good film", "bad", "a good good one", "so bad"];

    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "pairs.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_siamese_net_comes_back_and_answers_pairs_as_the_learner_does()
    {
        Learner learner = Siamese();
        learner.Fit(3);
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);

        Predictor predictor = Predictor.Load(ModelPath);
        IReadOnlyList<Prediction> answers = predictor.PredictBatch([.. expected.Ids.Select(Pair)], expected.Ids);

        Assert.Equal([[1, Side, Side], [1, Side, Side]], predictor.InputShapes.Select(shape => shape.ToArray()));
        Assert.IsType<SiameseNetConfig>(predictor.Content.Model);
        Assert.False(predictor.SeesTexts);
        AssertEqual(expected, answers, 1e-5f);
        Assert.True(expected.Count > 8);
        Assert.True(answers.Select(answer => answer.Probabilities[0]).Max() - answers.Select(answer => answer.Probabilities[0]).Min() > 0.01f, "the answers tell pairs apart");
        var outputs = new float[expected.Count * 2];
        predictor.ComputeInputs(Raw(learner.Data.Valid.Dataset), outputs);
        Assert.All(outputs.Zip(expected.Outputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Predictor.Load(ModelPath, new PredictorOptions { OptimizeForInference = true }).ComputeInputs(Raw(learner.Data.Valid.Dataset), outputs);
        Assert.All(outputs.Zip(expected.Outputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_item_and_a_batch_agree(bool exact)
    {
        Predictor predictor = Loaded(new PredictorOptions { BatchSize = 5 });
        IReadOnlyList<ItemInput>[] items = [.. Enumerable.Range(0, 13).Select(Pair)];
        Tensor[] raw = Raw(Siamese().Data.Valid.Dataset);
        bool before = EngineOptions.Exact;
        try
        {
            EngineOptions.Exact = exact;
            IReadOnlyList<Prediction> together = predictor.PredictBatch(items);
            var rows = new float[raw[0].Shape[0] * 2];
            predictor.ComputeInputs(raw, rows);
            for (int i = 0; i < items.Length; i++)
            {
                Prediction alone = predictor.Predict(items[i], "one");
                Assert.Equal(("one", i.ToString(CultureInfo.InvariantCulture)), (alone.Id, together[i].Id));
                AssertNear(together[i].Probabilities, alone.Probabilities, exact ? 0 : 1e-6f);
                var row = new float[2];
                predictor.ComputeInputs([raw[0].Narrow(0, i, 1), raw[1].Narrow(0, i, 1)], row);
                AssertNear(rows[(2 * i)..((2 * i) + 2)], row, exact ? 0 : 1e-6f);
            }
        }
        finally
        {
            EngineOptions.Exact = before;
        }
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        Predictor predictor = Loaded();
        Tensor[] raw = Raw(Siamese().Data.Valid.Dataset);
        IReadOnlyList<ItemInput>[] items = [.. Enumerable.Range(0, 7).Select(Pair)];
        float[] expected = Outputs(predictor, raw);
        float[] expectedItems = Outputs(predictor, items);
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ =>
        {
            Assert.Equal(expected, Outputs(predictor, raw));
            Assert.Equal(expectedItems, Outputs(predictor, items));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_warm_prediction_takes_no_byte(bool optimized)
    {
        Predictor predictor = Loaded(new PredictorOptions { OptimizeForInference = optimized, BatchSize = 4 });
        Tensor[] one = [Tensor.Full([1, 1, Side, Side], 0.3f), Tensor.Full([1, 1, Side, Side], 0.6f)];
        Tensor[] seven = [Tensor.Full([7, 1, Side, Side], 0.3f), Tensor.Full([7, 1, Side, Side], 0.6f)];
        var outputs = new float[14];

        // Seven items are a batch of four and one of three.
        Assert.Equal(0, AllocatedBytes.Least(() => predictor.ComputeInputs(one, outputs)));
        Assert.Equal(0, AllocatedBytes.Least(() => predictor.ComputeInputs(seven, outputs)));
    }

    [Fact]
    public void Files_are_taken_in_groups_and_a_bad_one_costs_its_own_item()
    {
        Predictor predictor = Loaded(new PredictorOptions { BatchSize = 2 });
        string[] good = [Write("a.png", 3), Write("b.png", 4), Write("c.png", 5), Write("d.png", 6)];
        string gone = Path.Combine(_folder.Root, "gone.png");
        string[] paths = [good[0], good[1], good[2], gone, good[2], good[3]];

        FileGroupPrediction[] results = [.. predictor.PredictFileGroups(paths)];

        Assert.Equal([paths[..2], paths[2..4], paths[4..]], results.Select(result => result.Paths.ToArray()));
        Assert.Equal([true, false, true], results.Select(result => result.Prediction is not null));
        Assert.All(["no such file", "gone.png"], text => Assert.Contains(text, results[1].Error!.Message));
        Prediction alone = predictor.Predict([ItemInput.OfFile(good[0]), ItemInput.OfImage(Picture(4))]);
        AssertNear(alone.Probabilities, results[0].Prediction!.Probabilities, 1e-6f);
        Assert.Equal($"{good[0]}, {good[1]}", results[0].Prediction!.Id);
        HoneException odd = Assert.Throws<HoneException>(() => predictor.PredictFileGroups(paths[..3]));
        Assert.All(["groups of 2", "Image [1, 8, 8], Image [1, 8, 8]", "3 files"], text => Assert.Contains(text, odd.Message));
        Assert.Contains("2 views", Assert.Throws<HoneException>(() => Predictor.Load(ModelPath, new PredictorOptions { Views = 2 }).PredictFileGroups(paths)).Message);

        FileGroupPrediction[] twice = [.. PredictorEnsemble.Of([predictor, predictor]).PredictFileGroups(paths)];
        Assert.Equal(results.Select(result => result.Prediction is null), twice.Select(result => result.Prediction is null));
        AssertNear(alone.Probabilities, twice[0].Prediction!.Probabilities, 1e-6f);
    }

    [Fact]
    public void Methods_of_one_input_refuse_a_model_of_several()
    {
        Predictor predictor = Loaded();
        Action[] calls =
        [
            () => predictor.Predict(Tensor.Zeros([1, Side, Side])),
            () => predictor.PredictBatch(Tensor.Zeros([1, 1, Side, Side])),
            () => predictor.Compute(Tensor.Zeros([1, 1, Side, Side]), new float[2]),
            () => predictor.Compute(new float[Side * Side], new float[2]),
            () => predictor.PredictImage(Picture(1)),
            () => predictor.PredictFile("a.png"),
            () => predictor.PredictFiles(["a.png"]),
            () => predictor.PredictText("good"),
            () => predictor.PredictTexts(["good"]),
            () => predictor.ComputeTexts(["good"], new float[2]),
            () => predictor.SegmentImage(Picture(1)),
            () => predictor.SegmentFiles(["a.png"]),
            () => predictor.NumberFiles(["a.png"]),
        ];
        foreach (Action call in calls)
        {
            HoneException error = Assert.Throws<HoneException>(call);
            Assert.All(["A model of one input.", "one of 2: Image [1, 8, 8], Image [1, 8, 8]", "pairs.hone", "PredictFileGroups"], text => Assert.Contains(text, error.Message));
        }
    }

    [Fact]
    public void Another_number_or_kind_of_inputs_is_refused_with_what_came()
    {
        Predictor predictor = Loaded();
        HoneException error = Assert.Throws<HoneException>(() => predictor.Predict([ItemInput.OfImage(Picture(1))], "x"));
        Assert.All(["2 inputs of an item", "1: an image of 8x8 pixels", "item x"], text => Assert.Contains(text, error.Message));
        error = Assert.Throws<HoneException>(() => predictor.Predict([ItemInput.OfImage(Picture(1)), ItemInput.OfText("good")]));
        Assert.All(["An image, in memory or in a file, as input 2 of 2.", "a text of 4 characters", "ItemInput.OfImage"], text => Assert.Contains(text, error.Message));
        error = Assert.Throws<HoneException>(() => predictor.PredictBatch([Pair(1), [ItemInput.OfNumbers(new float[3]), ItemInput.OfImage(Picture(1))]]));
        Assert.All(["as input 1 of 2", "3 numbers", "item 1"], text => Assert.Contains(text, error.Message));
        error = Assert.Throws<HoneDataException>(() => predictor.Predict([ItemInput.OfImage(Picture(1)), ItemInput.OfImage(new ImagePixels(new byte[9 * 7], 9, 7, 1))], "x"));
        Assert.All(["8x8 pixels", "9x7 pixels"], text => Assert.Contains(text, error.Message));

        Tensor two = Tensor.Zeros([2, 1, Side, Side]);
        Assert.All(["2 inputs", "1 tensors"], text => Assert.Contains(text, Assert.Throws<ShapeException>(() => predictor.ComputeInputs([two], new float[4])).Message));
        Assert.All(["Float32 [1, 8, 8]", "[2, 3, 8, 8]", "input 2 of 2"], text => Assert.Contains(text, Assert.Throws<ShapeException>(() => predictor.ComputeInputs([two, Tensor.Zeros([2, 3, Side, Side])], new float[4])).Message));
        Assert.All(["2 as in the first", "1 in input 2"], text => Assert.Contains(text, Assert.Throws<ShapeException>(() => predictor.ComputeInputs([two, two.Narrow(0, 0, 1)], new float[4])).Message));
        Assert.Contains("room for 3", Assert.Throws<ShapeException>(() => predictor.ComputeInputs([two, two], new float[3])).Message);
        Assert.Contains("1 identities for 2 items", Assert.Throws<ShapeException>(() => predictor.PredictBatch([Pair(1), Pair(2)], ["a"])).Message);
    }

    [Fact]
    public void A_picture_with_numbers_and_a_text_answers_as_the_learner_does()
    {
        // Pictures of another size and with a transform of items, numbers that are left alone, texts of several lengths; the batch transform changes the pictures only.
        ConfigCatalog catalog = ConfigCatalog.Default.With("join", OwnJson.Default.JoinNetConfig);
        Learner learner = Mixed();
        learner.Fit(2);
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { Catalog = catalog });
        Assert.Equal([InputKind.Image, InputKind.Vector, InputKind.Text], predictor.Content.Inputs.Select(input => input.Kind));

        // Alone there is no padding for the learner either.
        IReadOnlyList<Prediction> together = predictor.PredictBatch([.. Enumerable.Range(0, 9).Select(MixedItem)]);
        for (int i = 0; i < 9; i++)
        {
            Predictions expected = learner.GetPreds(learner.Data.TestLoader<int>([i]));
            AssertNear(expected.Row(0).ToArray(), together[i].Probabilities, 1e-5f);
            AssertNear(together[i].Probabilities, predictor.Predict(MixedItem(i)).Probabilities, 1e-6f);
        }

        // A file of a text; tensors of any number of tokens, one call after another.
        string text = _folder.File("text.txt", "so bad"u8.ToArray());
        AssertNear(together[3].Probabilities, predictor.Predict([MixedItem(3)[0], MixedItem(3)[1], ItemInput.OfFile(text)]).Probabilities, 1e-6f);
        foreach (int tokens in (int[])[3, 5, 2])
        {
            var rows = new float[8];
            Tensor numbers = Tensor.Full([4, 3], 0.5f);
            predictor.ComputeInputs([Tensor.Full([4, 1, Side, Side], 0.25f), numbers, Tensor.From(Enumerable.Repeat(2L, 4 * tokens).ToArray(), [4, tokens])], rows);
            Assert.Equal(rows[..2], rows[6..]);
        }

        HoneException files = Assert.Throws<HoneException>(() => predictor.PredictFileGroups(["a.png", "b.csv", "c.txt"]));
        Assert.All(["which files hold", "Vector [3]", "OfNumbers"], word => Assert.Contains(word, files.Message));
        ShapeException count = Assert.Throws<ShapeException>(() => predictor.Predict([MixedItem(0)[0], ItemInput.OfNumbers(new float[2]), MixedItem(0)[2]]));
        Assert.All(["3 numbers, [3], as input 2 of 3", "2 numbers"], word => Assert.Contains(word, count.Message));
    }

    [Fact]
    public void Pairs_of_texts_are_never_padded()
    {
        var options = new TextOptions { MinFrequency = 1, Vocab = [.. SpecialTokens.All, "good", "bad", "film", "so", "a", "one"] };
        DataBlock<int> block = new()
        {
            Input = new TextBlock<int>(i => s_words[i % 4], options),
            MoreInputs = [new TextBlock<int>(i => s_words[i / 4 % 4], options)],
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
        };
        int[] all = [.. Enumerable.Range(0, 16)];
        var loaders = new DataLoaderOptions { Workers = 0, BatchSize = 4 };
        var model = new SiameseNet(new EmbeddingBag(options.Vocab.Count, 4), new Linear(8, 2)).Initialize(seed: 1);
        var learner = new Learner(block.DataLoaders(all, loaders), model);
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);

        IReadOnlyList<Prediction> together = predictor.PredictBatch([.. all.Select(i => (IReadOnlyList<ItemInput>)[ItemInput.OfText(s_words[i % 4]), ItemInput.OfText(s_words[i / 4])])]);

        Assert.False(predictor.SeesTexts);
        foreach (int i in all)
        {
            AssertNear(learner.GetPreds(learner.Data.TestLoader<int>([i])).Row(0).ToArray(), together[i].Probabilities, 1e-6f);
        }

        var outputs = new float[4];
        Tensor[] numbers = [Tensor.From<long>([2, 9, 2, 10], [2, 2]), Tensor.From<long>([2, 9, 11, 2, 10, 11], [2, 3])];
        predictor.ComputeInputs(numbers, outputs);
        Assert.Equal(1, outputs[..2].Sum(), 1e-5f);
        HoneException error = Assert.Throws<HoneException>(() => predictor.Predict([ItemInput.OfText("good"), ItemInput.OfImage(Picture(1))]));
        Assert.All(["A text, in memory or in a file, as input 2 of 2.", "an image of 8x8 pixels"], text => Assert.Contains(text, error.Message));

        var halved = new Learner((block with { ItemTransforms = [new Resize(Side)] }).DataLoaders(all, loaders), model);
        Assert.Contains("holds no transforms", Assert.Throws<HoneException>(() => halved.Export(ModelPath)).Message);
    }

    [Fact]
    public void Numbers_of_several_inputs_are_computed_from_items()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("join", OwnJson.Default.JoinNetConfig);
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i, 1 }),
            MoreInputs = [new BandImageBlock<int>(i => Enumerable.Range(i, 16).Select(v => (float)v).ToArray(), [4, 2, 2])],
            Target = new RegressionBlock<int>(i => (float[])[i]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 20)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        var learner = new Learner(data, new JoinNet(18, 1, new Identity(), new Flatten()).Initialize(seed: 1));
        float[] expected = learner.GetPreds().Outputs.ToArray();
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { Catalog = catalog });

        var outputs = new float[expected.Length];
        int[] valid = learner.Data.Valid.Dataset.Indices.ToArray();
        predictor.ComputeItems([.. valid.Select(i => (IReadOnlyList<ItemInput>)[ItemInput.OfNumbers(new float[] { i, 1 }), ItemInput.OfNumbers(Enumerable.Range(i, 16).Select(v => (float)v).ToArray())])], outputs);

        AssertNear(expected, outputs, 1e-5f);
        Assert.Contains("ComputeItems", Assert.Throws<HoneException>(() => predictor.Predict([])).Message);
    }

    [Fact]
    public void A_file_of_one_input_says_nothing_of_more_and_one_of_several_says_that_earlier_readers_are_too_old()
    {
        TrainedModels.Patterns().Export(ModelPath);
        Assert.Equal(["format", "formatVersion", "model", "input", "itemTransforms", "batchTransforms", "output", "weightsSha256"], Description().Select(property => property.Key));
        Siamese().Export(ModelPath);
        JsonObject several = Description();
        Assert.Equal((2, "moreInputs"), ((int)several["formatVersion"]!, several.Last().Key));
        Assert.Equal(["kind", "shape"], Assert.Single(several["moreInputs"]!.AsArray())!.AsObject().Select(property => property.Key));
        Refused(inputs => inputs.Add(null), "null");
        Refused(inputs => inputs.Clear(), "2 inputs or more");
        Refused(inputs => inputs[0]!["shape"]!.AsArray()[1] = 1 << 20, "in all inputs together");
        Refused(inputs => inputs[0]!["shape"]!.AsArray()[1] = 9, "A model that answers inputs of shape [1, 8, 8], [1, 9, 8].");
    }

    [Fact]
    public void An_input_that_files_cannot_tell_is_refused_with_its_place()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i }),
            MoreInputs = [new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd")],
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 20)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        var learner = new Learner(data, new JoinNet(2, 2, new Identity(), new Identity()).Initialize(seed: 1));

        HoneException error = Assert.Throws<HoneException>(() => learner.Export(ModelPath));

        Assert.All(["input 2 of 2: category Int64 []", "how new items become such inputs", "ExportTable"], text => Assert.Contains(text, error.Message));
        Assert.False(File.Exists(ModelPath));
    }

    /// <summary>A siamese net over pairs of pictures with a bright left or upper half, not trained.</summary>
    internal static Learner Siamese()
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(Picture, ImageMode.Gray),
            MoreInputs = [new ImageBlock<int>(i => Picture(Other(i)), ImageMode.Gray)],
            Target = new CategoryBlock<int>(i => i % 2 == Other(i) % 2 ? "same" : "different"),
            Splitter = new RandomSplitter(0.25, 1),
            BatchTransforms = [new Normalize()],
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, Pairs)], new DataLoaderOptions { BatchSize = 16, Workers = 0 });
        var encoder = new Sequential(new ConvLayer(1, 8), new Flatten(), new Linear(8 * Side * Side, 6));
        return new Learner(data, new SiameseNet(encoder, new Sequential(new Linear(12, 8), new ReLU(), new Linear(8, 2))).Initialize(seed: 2), new() { LearningRate = 1e-2 });
    }

    private static Learner Mixed()
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(Large, ImageMode.Gray),
            MoreInputs = [new VectorBlock<int>(i => new float[] { i % 5, 1, -i }), new TextBlock<int>(i => s_words[i % 4], new TextOptions { MinFrequency = 1 })],
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
            Splitter = new RandomSplitter(0.25, 1),
            ItemTransforms = [new Resize(Side)],
            BatchTransforms = [Normalize.FromStats([0.5f], [0.25f])],
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 32)], new DataLoaderOptions { BatchSize = 8, Workers = 0 });
        Module model = new JoinNet(
            11,
            2,
            new Sequential(new ConvLayer(1, 2), new AdaptiveAvgPool2d(1), new Flatten(), new Linear(2, 4)),
            new Identity(),
            new EmbeddingBag(data.Train.Dataset.Inputs[2].Vocab.Count, 4)).Initialize(seed: 4);
        return new Learner(data, model);
    }

    private static IReadOnlyList<ItemInput> MixedItem(int i) => [ItemInput.OfImage(Large(i)), ItemInput.OfNumbers(new float[] { i % 5, 1, -i }), ItemInput.OfText(s_words[i % 4])];

    private static IReadOnlyList<ItemInput> Pair(string id) => Pair(int.Parse(id, CultureInfo.InvariantCulture));

    private static IReadOnlyList<ItemInput> Pair(int i) => [ItemInput.OfImage(Picture(i)), ItemInput.OfImage(Picture(Other(i)))];

    private static int Other(int i) => (i * 7) + (i / 3);

    private static ImagePixels Picture(int number) => Picture(number, Side, Side);

    private static ImagePixels Large(int number) => Picture(number, Side + 6, Side + 2);

    private static ImagePixels Picture(int number, int height, int width)
    {
        var bytes = new byte[height * width];
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isBright = number % 2 == 0 ? i % width < width / 2 : i < bytes.Length / 2;
            bytes[i] = (byte)((isBright ? 180 : 20) + (((number * 31) + (i * 17)) % 40));
        }

        return new ImagePixels(bytes, height, width, 1);
    }

    /// <summary>The inputs of a dataset as tensors, before any batch transform.</summary>
    private static Tensor[] Raw(Dataset dataset)
    {
        var loader = new DataLoader(dataset, new DataLoaderOptions { Workers = 0, BatchSize = dataset.Count });
        using EpochReader batches = loader.Read();
        Assert.True(batches.MoveNext());
        Tensor[] raw = [.. batches.Current.Inputs().Select(input => Tensor.From<float>(input.ToArray<float>(), input.Shape))];
        batches.Current.Release();
        return raw;
    }

    private static float[] Outputs(Predictor predictor, Tensor[] raw)
    {
        var outputs = new float[raw[0].Shape[0] * 2];
        predictor.ComputeInputs(raw, outputs);
        return outputs;
    }

    private static float[] Outputs(Predictor predictor, IReadOnlyList<IReadOnlyList<ItemInput>> items)
    {
        var outputs = new float[items.Count * 2];
        predictor.ComputeItems(items, outputs);
        return outputs;
    }

    private static void AssertEqual(Predictions expected, IReadOnlyList<Prediction> answers, float tolerance)
    {
        Assert.Equal(expected.Count, answers.Count);
        for (int i = 0; i < answers.Count; i++)
        {
            Assert.Equal((expected.Ids[i], expected[i].Label), (answers[i].Id, answers[i].Label));
            AssertNear(expected.Row(i).ToArray(), answers[i].Probabilities, tolerance);
        }
    }

    private static void AssertNear(IReadOnlyList<float> expected, IReadOnlyList<float> actual, float tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    private Predictor Loaded(PredictorOptions? options = null)
    {
        Learner learner = Siamese();
        learner.Fit(1);
        learner.Export(ModelPath);
        return Predictor.Load(ModelPath, options);
    }

    private string Write(string name, int number)
    {
        string path = Path.Combine(_folder.Root, name);
        Png.Write(path, Picture(number).ToImageData());
        return path;
    }

    private JsonObject Description()
    {
        using ZipArchive archive = ZipFile.OpenRead(ModelPath);
        using Stream stream = archive.GetEntry("model.json")!.Open();
        return JsonNode.Parse(stream)!.AsObject();
    }

    private void Refused(Action<JsonArray> change, string says)
    {
        Siamese().Export(ModelPath);
        JsonObject description = Description();
        change(description["moreInputs"]!.AsArray());
        using (ZipArchive archive = ZipFile.Open(ModelPath, ZipArchiveMode.Update))
        {
            archive.GetEntry("model.json")!.Delete();
            using Stream stream = archive.CreateEntry("model.json", CompressionLevel.NoCompression).Open();
            stream.Write(System.Text.Encoding.UTF8.GetBytes(description.ToJsonString()));
        }

        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath, new PredictorOptions { MostInputValues = 1 << 16 }));
        Assert.Contains(says, error.Message);
    }
}
