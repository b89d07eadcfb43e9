using System.IO.Compression;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class PredictorMemoryTests : IDisposable
{
    private const int Side = 32;

    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "model.hone");

    public static TheoryData<string, bool> Models => new()
    {
        { "multilayer perceptron", false },
        { "multilayer perceptron", true },
        { "SmallResNet", true },
        { "ResNet9", false },
        { "ResNet9", true },
        { "CifarNet", false },
        { "CifarNet", true },
        { "ResNet-18", false },
        { "ResNet-18", true },
        { "MobileNetV2", true },
        { "EfficientNet", false },
        { "DenseNet", false },
        { "InceptionV3", true },
        { "SqueezeNet", true },
        { "ConvNeXt", false },
        { "vision transformer", false },
        { "U-Net", false },
        { "U-Net of odd sizes with blur and attention", false },
        { "table net", false },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void A_warm_prediction_takes_no_byte(string kind, bool optimized)
    {
        Predictor predictor = Loaded(kind, optimized);
        Tensor one = Items(predictor, 1);
        Tensor seven = Items(predictor, 7);
        float[] values = seven.ToArray<float>();
        var outputs = new float[7 * predictor.OutputShape.ElementCount];

        // Seven items are a batch of four and one of three.
        Assert.Equal(0, AllocatedBytes.Least(() => predictor.Compute(one, outputs)));
        Assert.Equal(0, AllocatedBytes.Least(() => predictor.Compute(seven, outputs)));
        Assert.Equal(0, AllocatedBytes.Least(() => predictor.Compute(values, outputs)));
    }

    [Theory]
    [InlineData("multilayer perceptron", false)]
    [InlineData("ResNet-18", true)]
    [InlineData("U-Net", false)]
    public void Two_threads_that_predict_at_once_take_no_byte(string kind, bool optimized)
    {
        Predictor predictor = Loaded(kind, optimized);
        Tensor batch = Items(predictor, 3);
        using var outputs = new ThreadLocal<float[]>(() => new float[3 * predictor.OutputShape.ElementCount]);

        Assert.Equal(0, AllocatedBytes.Least(() => predictor.Compute(batch, outputs.Value!), threads: 2));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_same_bits_come_out_as_without_objects_used_again(string kind, bool optimized)
    {
        Predictor predictor = Loaded(kind, optimized, normalizes: false);
        Module model = predictor.Content.Model.Build();
        ZipFile.ExtractToDirectory(ModelPath, _folder.Root);
        model.Load(Path.Combine(_folder.Root, "weights.safetensors"));
        model.Eval();
        Module form = optimized ? model.OptimizeForInference() : model;
        form.PrepareForInference();
        foreach (int count in (int[])[1, 3, 2, 1, 4, 3])
        {
            Tensor batch = Items(predictor, count, seed: count);
            float[] expected;
            using (NoGrad.Enter())
            {
                expected = form.Forward(batch).Softmax(1).ToArray<float>();
            }

            var outputs = new float[expected.Length];
            predictor.Compute(batch, outputs);
            Assert.Equal(expected, outputs);
            Array.Clear(outputs);
            predictor.Compute(batch.ToArray<float>(), outputs);
            Assert.Equal(expected, outputs);
        }
    }

    /// <summary>Nets wide enough that the size of a batch would decide the algorithm of their convolutions.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Items_alone_get_what_a_batch_of_sixteen_gets(string kind, bool optimized)
    {
        Predictor predictor = Loaded(kind, optimized, normalizes: false);
        const int Count = 16;
        Tensor batch = Items(predictor, Count, seed: 5);
        int length = predictor.OutputShape.ElementCount;
        var together = new float[Count * length];
        predictor.Compute(batch, together);
        var alone = new float[length];
        for (int i = 0; i < Count; i++)
        {
            predictor.Compute(batch.Narrow(0, i, 1), alone);
            Assert.All(alone.Zip(together[(i * length)..]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        }
    }

    [Fact]
    public void Callers_at_once_with_batches_of_their_own_sizes_get_their_own_answers()
    {
        Predictor predictor = Loaded("ResNet9", optimized: false);
        Tensor[] batches = [.. Enumerable.Range(1, 9).Select(count => Items(predictor, count, seed: count))];
        float[][] expected = [.. batches.Select(batch => Outputs(predictor, batch))];

        Parallel.For(0, 90, new ParallelOptions { MaxDegreeOfParallelism = 5 }, i => Assert.Equal(expected[i % 9], Outputs(predictor, batches[i % 9])));
    }

    [Fact]
    public void Predictions_take_what_they_return()
    {
        Predictor predictor = Loaded("ResNet9", optimized: true);
        Tensor item = Items(predictor, 1).Squeeze(0);
        Tensor batch = Items(predictor, 3);
        Prediction answer = predictor.Predict(item, "one");
        Assert.Equal(3, answer.Probabilities.Count);
        object? kept = null;

        long one = AllocatedBytes.Least(() => kept = predictor.Predict(item, "one"));
        long three = AllocatedBytes.Least(() => kept = predictor.PredictBatch(batch));
        long alone = AllocatedBytes.Least(() => kept = new Prediction("one", 0, "ant", 0, new float[3]));
        long list = AllocatedBytes.Least(() => kept = new Prediction[3]);

        GC.KeepAlive(kept);
        Assert.True(alone > 0);
        Assert.Equal(alone, one);
        Assert.Equal(list + (3 * alone), three);
    }

    [Fact]
    public void A_layer_of_a_users_own_that_keeps_a_tensor_never_finds_other_values_in_it()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("keeping", OwnJson.Default.KeepingLayerConfig);
        Learner learner = TrainedModels.Patterns(new Sequential(new Flatten(), new Linear(30, 8), new KeepingLayer(), new Linear(8, 3)).Initialize(seed: 1), batches: [new Normalize()]);
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { Catalog = catalog });
        Tensor batch = Items(predictor, 2);
        KeepingLayer.Readings.Clear();

        float[] first = Outputs(predictor, batch);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(first, Outputs(predictor, batch));
        }

        // Loading tries the model once, so the first of six calls reads too.
        Assert.Equal(6, KeepingLayer.Readings.Count);
        Assert.All(KeepingLayer.Readings, error => Assert.Contains("[", Assert.IsType<TensorReleasedException>(error).Message));
    }

    [Fact]
    public void Values_that_are_no_whole_items_are_refused_with_their_numbers()
    {
        TrainedModels.Patterns().Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);

        ShapeException error = Assert.Throws<ShapeException>(() => predictor.Compute(new float[61], new float[9]));
        Assert.Contains("30 values, [1, 6, 5]", error.Message);
        Assert.Contains("61 values", error.Message);
        error = Assert.Throws<ShapeException>(() => predictor.Compute(new float[60], new float[5]));
        Assert.Contains("2 times 3", error.Message);
        Assert.Contains("room for 5", error.Message);
    }

    private static float[] Outputs(Predictor predictor, Tensor batch)
    {
        var outputs = new float[batch.Shape[0] * predictor.OutputShape.ElementCount];
        predictor.Compute(batch, outputs);
        return outputs;
    }

    private static Tensor Items(Predictor predictor, int count, long seed = 1)
    {
        var values = new float[count * predictor.InputShape.ElementCount];
        new RandomStream(seed, "items").FillNormal(values, 0.5f, 0.2f);
        return Tensor.From(values, Shape.Create([count, .. predictor.InputShape]));
    }

    private Predictor Loaded(string kind, bool optimized, bool normalizes = true)
    {
        LearnerOf(kind, normalizes).Export(ModelPath);
        return Predictor.Load(ModelPath, new PredictorOptions { OptimizeForInference = optimized, BatchSize = 4 });
    }

    private static Learner LearnerOf(string kind, bool normalizes) => kind switch
    {
        "U-Net" => Masks(new(), normalizes, Side),
        "U-Net of odd sizes with blur and attention" => Masks(new() { Blur = true, SelfAttention = true }, normalizes, side: 24),
        "table net" => Table(),
        _ => new Learner(SmallImages.Loaders(Pictures(kind == "InceptionV3" ? 80 : Side), Options, Transforms(normalizes)), Net(kind).Initialize(seed: 1)),
    };

    private static ImageSet Pictures(int side) => SmallImages.Pattern(9, side, side, 3);

    private static DataLoaderOptions Options => new() { BatchSize = 3, Workers = 0 };

    private static BatchTransform[] Transforms(bool normalizes) => normalizes ? [Normalize.FromStats(ImageStats.ImageNet)] : [];

    private static Module Net(string kind) => kind switch
    {
        "multilayer perceptron" => MultilayerPerceptron.Create(3 * Side * Side, [16, 8], 3),
        "SmallResNet" => SmallResNet.Create(new() { InChannels = 3, Widths = [4, 8], Classes = 3 }),
        "ResNet9" => ResNet9.Create(new() { Width = 4, Classes = 3 }),
        "CifarNet" => CifarNet.Create(new() { Width = 4, Classes = 3 }),
        "ResNet-18" => ResNet.ResNet18(new() { Width = 4, Classes = 3 }),
        "MobileNetV2" => new MobileNetV2(new() { Width = 0.25, LastChannels = 32, Classes = 3 }),
        "EfficientNet" => new EfficientNet(new() { Width = 0.25, Depth = 0.3, Classes = 3 }),
        "DenseNet" => new DenseNet([2, 2], new() { Width = 8, Growth = 4, Classes = 3 }),
        "InceptionV3" => new InceptionV3(new() { Width = 2, Classes = 3 }),
        "SqueezeNet" => new SqueezeNet(new() { Classes = 3 }),
        "ConvNeXt" => new ConvNeXt([1, 1, 1, 1], new() { Width = 8, Classes = 3 }),
        _ => new VisionTransformer(16, 2, 2, new() { ImageSize = Side, PatchSize = 8, Classes = 3 }),
    };

    private static Learner Masks(DynamicUnetOptions unet, bool normalizes, int side)
    {
        ImageSet set = Pictures(side);
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => ImagePixels.Of(set, i), ImageMode.Rgb),
            Target = new MaskBlock<int>(_ => new ImagePixels(new byte[side * side], side, side, 1), ["back", "front"]),
            BatchTransforms = Transforms(normalizes),
        };
        Backbone small = Backbone.ResNet18 with
        {
            Create = channels => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { InChannels = channels, Width = 8, Classes = 5 }),
        };
        return UnetLearner.Create(block.DataLoaders([.. Enumerable.Range(0, 9)], Options), small, new() { Unet = unet });
    }

    private static Learner Table()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i, i % 5, i * i, 1, -i, 3 }),
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
        };
        return new Learner(block.DataLoaders([.. Enumerable.Range(0, 20)], Options), new TabularModel([], 6, 2).Initialize(seed: 1));
    }
}
