using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Answers about places of a picture: which test-time augmentation they bear, and in which units files tell them.</summary>
[Collection("memory pool")]
public sealed class PlacesTests : IDisposable
{
    private const int Side = 8;
    private const int Wide = 40;
    private const int Tall = 20;

    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Masks_refuse_augmentation_that_moves_them_and_take_colors()
    {
        HoneException error = Assert.Throws<HoneException>(() => Masks(new RandomFlip(), new RandomErasing()).Tta());
        Assert.Contains("the answers are mask", error.Message);
        Assert.Equal("RandomFlip", error.Got);
        Assert.Contains("MultiScaleFlip", error.Try);
        error = Assert.Throws<HoneException>(() => Masks(new SpatialAugment([new Rotate()])).Tta());
        Assert.Equal("SpatialAugment", error.Got);
        Learner colors = Masks(new Lighting(), new RandomErasing());
        Assert.Equal(colors.GetPreds().Count, colors.Tta(options: new() { Passes = 1 }).Count);
    }

    [Fact]
    public void Boxes_and_item_transforms_that_cut_are_refused_and_classes_are_not()
    {
        DataLoaders boxes = (Boxes() with { ItemTransforms = [new RandomResizedCrop(16)] }).DataLoaders([0, 1, 2, 3], s_options);
        HoneException error = Assert.Throws<HoneException>(() => new Learner(boxes, Pooled(8), new() { Loss = new MseLoss() }).Tta());
        Assert.Equal("RandomResizedCrop", error.Got);
        Assert.DoesNotContain("MultiScaleFlip", error.Try);
        DataLoaders classes = SmallImages.Loaders(SmallImages.Pattern(12, Side, Side), s_options, new RandomFlip());
        Assert.Equal(2, new Learner(classes, new Sequential(new Flatten(), new Linear(Side * Side, 3)).Initialize(1)).Tta().Count);
    }

