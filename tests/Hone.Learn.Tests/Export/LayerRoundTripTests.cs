using System.Text.Json;
using Hone.Nn;
using Module = Hone.Nn.Module;

namespace Hone.Learn.Tests;

/// <summary>Whatever a user builds of Hone's layers goes into a model file and comes back as it was.</summary>
public sealed class LayerRoundTripTests : IDisposable
{
    private const string Net = "is a whole net; VisionExportTests, PredictorMemoryTests or TablePredictorTests export it";

    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["BasicBlock"] = "is a part of ResNet, whose configuration makes it; ResBlock is the block of one's own nets",
        ["Bottleneck"] = "is a part of ResNet, whose configuration makes it; ResBlock is the block of one's own nets",
        ["UnetBlock"] = "takes two inputs, which no sequence gives it; the configuration of DynamicUnet makes it",
        ["SiameseNet"] = "takes several inputs, which no sequence gives it; SeveralInputsTests export it",
        ["ConvNeXt"] = Net,
        ["DenseNet"] = Net,
        ["DynamicUnet"] = Net,
        ["EfficientNet"] = Net,
        ["InceptionV3"] = Net,
        ["MobileNetV2"] = Net,
        ["ResNet"] = Net,
        ["SqueezeNet"] = Net,
        ["TabularModel"] = Net,
        ["Vgg"] = Net,
        ["VisionTransformer"] = Net,
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. LayerSamples.All.Keys];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_layer_has_a_sample_or_a_reason_for_none()
    {
        string[] layers = [.. typeof(Module).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Module))).Select(type => type.Name)];
        string missing = string.Join(", ", layers.Except(LayerSamples.All.Keys).Except(Exceptions.Keys).Order());
        Assert.True(missing.Length == 0, $"{missing}: give it a Config, the catalog its name, and LayerSamples one of it");
        Assert.Empty(Exceptions.Keys.Except(layers));
        Assert.Empty(Exceptions.Keys.Intersect(LayerSamples.All.Keys));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sequence_with_the_layer_comes_back_bit_for_bit(string name)
    {
        (Func<Module> make, Tensor x) = LayerSamples.All[name];
        Module layer = make();
        Assert.True(layer.Config is not null, $"{name} has no configuration");
        Sequential model = new Sequential(layer).Initialize(seed: 3);
        using NoGrad none = NoGrad.Enter();
        model.Forward(x); // moves running statistics
        model.Eval();
        float[] expected = model.Forward(x).ToArray<float>();
        string path = Path.Combine(_folder.Root, "layer.hone");
        var content = new ModelFileContent(ModelFileContent.FormatName, ModelFileContent.CurrentVersion, model.Config!, new ModelInput(InputKind.Vector, [1]), [], [], new ModelOutput(PredictionKind.Numbers, [], 0.5), string.Empty);
        ModelFile.Write(path, content, model, ConfigCatalog.Default);

        (_, Module restored) = ModelFile.Read(path, new PredictorOptions());

        Assert.Equal(expected, restored.Forward(x).ToArray<float>());
        Assert.Equal(Json(model.Config!), Json(restored.Config!));
    }

    [Fact]
    public void Every_name_of_a_layer_in_files_is_that_of_its_type() =>
        Assert.Equal(LayerSamples.All.Keys.Order(StringComparer.Ordinal), LayerSamples.All.Select(sample => ConfigCatalog.Default.NameOf(sample.Value.Make().Config!.GetType())).Order(StringComparer.Ordinal));

    [Fact]
    public void A_residual_block_of_an_earlier_file_has_a_ReLU_and_earlier_readers_read_one()
    {
        string relu = Json(new ResBlock(4, 4).Config!);
        Assert.DoesNotContain("ctivation", relu);
        Assert.Contains("\"activation\": \"Mish\"", Json(new ResBlock(4, 4, new() { Activation = Activation.Mish }).Config!));

        var config = (ResBlockConfig)JsonSerializer.Deserialize(relu, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)))!;

        Assert.Equal(Activation.ReLU, config.Options.Activation);
        ResBlock block = ((ResBlock)config.Build()).Initialize(seed: 1);
        block.Eval();
        Assert.All(block.Forward(Tensor.From<float>([-1, -2, -3, -4], [1, 4, 1, 1])).ToArray<float>(), y => Assert.Equal(0, y));
        Assert.Equal(Activation.Tanh, ((ResBlockConfig)new ResBlockConfig(4, 4, new() { Activation = Activation.Tanh }).Build().Config!).Activation);
    }

    [Fact]
    public void A_batch_normalization_of_an_earlier_file_has_everything_and_earlier_readers_read_one()
    {
        string plain = Json(new BatchNorm2d(4).Config!);
        Assert.DoesNotContain("ffine", plain);
        Assert.DoesNotContain("rack", plain);

        var config = (BatchNorm2dConfig)JsonSerializer.Deserialize(plain, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)))!;

        Assert.Equal(5, ((BatchNorm2d)config.Build()).Initialize(seed: 1).StateDict().Count);
        Assert.Contains("\"affine\": false", Json(new BatchNorm1d(4, new() { Affine = false }).Config!));
    }

    [Fact]
    public void A_convolution_that_keeps_its_size_says_so_in_files_and_others_are_written_as_ever()
    {
        Conv2d same = new(3, 4, (4, 3), new() { SamePadding = true });
        Assert.Contains("\"samePadding\": true", Json(same.Config!));
        Assert.DoesNotContain("samePadding", Json(new Conv2d(3, 4, 3, new() { Padding = 1 }).Config!));
        Assert.DoesNotContain("samePadding", Json(new Conv1d(3, 4, 3).Config!));
        foreach (ModelConfig config in (ModelConfig[])[same.Config!, new Conv1d(3, 4, 2, new() { SamePadding = true }).Config!])
        {
            var read = (ModelConfig)JsonSerializer.Deserialize(Json(config), ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)))!;
            Assert.Equal(config, read);
            Assert.Equal(config, read.Build().Config);
        }
    }

    private static string Json(ModelConfig config) => JsonSerializer.Serialize(config, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig)));
}
