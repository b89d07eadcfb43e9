using System.IO.Compression;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "model.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_loaded_model_gives_the_predictions_of_the_learner()
    {
        Learner learner = TrainedModels.ResidualNet();
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);

        Predictor predictor = Predictor.Load(ModelPath);

        Tensor raw = Raw(learner.Data.Valid.Dataset);
        IReadOnlyList<Prediction> answers = predictor.PredictBatch(raw);
        Assert.Equal(expected.Count, answers.Count);
        for (int i = 0; i < answers.Count; i++)
        {
            Assert.Equal(expected[i].Label, answers[i].Label);
            for (int c = 0; c < expected.Width; c++)
            {
                Assert.Equal(expected.Row(i)[c], answers[i].Probabilities[c], 1e-6);
            }
        }
    }

    [Fact]
    public void The_file_says_what_the_model_is_and_holds_no_code()
    {
        TrainedModels.ResidualNet().Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);

        Assert.Equal(Shape.Create([1, 28, 28]), predictor.InputShape);
        Assert.Equal(Shape.Create([10]), predictor.OutputShape);
        Assert.Equal(10, predictor.Vocab.Count);
        SmallResNetConfig config = Assert.IsType<SmallResNetConfig>(predictor.Content.Model);
        Assert.Equal([4, 8], config.Options.Widths);
        Assert.Equal(0.1, config.Options.Dropout);

        // Random flips stay behind.
        NormalizeConfig normalize = Assert.IsType<NormalizeConfig>(Assert.Single(predictor.Content.BatchTransforms));
        Assert.Single(normalize.Mean);
        using ZipArchive archive = ZipFile.OpenRead(ModelPath);
        Assert.Equal(["model.json", "weights.safetensors"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Equal_learners_write_equal_bytes_and_leave_no_temporary_file()
    {
        Learner learner = TrainedModels.Patterns();
        learner.Export(ModelPath);
        byte[] first = File.ReadAllBytes(ModelPath);
        learner.Export(ModelPath);

        Assert.Equal(first, File.ReadAllBytes(ModelPath));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Every_layer_of_the_catalog_comes_back_as_it_was()
    {
        Module model = new Sequential(
            new Conv2d(1, 4, (3, 2), new Conv2dLayerOptions { Padding = (1, 0), Bias = false }),
            new BatchNorm2d(4, new BatchNormOptions { Epsilon = 1e-3, Momentum = 0.2 }),
            new ReLU(),
            new MaxPool2d(2, new MaxPool2dOptions { CeilMode = true }),
            new Sequential(new AdaptiveAvgPool2d((2, 1)), new Identity(), new Flatten()),
            new Dropout(0.25),
            new Linear(8, 6, new LinearOptions { Bias = false }),
            new BatchNorm1d(6),
            new Linear(6, 3)).Initialize(seed: 9);
        Learner learner = TrainedModels.Patterns(model);
        learner.Fit(1);
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);

        Predictor predictor = Predictor.Load(ModelPath);

        var outputs = new float[expected.Count * 3];
        predictor.Compute(Raw(learner.Data.Valid.Dataset), outputs);
        Assert.Equal(expected.Outputs.ToArray(), outputs);
        var restored = Assert.IsType<SequentialConfig>(predictor.Content.Model);
        Assert.Equal(((SequentialConfig)model.Config!).Layers.Take(4), restored.Layers.Take(4));
    }

    [Fact]
    public void A_residual_net_comes_back_and_its_inference_form_agrees()
    {
        Module model = new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new ResNetOptions { InChannels = 1, Classes = 3, Width = 4 }).Initialize(seed: 4);
        Learner learner = TrainedModels.Patterns(model);
        learner.Fit(1);
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);

        Tensor raw = Raw(learner.Data.Valid.Dataset);
        var outputs = new float[expected.Count * 3];
        Predictor.Load(ModelPath).Compute(raw, outputs);
        Assert.Equal(expected.Outputs.ToArray(), outputs);
        Predictor.Load(ModelPath, new PredictorOptions { OptimizeForInference = true }).Compute(raw, outputs);
        Assert.All(outputs.Zip(expected.Outputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void A_transform_of_a_users_own_travels_by_its_name()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("half-size", OwnJson.Default.HalfSizeConfig);
        Learner learner = TrainedModels.Patterns(LogisticRegression.Create(6, 3).Initialize(seed: 1), items: [new HalfSize(2)]);
        float[] expected = learner.GetPreds().Outputs.ToArray();
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });

        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { Catalog = catalog });

        ImageSet set = SmallImages.Pattern(30);
        ReadOnlySpan<int> valid = learner.Data.Valid.Dataset.Indices;
        for (int i = 0; i < valid.Length; i++)
        {
            Prediction answer = predictor.PredictImage(ImagePixels.Of(set, valid[i]));
            Assert.Equal(expected[(i * 3)..((i * 3) + 3)], answer.Probabilities);
        }
    }

    [Fact]
    public void A_transform_that_the_reader_does_not_know_is_refused_by_name()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("half-size", OwnJson.Default.HalfSizeConfig);
        Learner learner = TrainedModels.Patterns(LogisticRegression.Create(6, 3).Initialize(seed: 1), items: [new HalfSize(2)]);
        HoneException unwritten = Assert.Throws<HoneException>(() => learner.Export(ModelPath));
        Assert.Contains("HalfSizeConfig", unwritten.Message);
        Assert.False(File.Exists(ModelPath));
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });

        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath));

        Assert.Contains("\"half-size\"", error.Message);
        Assert.Contains("ConfigCatalog.Default.With", error.Message);
    }

    [Fact]
    public void A_model_without_a_configuration_is_refused_with_the_path_of_its_part()
    {
        Module model = new Sequential(new Flatten(), new Sequential(new OwnLayer()), new Linear(30, 3)).Initialize(seed: 1);

        HoneException error = Assert.Throws<HoneException>(() => TrainedModels.Patterns(model).Export(ModelPath));

        Assert.Contains("OwnLayer at 1.0", error.Message);
        Assert.Contains("ModelConfig", error.Message);
        Assert.False(File.Exists(ModelPath));
    }

    [Fact]
    public void A_loss_that_does_not_say_how_predictions_are_read_is_refused()
    {
        Learner learner = TrainedModels.Patterns(options: new LearnerOptions { Loss = new OwnLoss() });
        HoneException error = Assert.Throws<HoneException>(() => learner.Export(ModelPath));
        Assert.Contains("OwnLoss", error.Message);
        Assert.Contains("override Kind", error.Message);
    }

    [Theory]
    [InlineData("CrossEntropyLoss", -1)]
    [InlineData("CrossEntropyLoss", 2)]
    [InlineData("FocalLoss", -1)]
    [InlineData("CombinedLoss", -1)]
    public void A_loss_with_its_classes_along_another_axis_is_refused_with_that_axis(string name, int axis)
    {
        Loss loss = name switch
        {
            "CrossEntropyLoss" => new CrossEntropyLoss(axis: axis),
            "FocalLoss" => new FocalLoss(axis: axis),
            _ => new CombinedLoss((1, new CrossEntropyLoss(axis: axis)), (1, new DiceLoss())),
        };
        HoneException error = Assert.Throws<HoneException>(() => TrainedModels.Patterns(options: new LearnerOptions { Loss = loss }).Export(ModelPath));
        Assert.Contains($"{name} with the classes along axis {axis}", error.Message);
        Assert.Contains("along axis 1", error.Message);
        Assert.DoesNotContain("override Kind", error.Message);
        Assert.False(File.Exists(ModelPath));
    }

    [Fact]
    public void A_name_or_type_is_taken_once_in_a_catalog()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("half-size", OwnJson.Default.HalfSizeConfig);
        HoneException error = Assert.Throws<HoneException>(() => catalog.With("other", OwnJson.Default.HalfSizeConfig));
        Assert.Contains("HalfSizeConfig", error.Message);
        error = Assert.Throws<HoneException>(() => ConfigCatalog.Default.With("Linear", OwnJson.Default.HalfSizeConfig));
        Assert.Contains("\"Linear\"", error.Message);
        error = Assert.Throws<HoneException>(() => ConfigCatalog.Default.With("text", OwnJson.Default.String));
        Assert.Contains("String", error.Message);
        Assert.DoesNotContain("half-size", ConfigCatalog.Default.Names);
    }

    /// <summary>The items of a dataset as values 0 to 1, before any batch transform.</summary>
    internal static Tensor Raw(Dataset dataset)
    {
        var loader = new DataLoader(dataset, new DataLoaderOptions { Workers = 0, BatchSize = dataset.Count });
        using EpochReader batches = loader.Read();
        Assert.True(batches.MoveNext());
        Batch batch = batches.Current;
        Tensor raw = Tensor.From<float>(batch.Input.ToArray<float>(), batch.Input.Shape);
        batch.Release();
        return raw;
    }

    private sealed class OwnLayer : Module
    {
        protected override Tensor Compute(Tensor x) => x;
    }

    private sealed class OwnLoss : Loss
    {
        private readonly CrossEntropyLoss _inner = new();

        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) => _inner.Compute(prediction, target, reduction);

        public override Tensor Activation(Tensor prediction) => _inner.Activation(prediction);

        public override Tensor Decode(Tensor prediction) => _inner.Decode(prediction);
    }
}