    [Fact]
    public void Exported_boxes_are_told_in_pixels_of_the_picture()
    {
        // The model answers the same shares for every picture: the left upper quarter.
        var net = new Sequential(new AdaptiveAvgPool2d(1), new Flatten(), new Linear(1, 4)).Initialize(1);
        Parameter[] values = [.. net.Parameters()];
        values[0].Value.AsSpan<float>().Clear();
        new float[] { -1, -1, 0, 0 }.CopyTo(values[1].Value.AsSpan<float>());
        DataBlock<int> block = Boxes(most: 1) with { ItemTransforms = [new Resize(16, ResizeMethod.Squish)] };
        string model = Path.Combine(_folder.Root, "boxes.hone");
        new Learner(block.DataLoaders([0, 1, 2, 3], s_options), net, new() { Loss = new MseLoss() }).Export(model);
        Predictor predictor = Predictor.Load(model);
        Assert.True(predictor.ArePoints);
        string picture = _folder.File("a.png", Png.Encode(new ImageData(Wide, Tall, 1, new byte[Wide * Tall])));
        float[] expected = [0, 0, Wide / 2, Tall / 2];
        FileNumbers numbers = Assert.Single(predictor.NumberFiles([picture]));
        Assert.All(expected.Zip(numbers.Numbers!), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.Equal(numbers.Numbers, predictor.PredictFile(picture).Numbers);
        Assert.Equal(numbers.Numbers, predictor.PredictImage(ImageFile.Read(picture).Image).Numbers);
    }

    [Fact]
    public void A_regression_answers_a_file_with_its_number()
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => new ImageData(Side, Side, 1, [.. Enumerable.Repeat((byte)(20 * i), Side * Side)]), ImageMode.Gray),
            Target = new RegressionBlock<int>(i => (float[])[i]),
            Splitter = new IndexSplitter([3]),
        };
        var learner = new Learner(block.DataLoaders([0, 1, 2, 3], s_options), Pooled(1));
        string model = Path.Combine(_folder.Root, "regression.hone");
        learner.Export(model);
        string picture = _folder.File("three.png", Png.Encode(new ImageData(Side, Side, 1, [.. Enumerable.Repeat((byte)60, Side * Side)])));
        Prediction answer = Predictor.Load(model).PredictFile(picture);
        Assert.Equal(picture, answer.Id);
        Assert.Equal(learner.PredictItem(3).Numbers![0], Assert.Single(answer.Numbers!), 1e-6f);
        Assert.Empty(answer.Probabilities);
        Assert.Contains("2 views", Assert.Throws<HoneException>(() => Predictor.Load(model, new() { Views = 2 }).PredictFile(picture)).Message);
    }

    [Fact]
    public void Several_labels_are_named_where_one_class_is_needed()
    {
        ImageSet set = SmallImages.Pattern(12, Side, Side);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { Target = new MultiCategoryBlock<int>(i => i % 2 == 0 ? ["ant"] : ["ant", "bee"]) };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), s_options);
        var learner = new Learner(data, new Sequential(new Flatten(), new Linear(Side * Side, 2)).Initialize(1), new() { Metrics = [new F1Score(Average.Macro)] });
        HoneException error = Assert.Throws<HoneException>(() => new ClassificationInterpretation(learner.GetPreds()));
        Assert.Equal("2 predictions of several labels for each item", error.Got);
        Assert.Contains("FBetaMulti", error.Try);
        Assert.Contains("FBetaMulti", Assert.ThrowsAny<HoneException>(() => learner.Validate()).Message);
    }

    [Fact]
    public void A_unet_refuses_targets_that_are_none_for_pixels_before_it_learns()
    {
        Backbone small = Backbone.ResNet18 with { Create = channels => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { InChannels = channels, Width = 4, Classes = 5 }) };
        HoneException error = Assert.Throws<HoneException>(() => UnetLearner.Create(SmallImages.Loaders(SmallImages.Pattern(12, 32, 32), s_options), small));
        Assert.Contains("a target category of Int64", error.Message);
        Assert.Contains("VisionLearner", error.Try);
        error = Assert.Throws<HoneException>(() => UnetLearner.Create(Boxes().DataLoaders([0, 1, 2, 3], s_options), small));
        Assert.Contains("a target boxes of Float32 [2, 4]", error.Message);
    }

    [Fact]
    public void Weights_of_torchvision_bring_its_normalization_and_are_refused_by_the_form_of_Keras()
    {
        var block = new DataBlock<int> { Input = new ImageBlock<int>(_ => new ImageData(Side, Side, 3, new byte[Side * Side * 3])), Target = new CategoryBlock<int>(i => $"{i % 2}") };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 10)], s_options);
        Backbone narrow = Backbone.TorchvisionMobileNetV2 with { Create = channels => new MobileNetV2(new() { InChannels = channels, Width = 0.1 }) };
        var weights = new OriginWeights(narrow.Create(3).Initialize(1).StateDict(), WeightOrigin.PyTorch);
        Learner learner = VisionLearner.Create(data, narrow, new() { Weights = weights });
        Assert.Equal([0.485f, 0.456f, 0.406f], Assert.Single(learner.Data.Train.Transforms.OfType<Normalize>()).Mean);
        Assert.Contains("from PyTorch", Assert.Throws<HoneException>(() => VisionLearner.Create(data, Backbone.MobileNetV2, new() { Weights = weights })).Message);
    }

    private static Learner Masks(params BatchTransform[] transforms)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => new ImageData(Side, Side, 3, [.. Enumerable.Range(0, Side * Side * 3).Select(p => (byte)(p + i))])),
            Target = new MaskBlock<int>(_ => new ImageData(Side, Side, 1, new byte[Side * Side]), ["sky", "tree"]),
            BatchTransforms = transforms,
        };
        return new Learner(block.DataLoaders([.. Enumerable.Range(0, 8)], s_options), new Sequential(new Conv2d(3, 2, 1)).Initialize(1));
    }

    private static DataBlock<int> Boxes(int most = 2) => new()
    {
        Input = new ImageBlock<int>(_ => new ImageData(Wide, Tall, 1, new byte[Wide * Tall]), ImageMode.Gray),
        Target = new BBoxBlock<int>(_ => new BoxesPart([.. Enumerable.Repeat<float[]>([0, 0, 10, 10], most).SelectMany(box => box)], [.. Enumerable.Repeat("cat", most)], Wide, Tall)),
        Splitter = new IndexSplitter([3]),
    };

    private static Sequential Pooled(int outputs) => new Sequential(new AdaptiveAvgPool2d(1), new Flatten(), new Linear(1, outputs)).Initialize(1);
}
