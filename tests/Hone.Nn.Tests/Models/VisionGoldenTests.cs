namespace Hone.Nn.Tests.Models;

/// <summary>Training steps of narrow nets against the same nets in PyTorch.</summary>
public sealed class VisionGoldenTests
{
    public static TheoryData<string> Models { get; } =
    [
        "xresnet_basic", "xresnet_bottleneck", "xse_bottleneck", "xresnext_basic", "xresnet_separable", "xresnet_deep_mixing", "xresnet_mish", "vgg", "squeezenet", "densenet", "convnext", "efficientnet", "vit", "vit_resized",
        "cifar_net",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_training_step_of_a_narrow_net_equals_PyTorchs(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read(name);
        Module model = Create(name);
        model.To(DType.Float64);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);

        Tensor x = golden["in"].To(DType.Float64);
        if (name == "xresnet_deep_mixing")
        {
            // The power iteration inside goes on with every pass.
            using NoGrad none = NoGrad.Enter();
            model.Forward(x);
        }

        x.RequiresGrad = true;
        Tensor y = model.Forward(x);
        Golden.Close(golden["out"], y, 1e-8, 1e-9, "out");
        int count = y.ElementCount;
        y.Backward(Tensor.From([.. Enumerable.Range(0, count).Select(i => -1 + (2.0 * i / (count - 1)))], y.Shape));

        Golden.Close(golden["gin"], x.Grad, 1e-7, 1e-7, "gin");
        Dictionary<string, Parameter> parameters = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        foreach ((string path, Tensor gradient) in golden.Part("g."))
        {
            Golden.Close(gradient, parameters[path].Grad, 1e-7, 1e-7, path);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(x), 1e-8, 1e-8, "eval");
    }

    /// <summary>The same nets in the precision in which they are used: what PyTorch computes in float64 comes out to five digits.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    [InlineData("resnet_basic")]
    [InlineData("resnet_bottleneck")]
    [InlineData("torchvision_mobilenetv2")]
    public void Weights_that_PyTorch_wrote_give_its_outputs_in_float32(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read(name);
        Module model = Create(name);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);
        using NoGrad none = NoGrad.Enter();
        Tensor x = golden["in"].To(DType.Float32);

        // Running statistics are those after training passes.
        for (int pass = 0; pass < (name == "xresnet_deep_mixing" ? 2 : 1); pass++)
        {
            model.Forward(x);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(x), 1e-5, 1e-5, "eval");
    }

    private static Module Create(string name) => name switch
    {
        "xresnet_basic" => XResNet.Create(1, [1, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 4, Classes = 3, Reduction = 4 }),
        "xresnet_bottleneck" => XResNet.Create(4, [1, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 2, Classes = 3 }),
        "xse_bottleneck" => XResNet.Create(4, [1, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 2, Classes = 3, Block = XResNetBlock.SqueezeExcite, Reduction = 4 }),
        "xresnext_basic" => XResNet.Create(1, [1, 1, 1, 1], new() { Stem = [4, 4, 8], Width = 16, Classes = 3, Block = XResNetBlock.ResNeXt, Groups = 4 }),
        "xresnet_separable" => XResNet.Create(1, [1, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 4, Classes = 3, Block = XResNetBlock.Separable, Reduction = 4 }),
        "xresnet_deep_mixing" => XResNet.Create(1, [1, 2, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 4, Classes = 3, SelfAttention = true }),
        "xresnet_mish" => XResNet.Create(4, [1, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 2, Classes = 3, Block = XResNetBlock.SqueezeExcite, Reduction = 4, Activation = Activation.Mish }),
        "resnet_basic" => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 5 }),
        "resnet_bottleneck" => new ResNet(ResNetBlock.Bottleneck, [1, 1, 1, 1], new() { Width = 4, Classes = 5 }),
        "torchvision_mobilenetv2" => new MobileNetV2(new() { Classes = 3, Width = 0.05, RoundTo = 2, Dropout = 0 }),
        "vgg" => new Vgg([1, 1, 2], new() { Width = 2, Hidden = 6, Dropout = 0, Classes = 3 }),
        "squeezenet" => new SqueezeNet(new() { Width = 2, Dropout = 0, Classes = 3 }),
        "densenet" => new DenseNet([2, 2], new() { Growth = 4, Width = 6, Classes = 3 }),
        "convnext" => new ConvNeXt([1, 2], new() { Width = 4, Classes = 3, DropPath = 0 }),
        "efficientnet" => new EfficientNet(new() { Width = 0.05, Depth = 0.3, Dropout = 0, DropPath = 0, Classes = 3 }),
        "vit" or "vit_resized" => new VisionTransformer(8, 2, 2, new() { ImageSize = 24, PatchSize = 8, Classes = 3 }),
        "cifar_net" => CifarNet.Create(new() { Width = 4, Classes = 3 }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such model"),
    };
}
