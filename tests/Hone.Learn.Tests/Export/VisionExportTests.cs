using System.Reflection;
using System.Text.Json;
using Hone.Learn.Data;
using Hone.Nn;
using Module = Hone.Nn.Module;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class VisionExportTests : IDisposable
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "model.hone");

    public static TheoryData<string> BackboneNames => [.. typeof(Backbone).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(Backbone)).Select(property => property.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BackboneNames))]
    public void The_body_of_every_backbone_under_a_head_survives_json_with_its_names_and_shapes(string name)
    {
        var backbone = (Backbone)typeof(Backbone).GetProperty(name)!.GetValue(null)!;
        var model = new Sequential(backbone.CreateBody(backbone.Create(3)), ModelHead.Create(16, 5, new() { YRange = new SigmoidRange(-1, 2) }));

        string json = JsonSerializer.Serialize(model.Config!, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)));
        var config = (ModelConfig)JsonSerializer.Deserialize(json, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)))!;
        Module rebuilt = config.Build();

        Assert.NotEmpty(model.Parameters());
        Assert.Equal(model.NamedParameters().Select(p => (p.Path, p.Parameter.Shape)), rebuilt.NamedParameters().Select(p => (p.Path, p.Parameter.Shape)));
        Assert.Equal(model.NamedBuffers().Select(b => (b.Path, b.Buffer.Value.Shape)), rebuilt.NamedBuffers().Select(b => (b.Path, b.Buffer.Value.Shape)));
    }

    [Fact]
    public void A_vision_learner_comes_back_with_the_transforms_of_validation()
    {
        ImageSet set = SmallImages.Pattern(24, 40, 32, 3);
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            ItemTransforms = [new Resize(40), new FlipItem()],
            BatchTransforms = [.. AugTransforms.Create(new() { Size = 32, MinScale = 0.75 }), Normalize.FromStats(ImageStats.ImageNet)],
        };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), s_options);
        Learner learner = VisionLearner.Create(data, SmallNet(), new() { Weights = SmallNet().Create(3).Initialize(9).StateDict() });
        learner.Fit(1);

        Predictor predictor = SameAsTheLearner(learner, set);

        Assert.Equal(Shape.Create([3, 40, 40]), predictor.InputShape);
        Assert.Equal(new ResizeConfig(40, 40, ResizeMethod.Crop, PadMode.Reflection), Assert.Single(predictor.Content.ItemTransforms));
        var spatial = Assert.IsType<SpatialAugmentConfig>(predictor.Content.BatchTransforms[0]);
        Assert.Equal(new Size2d(32, 32), spatial.Size);
        Assert.Equal(0.75, Assert.Single(spatial.Crops).MinScale);
        Assert.IsType<NormalizeConfig>(predictor.Content.BatchTransforms[1]);
        Assert.Equal(2, predictor.Content.BatchTransforms.Count);
    }

    [Fact]
    public void Random_crops_and_pads_come_back_as_what_validation_does()
    {
        ImageSet set = SmallImages.Pattern(24, 40, 36, 3);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { ItemTransforms = [new CropPad(44, 48), new RandomResizedCrop(32, new() { MinScale = 0.5, ValidExtra = 0.3 })] };
        Learner learner = VisionLearner.Create(block.DataLoaders(ImageBlocks.Positions(set), s_options), SmallNet());

        Predictor predictor = SameAsTheLearner(learner, set);

        Assert.Equal([new CropPadConfig(44, 48, PadMode.Zeros), new RandomResizedCropConfig(32, 0.3)], predictor.Content.ItemTransforms);
    }

    [Fact]
    public void Rectangles_come_back()
    {
        ImageSet set = SmallImages.Pattern(24, 70, 60, 3);
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            ItemTransforms = [new RandomResizedCrop(40, 56)],
            BatchTransforms = [.. AugTransforms.Create(new() { Size = (32, 48), MinScale = 0.75, Mode = GridSampleMode.Bicubic, AlignCorners = false }), Normalize.FromStats(ImageStats.ImageNet)],
        };
        Learner learner = VisionLearner.Create(block.DataLoaders(ImageBlocks.Positions(set), s_options), SmallNet());

        Predictor predictor = SameAsTheLearner(learner, set);

        Assert.Equal(Shape.Create([3, 40, 56]), predictor.InputShape);
        Assert.Equal(new RandomResizedCropConfig((40, 56), 0.14), Assert.Single(predictor.Content.ItemTransforms));
        var spatial = Assert.IsType<SpatialAugmentConfig>(predictor.Content.BatchTransforms[0]);
        Assert.Equal((new Size2d(32, 48), GridSampleMode.Bicubic, false), (spatial.Size, spatial.Mode, spatial.AlignCorners));
    }

    [Fact]
    public void Squares_stay_one_number_in_files_and_damaged_sizes_are_refused()
    {
        JsonSerializerOptions json = ConfigCatalog.Default.Json;
        const string Crop = """{ "name": "RandomResizedCrop", "config": { "size": SIZE, "validExtra": 0.3 } }""";
        const string Spatial = """{ "name": "SpatialAugment", "config": { "size": SIZE, "pad": "Reflection", "crops": [] } }""";
        foreach ((string size, Size2d expected) in ((string, Size2d)[])[("32", 32), ("""{ "height": 24, "width": 32 }""", (24, 32))])
        {
            var crop = (RandomResizedCropConfig)JsonSerializer.Deserialize<ItemTransformConfig>(Crop.Replace("SIZE", size, StringComparison.Ordinal), json)!;
            var spatial = (SpatialAugmentConfig)JsonSerializer.Deserialize<BatchTransformConfig>(Spatial.Replace("SIZE", size, StringComparison.Ordinal), json)!;
            Assert.Equal((expected, expected), (crop.Size, spatial.Size));
            Assert.Equal((GridSampleMode.Bilinear, true), (spatial.Mode, spatial.AlignCorners));
            Assert.Equal(JsonDocument.Parse(size).RootElement.ToString().Where(c => !char.IsWhiteSpace(c)), Size(JsonSerializer.Serialize<ItemTransformConfig>(crop, json)));
            Assert.Equal(JsonDocument.Parse(size).RootElement.ToString().Where(c => !char.IsWhiteSpace(c)), Size(JsonSerializer.Serialize<BatchTransformConfig>(spatial, json)));
        }

        foreach (string damaged in (string[])["1.5", "99999999999", "[3, 4]", "null", """{ "height": 3 }""", """{ "height": 3, "width": 4, "depth": 5 }"""])
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ItemTransformConfig>(Crop.Replace("SIZE", damaged, StringComparison.Ordinal), json));
        }

        Assert.Contains("8193", Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCropConfig((3, 8193), 0).Build()).Message);
        Assert.Contains("8193", Assert.Throws<ArgumentOutOfRangeException>(() => new SpatialAugmentConfig((3, 8193), PadMode.Zeros, []).Build()).Message);

        static IEnumerable<char> Size(string config) => JsonDocument.Parse(config).RootElement.GetProperty("config").GetProperty("size").ToString().Where(c => !char.IsWhiteSpace(c));
    }

    [Fact]
    public void The_middle_of_mobilenet_comes_back()
    {
        Backbone narrow = Backbone.MobileNetV2Middle with { Create = channels => new MobileNetV2(MobileNetV2Options.Keras with { InChannels = channels, Width = 0.25 }) };
        ImageSet set = SmallImages.Pattern(24, 32, 32, 3);
        DataLoaders data = SmallImages.Loaders(set, s_options);

        Predictor predictor = SameAsTheLearner(VisionLearner.Create(data, narrow, new() { Head = new() { Hidden = [8], ConcatPool = false } }), set);

        var model = Assert.IsType<SequentialConfig>(predictor.Content.Model);
        Assert.All(((SequentialConfig)model.Layers[0]).Layers.Skip(1).SkipLast(1), layer => Assert.True(((InvertedResidualConfig)layer).Options.FarPadding));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_unet_learner_comes_back_and_answers_for_each_pixel(bool cross)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => ImagePixels.Of(SmallImages.Pattern(12, 32, 32, 3), i), ImageMode.Rgb),
            Target = new MaskBlock<int>(i => new ImagePixels(new byte[32 * 32], 32, 32, 1), ["back", "front"]),
            BatchTransforms = [Normalize.FromStats(ImageStats.ImageNet)],
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 12)], s_options);
        Learner learner = UnetLearner.Create(data, SmallNet(), new() { Unet = new() { LastCross = cross, Blur = true } });
        learner.Fit(1);
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);

        Predictor predictor = Predictor.Load(ModelPath);

        Assert.Equal(Shape.Create([2, 32, 32]), predictor.OutputShape);
        Equal(expected, predictor, ExportTests.Raw(learner.Data.Valid.Dataset));
        Assert.Equal(cross, Assert.IsType<UnetConfig>(predictor.Content.Model).LastCross);

        Assert.True(predictor.IsSegmentation);
        int first = learner.Data.Valid.Dataset.Indices[0];
        Segmentation mask = predictor.SegmentImage(ImagePixels.Of(SmallImages.Pattern(12, 32, 32, 3), first), "first");
        ReadOnlySpan<float> outputs = expected.Row(0);
        int[] classes = new int[32 * 32];
        for (int p = 0; p < classes.Length; p++)
        {
            classes[p] = outputs[classes.Length + p] > outputs[p] ? 1 : 0;
        }

        Assert.Equal(("first", 32, 32), (mask.Id, mask.Height, mask.Width));
        Assert.Equal(classes, mask.Classes.ToArray());
        Assert.Equal(classes.Average(), mask.Shares[1], 1e-6);
        Assert.Equal(1f, mask.Shares.Sum(), 1e-6f);
        Assert.Equal("front", mask.NameOf(1));
        Assert.Equal(classes.Select(index => (byte)index), mask.ToImage().Pixels.ToArray());
    }

    [Fact]
    public void Each_kind_of_model_names_the_call_that_fits_it()
    {
        Segmenter().Export(ModelPath);
        Predictor pixels = Predictor.Load(ModelPath, new PredictorOptions { BatchSize = 2 });
        Assert.Contains("SegmentFiles", Assert.Throws<HoneException>(() => pixels.PredictFile("a.png")).Message);
        string path = Path.Combine(_folder.Root, "a.png");
        ImagePixels image = ImagePixels.Of(SmallImages.Pattern(12), 5);
        Png.Write(path, new ImageData(image.Width, image.Height, image.Channels, image.Pixels.ToArray()));
        string gone = Path.Combine(_folder.Root, "gone.png");
        FileSegmentation[] results = [.. pixels.SegmentFiles([path, gone, path, path])];
        Assert.Equal([true, false, true, true], results.Select(result => result.Segmentation is not null));
        Assert.Contains("no such file", results[1].Error!.Message);
        Assert.Equal(pixels.SegmentFile(path).Classes.ToArray(), results[3].Segmentation!.Classes.ToArray());
        Assert.Throws<HoneDataException>(() => pixels.SegmentFile(gone));

        TrainedModels.Patterns().Export(ModelPath);
        HoneException error = Assert.Throws<HoneException>(() => Predictor.Load(ModelPath).SegmentFile(path));
        Assert.Contains("[3]", error.Message);
        Assert.Contains("PredictFiles", error.Message);
    }

    [Theory]
    [InlineData("squish", 1.0)]
    [InlineData("crop", 2 / 3.0)]
    [InlineData("pad", 1.0)]
    [InlineData("cut, then resized in the batch", 256 / 864.0)]
    public void A_mask_comes_back_to_the_place_of_its_picture(string way, double seen)
    {
        // 36x24 pixels, the right half bright; the model sees 12x12 and answers "front" where it is bright.
        ItemTransform item = way switch
        {
            "squish" => new Resize(12, ResizeMethod.Squish),
            "crop" => new Resize(12),
            "pad" => new Resize(12, ResizeMethod.Pad),
            _ => new CropPad(16),
        };
        BatchTransform[] batches = item is CropPad ? [.. AugTransforms.Create(new() { Size = 12, DoFlip = false, MaxLighting = 0 })] : [];
        BrightPixels([item], batches).Export(ModelPath);
        Segmentation mask = Predictor.Load(ModelPath).SegmentImage(RightHalf(24, 36), "wide");

        Assert.Equal((12, 12), (mask.Height, mask.Width));
        Assert.Equal(seen, mask.SeenShare, 1e-9);
        Segmentation picture = mask.AtPictureSize();
        Assert.Equal((24, 36, "wide"), (picture.Height, picture.Width, picture.Id));
        Assert.Equal(0.5f, picture.Shares[1], 1e-6f);
        Assert.Equal(RightHalf(24, 36).Pixels.ToArray().Select(value => value > 127 ? 1 : 0), picture.Classes.ToArray());
        Assert.Same(picture, picture.AtPictureSize());
    }

    [Fact]
    public void A_mask_of_more_classes_than_gray_levels_is_no_picture()
    {
        var mask = new Segmentation("wide", 1, 2, [300, 0], 301, []);
        Assert.Equal("300", mask.NameOf(300));
        Assert.Contains("301 classes", Assert.Throws<HoneException>(() => mask.ToImage()).Message);
    }

    /// <summary>Class 1 where a gray pixel is above half: the weights say so, nothing is trained.</summary>
    private static Learner BrightPixels(ItemTransform[] items, BatchTransform[] batches)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => RightHalf(24, 36), ImageMode.Gray),
            Target = new MaskBlock<int>(_ => new ImagePixels(new byte[24 * 36], 24, 36, 1), ["back", "front"]),
            ItemTransforms = items,
            BatchTransforms = batches,
        };
        Sequential model = new Sequential(new Conv2d(1, 2, 1)).Initialize(seed: 1);
        model.LoadStateDict(new Dictionary<string, Tensor>
        {
            ["0.weight"] = Tensor.From<float>([0, 2], [2, 1, 1, 1]),
            ["0.bias"] = Tensor.From<float>([0, -1], [2]),
        });
        return new Learner(block.DataLoaders([.. Enumerable.Range(0, 8)], s_options), model);
    }

    private static ImagePixels RightHalf(int height, int width)
    {
        var pixels = new byte[height * width];
        for (int y = 0; y < height; y++)
        {
            pixels.AsSpan((y * width) + (width / 2), width / 2).Fill(255);
        }

        return new ImagePixels(pixels, height, width, 1);
    }

    [Fact]
    public void ResNet9_and_its_parts_come_back()
    {
        ImageSet set = SmallImages.Pattern(24, 32, 32, 3);
        DataLoaders data = SmallImages.Loaders(set, s_options);
        Sequential net = ResNet9.Create(new() { Width = 4, Classes = 3 });
        var parts = new Sequential([.. net.SkipLast(1), new LinBnDrop(32, 8, new() { Activation = Activation.ReLU, Dropout = 0.2 }), new Linear(8, 3)]);
        foreach (Module model in (Module[])[net, parts])
        {
            var learner = new Learner(data, model.Initialize(seed: 5));
            learner.Fit(1);
            Predictor predictor = SameAsTheLearner(learner, set);
            Assert.True(predictor.Content.Model is ResNet9Config { Options.Width: 4 } or SequentialConfig { Layers.Count: 13 });
        }
    }

    [Fact]
    public void CifarNet_and_its_parts_come_back()
    {
        ImageSet set = SmallImages.Pattern(24, 32, 32, 3);
        DataLoaders data = SmallImages.Loaders(set, s_options);
        Sequential net = CifarNet.Create(new() { Width = 4, Classes = 3 });
        foreach (Module model in (Module[])[net, new Sequential([.. net])])
        {
            var learner = new Learner(data, model.Initialize(seed: 5));
            learner.Fit(1);
            Predictor predictor = SameAsTheLearner(learner, set);
            Assert.True(predictor.Content.Model is CifarNetConfig { Options.Width: 4, Options.LogitScale: 0.125 } or SequentialConfig { Layers.Count: 20 });
        }
    }

    [Fact]
    public void Layers_under_names_of_their_own_are_no_plain_sequence()
    {
        var features = (Sequential)new DenseNet([1, 1], new() { Width = 8, Growth = 4 }).Children().First().Child;
        Assert.Null(features.Config);
    }

    [Fact]
    public void An_encoder_that_would_take_too_much_memory_is_refused_with_its_numbers()
    {
        var body = new BodyConfig(new ResNetConfig(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 1024, Classes = 2 }), 8);
        var wide = new UnetConfig(body, 2, 64, LastCross: true, Bottleneck: false, Blur: false, YRange: null);
        Assert.Contains("536870912", Assert.Throws<ArgumentOutOfRangeException>(() => wide.Build()).Message);
        Assert.Contains("16777216", Assert.Throws<ArgumentOutOfRangeException>(() => (wide with { ImageSize = (8192, 8192) }).Build()).Message);
        Assert.Contains("65536", Assert.Throws<ArgumentOutOfRangeException>(() => new ResNet9Config(new() { Width = 1 << 14 }).Build()).Message);
        Assert.Contains("65536", Assert.Throws<ArgumentOutOfRangeException>(() => new CifarNetConfig(new() { Width = 1 << 14 }).Build()).Message);
        Assert.Contains("1024", Assert.Throws<ArgumentOutOfRangeException>(() => new VggConfig([500, 600], new()).Build()).Message);
        Assert.Contains("8192", Assert.Throws<ArgumentOutOfRangeException>(() => new ResizeConfig(10, 8193, ResizeMethod.Crop, PadMode.Zeros).Build()).Message);
        Assert.Contains("LinearConfig", Assert.Throws<HoneException>(() => (wide with { Encoder = new LinearConfig(2, 2, true) }).Build()).Message);
    }

    private static Backbone SmallNet() => Backbone.ResNet18 with
    {
        Create = channels => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { InChannels = channels, Width = 4, Classes = 5 }),
    };

    /// <summary>One convolution that answers for each of 6x5 gray pixels.</summary>
    private static Learner Segmenter()
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => ImagePixels.Of(SmallImages.Pattern(12), i), ImageMode.Gray),
            Target = new MaskBlock<int>(i => new ImagePixels(new byte[30], 6, 5, 1), ["back", "front"]),
        };
        return new Learner(block.DataLoaders([.. Enumerable.Range(0, 12)], s_options), new Sequential(new Conv2d(1, 2, 3, new() { Padding = 1 })).Initialize(seed: 3));
    }

    /// <summary>Predictions of the file, from pixels on, are those of the learner.</summary>
    private Predictor SameAsTheLearner(Learner learner, ImageSet set)
    {
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        ReadOnlySpan<int> valid = learner.Data.Valid.Dataset.Indices;
        Assert.Equal(expected.Count, valid.Length);
        for (int i = 0; i < valid.Length; i++)
        {
            Prediction answer = predictor.PredictImage(ImagePixels.Of(set, valid[i]));
            for (int c = 0; c < expected.Width; c++)
            {
                Assert.Equal(expected.Row(i)[c], answer.Probabilities[c], 1e-6);
            }
        }

        Equal(expected, predictor, ExportTests.Raw(learner.Data.Valid.Dataset));
        return predictor;
    }

    private static void Equal(Predictions expected, Predictor predictor, Tensor raw)
    {
        var outputs = new float[expected.Outputs.Length];
        predictor.Compute(raw, outputs);
        Assert.All(outputs.Zip(expected.Outputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }
}
