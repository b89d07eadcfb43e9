using System.IO.Compression;

namespace Hone.Nn.Tests.Models;

/// <summary>Names and shapes of all state, as PyTorch's models have them.</summary>
public sealed class VisionNamesTests
{
    private static readonly Lazy<ILookup<string, string>> s_expected = new(Read);

    public static TheoryData<string> Models { get; } =
    [
        "resnet18", "resnet50", "xresnet18", "xresnet34", "xresnet50", "xse_resnet18", "vgg16_bn", "squeezenet1_1", "densenet121", "convnext_tiny",
        "xse_resnet50", "xresnext18", "xresnext50", "xse_resnext50", "xresnet34_deep", "xresnet18_sa", "xresnet18_separable",
        "efficientnet_b0", "vit_tiny_patch16_224", "vit_small_patch16_224", "inception_v3", "inception_v3_aux",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_state_has_the_names_and_shapes_of_PyTorchs_model(string name)
    {
        Module model = Create(name);
        IEnumerable<string> actual = model.NamedParameters().Select(p => Line(p.Path, p.Parameter.Shape))
            .Concat(model.NamedBuffers().Select(b => Line(b.Path, b.Buffer.Value.Shape)));
        Assert.Equal(s_expected.Value[name].Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    private static Module Create(string name) => name switch
    {
        "resnet18" => ResNet.ResNet18(),
        "resnet50" => ResNet.ResNet50(),
        "xresnet18" => XResNet.XResNet18(),
        "xresnet34" => XResNet.XResNet34(),
        "xresnet50" => XResNet.XResNet50(),
        "xse_resnet18" => XResNet.XResNet18(new() { Reduction = 16 }),
        "xse_resnet50" => XResNet.XResNet50(new() { Block = XResNetBlock.SqueezeExcite }),
        "xresnext18" => XResNet.XResNet18(new() { Block = XResNetBlock.ResNeXt }),
        "xresnext50" => XResNet.XResNet50(new() { Block = XResNetBlock.ResNeXt }),
        "xse_resnext50" => XResNet.XResNet50(new() { Block = XResNetBlock.ResNeXt, Reduction = 16 }),
        "xresnet34_deep" => XResNet.Create(1, [3, 4, 6, 3, 1, 1]),
        "xresnet18_sa" => XResNet.XResNet18(new() { SelfAttention = true }),
        "xresnet18_separable" => XResNet.XResNet18(new() { Block = XResNetBlock.Separable }),
        "vgg16_bn" => Vgg.Vgg16(),
        "squeezenet1_1" => new SqueezeNet(),
        "densenet121" => DenseNet.DenseNet121(),
        "convnext_tiny" => ConvNeXt.Tiny(),
        "efficientnet_b0" => EfficientNet.B0(),
        "vit_tiny_patch16_224" => VisionTransformer.Tiny(),
        "vit_small_patch16_224" => VisionTransformer.Small(),
        "inception_v3" => new InceptionV3(),
        "inception_v3_aux" => new InceptionV3(new() { Auxiliary = true }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such model"),
    };

    private static string Line(string path, Shape shape) => $"{path} {string.Join('x', shape.ToArray())}";

    private static ILookup<string, string> Read() =>
        Lines("vision_names").Concat(Lines("vision_family_names")).Concat(Lines("xresnet_option_names")).Select(line => line.Split(' ', 2)).ToLookup(parts => parts[0], parts => parts[1]);

    private static string[] Lines(string name)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Goldens", name + ".txt.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n');
    }
}
