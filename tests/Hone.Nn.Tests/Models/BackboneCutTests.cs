namespace Hone.Nn.Tests.Models;

/// <summary>
/// Where each net is cut and where its parameter groups begin: fastai's <c>model_meta</c>, and for nets that it lacks its defaults or Hone's own choice. The values in each group of the body are
/// those of the same children of the nets of torchvision 0.14 (InceptionV3 without the second classifier), of the xresnet in tools/golden/xresnet.py, and of the transformer in
/// tools/golden/vision_transformer.py; ResNet9, w wide, has 90 w^2 + 41 w and 1512 w^2 + 56 w.
/// </summary>
public sealed class BackboneCutTests
{
    private static readonly Dictionary<string, Expected> s_expected = new()
    {
        ["resnet18"] = new(-2, [6], [683_072, 10_493_440]),
        ["resnet34"] = new(-2, [6], [1_347_904, 19_936_768]),
        ["resnet50"] = new(-2, [6], [1_444_928, 22_063_104]),
        ["resnet101"] = new(-2, [6], [1_444_928, 41_055_232]),
        ["xresnet18"] = new(-4, [3], [28_768, 11_166_976]),
        ["xresnet34"] = new(-4, [3], [28_768, 21_275_136]),
        ["xresnet50"] = new(-4, [3], [28_768, 23_498_496]),
        ["vgg16_bn"] = new(-2, [22], [1_737_792, 12_985_344]),
        ["squeezenet1_1"] = new(-1, [5], [25_632, 696_864]),
        ["densenet121"] = new(-1, [7], [1_297_536, 5_656_320]),
        ["convnext_tiny"] = new(null, [], [27_818_592]),
        ["efficientnet_b0"] = new(-2, [], [4_007_548]),
        ["vit_tiny_patch16_224"] = new(null, [], [5_524_416]),
        ["vit_small_patch16_224"] = new(null, [], [21_665_664]),
        ["inception_v3"] = new(-3, [10], [991_200, 20_794_368]),
        ["inception_v3_keras"] = new(-3, [10], [991_200, 20_794_368]),
        ["inception_v3_keras_middle"] = new(15, [10], [991_200, 7_974_656]),
        ["resnet9"] = new(9, [4], [93_472, 1_550_080]),
        ["mobilenet_v2"] = new(1, [7], [55_488, 2_168_384]),
        ["mobilenet_v2_keras"] = new(1, [7], [55_488, 2_168_384]),
        ["mobilenet_v2_keras_middle"] = new(1, [7], [55_488, 543_488]),
    };

    public static TheoryData<string> Names { get; } = [.. s_expected.Keys];

    [Fact]
    public void Every_backbone_is_pinned_here() => Assert.Equal(Backbone.All.Select(backbone => backbone.Name).Order(), s_expected.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_backbone_is_cut_where_fastai_cuts_it(string name)
    {
        Expected expected = s_expected[name];
        Backbone backbone = Backbone.Find(name);
        Assert.Equal(expected.Cut, backbone.Cut);
        Assert.Equal(expected.GroupStarts, backbone.GroupStarts);

        Sequential body = backbone.CreateBody(backbone.Create(3));
        IReadOnlyList<ParameterGroup> groups = backbone.Groups(body, new Sequential(body, new Linear(2, 2)));
        Assert.Equal([.. expected.Values, 6], groups.Select(group => group.Parameters.Sum(parameter => parameter.Shape.ElementCount)));
    }

    [Fact]
    public void The_names_of_torchvision_give_its_nets_and_those_of_Keras_say_so()
    {
        Assert.Equal(new MobileNetV2().Config, Backbone.Find("mobilenet_v2").Create(3).Config);
        Assert.Equal(new InceptionV3().Config, Backbone.Find("inception_v3").Create(3).Config);
        Assert.Equal(new MobileNetV2(MobileNetV2Options.Keras with { Momentum = 0.1 }).Config, Backbone.Find("mobilenet_v2_keras").Create(3).Config);
        Assert.Equal(new InceptionV3(InceptionV3Options.Keras with { Momentum = 0.1 }).Config, Backbone.Find("inception_v3_keras").Create(3).Config);
        Assert.Equal((Backbone.MobileNetV2, Backbone.InceptionV3), (Backbone.Find("mobilenet_v2_keras"), Backbone.Find("inception_v3_keras")));
        Assert.Equal((Backbone.MobileNetV2Middle, Backbone.InceptionV3Middle), (Backbone.Find("mobilenet_v2_keras_middle"), Backbone.Find("inception_v3_keras_middle")));

        // torchvision's Inception brings pixels normalized as ImageNet to -1 to 1: ((p - 0.485) / 0.229) (0.229 / 0.5) + (0.485 - 0.5) / 0.5.
        Assert.Equal([0.485f, 0.456f, 0.406f], Backbone.Find("mobilenet_v2").Mean);
        Assert.Equal([0.229f, 0.224f, 0.225f], Backbone.Find("mobilenet_v2").Std);
        Assert.All(Backbone.Find("inception_v3").Mean.Concat(Backbone.Find("inception_v3").Std), value => Assert.Equal(0.5f, value));
        string[] keras = [.. Backbone.All.Where(backbone => backbone.Origin == WeightOrigin.Keras).Select(backbone => backbone.Name)];
        Assert.Equal(Backbone.All.Select(backbone => backbone.Name).Where(name => name.Contains("keras")), keras);
        Assert.All(keras.Select(Backbone.Find), backbone => Assert.Equal((0f, 1f), (backbone.Mean[0], backbone.Std[0])));
        Assert.Equal(["inception_v3", "mobilenet_v2"], Backbone.All.Where(backbone => backbone.Origin == WeightOrigin.PyTorch).Select(backbone => backbone.Name));
    }

    private sealed record Expected(int? Cut, int[] GroupStarts, int[] Values);
}
