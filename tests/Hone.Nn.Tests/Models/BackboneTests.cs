namespace Hone.Nn.Tests.Models;

public sealed class BackboneTests
{
    [Fact]
    public void A_backbone_is_found_by_its_name()
    {
        Assert.All(Backbone.All, backbone => Assert.Equal(backbone, Backbone.Find(backbone.Name.ToUpperInvariant())));
        Assert.Equal(typeof(Backbone).GetProperties().Count(property => property.PropertyType == typeof(Backbone)), Backbone.All.Count);
        var error = Assert.Throws<HoneException>(() => Backbone.Find("resnet35"));
        Assert.Contains("21 backbones", error.Message);
        Assert.Contains("take one of resnet34, resnet18, resnet50", error.Message);
    }

    [Fact]
    public void Xresnet_begins_with_fastais_values()
    {
        Sequential model = XResNet.Create(1, [1, 1, 1, 1], new() { Stem = [2, 3, 4], Width = 4, Classes = 3 }).Initialize(1);
        Dictionary<string, float[]> values = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter.Value.ToArray<float>());
        Assert.All(values.Where(v => v.Key.EndsWith("bias", StringComparison.Ordinal)), v => Assert.All(v.Value, value => Assert.Equal(0, value)));
        Assert.All(values["4.0.convpath.1.1.weight"], value => Assert.Equal(0, value));
        Assert.All(values["4.0.convpath.0.1.weight"], value => Assert.Equal(1, value));
    }

    [Fact]
    public void Another_number_of_stages_of_an_xresnet_is_named()
    {
        var error = Assert.Throws<HoneException>(() => XResNet.Create(1, [1, 1], new() { Stem = [8] }));
        Assert.Contains("2 numbers of blocks", error.Message);
        Assert.Contains("1 sizes of the stem", error.Message);
    }

    [Fact]
    public void Groups_that_fit_no_xresnext_are_refused_with_their_numbers()
    {
        var narrow = Assert.Throws<HoneException>(() => XResNet.XResNet18(new() { Block = XResNetBlock.ResNeXt, Width = 8 }));
        Assert.Contains("at least 16 channels", narrow.Message);
        Assert.Contains("8 channels", narrow.Message);
        var groups = Assert.Throws<ShapeException>(() => XResNet.XResNet18(new() { Groups = 3 }));
        Assert.Contains("3 groups", groups.Message);
        Assert.Contains("64", groups.Message);
    }

    [Theory]
    [InlineData(XResNetBlock.Residual, false)]
    [InlineData(XResNetBlock.Residual, true)]
    [InlineData(XResNetBlock.SqueezeExcite, false)]
    [InlineData(XResNetBlock.ResNeXt, true)]
    [InlineData(XResNetBlock.Separable, false)]
    public void An_xresnet_optimized_for_inference_gives_the_same_numbers(XResNetBlock block, bool selfAttention)
    {
        var options = new XResNetOptions { Stem = [8, 8, 16], Width = 16, Classes = 3, Block = block, Reduction = block == XResNetBlock.Residual ? null : 4, SelfAttention = selfAttention };
        Sequential model = XResNet.Create(4, [1, 2, 1, 1], options).Initialize(1);
        foreach ((_, Parameter parameter) in model.NamedParameters().Where(p => p.Path.EndsWith("gamma", StringComparison.Ordinal)))
        {
            parameter.Value.CopyFrom(Tensor.From([0.01f], [1]));
        }

        model.Eval();
        using NoGrad none = NoGrad.Enter();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);
        float[] expected = model.Forward(x).ToArray<float>();
        Assert.All(expected.Zip(model.OptimizeForInference().Forward(x).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Parameters_fall_into_three_groups_that_hold_each_once()
    {
        Backbone backbone = Small(1);
        Module classifier = backbone.Create(3);
        Sequential body = ModelBody.Create(classifier, backbone.Cut);
        var model = new Sequential(body, ModelHead.Create(32, 2));
        IReadOnlyList<ParameterGroup> groups = backbone.Groups(body, model);
        Assert.Equal(3, groups.Count);
        Assert.Equal(model.Parameters(), groups.SelectMany(group => group.Parameters));
        Assert.Same(body[6].Parameters().First(), groups[1].Parameters[0]);
        Assert.Equal(6, groups[2].Parameters.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Weights_of_a_classifier_fit_its_body_inside_another_model_and_other_channels(int channels)
    {
        Backbone backbone = Small(channels);
        ResNet source = (ResNet)Small(3).Create(3).Initialize(7);
        Module classifier = backbone.Create(channels);
        Sequential body = ModelBody.Create(classifier, backbone.Cut);
        Sequential model = new Sequential(body, ModelHead.Create(32, 2)).Initialize(1);
        IReadOnlyList<string> loaded = PretrainedBody.Load(model, classifier, source.StateDict());
        Assert.Contains("0.4.0.conv1.weight", loaded);
        Assert.DoesNotContain(loaded, path => path.StartsWith("1.", StringComparison.Ordinal));

        float[] colors = source.StateDict()["conv1.weight"].ToArray<float>();
        float[] first = model.StateDict()["0.0.weight"].ToArray<float>();
        const int Pixels = 49;
        for (int i = 0; i < Pixels; i++)
        {
            float[] expected = channels switch
            {
                1 => [colors[i] + colors[Pixels + i] + colors[(2 * Pixels) + i]],
                2 => [colors[i] * 1.5f, colors[Pixels + i] * 1.5f],
                3 => [colors[i], colors[Pixels + i], colors[(2 * Pixels) + i]],
                _ => [colors[i], colors[Pixels + i], colors[(2 * Pixels) + i], 0, 0],
            };
            for (int c = 0; c < channels; c++)
            {
                Assert.Equal(expected[c], first[(c * Pixels) + i], 1e-6);
            }
        }
    }

    [Fact]
    public void Weights_of_another_architecture_are_refused_with_their_numbers()
    {
        Backbone backbone = Small(3);
        Module classifier = backbone.Create(3);
        Sequential model = new Sequential(ModelBody.Create(classifier, backbone.Cut)).Initialize(1);
        Dictionary<string, Tensor> state = new(((ResNet)backbone.Create(3).Initialize(2)).StateDict());
        state.Remove("bn1.weight");
        state["conv1.weight"] = Tensor.Zeros([1, 3, 7, 7]);
        float before = model.Parameters().First().Value.ToArray<float>()[0];
        var error = Assert.Throws<HoneException>(() => PretrainedBody.Load(model, classifier, state));
        Assert.Contains("1 missing (bn1.weight)", error.Message);
        state["conv1.weight"] = Tensor.Zeros([4, 3, 7, 7]);
        Assert.DoesNotContain("of another shape", Assert.Throws<HoneException>(() => PretrainedBody.Load(model, classifier, state)).Message);
        Assert.Contains("1 of another shape (0.0.weight [1, 3, 7, 7] for [4, 3, 7, 7])", error.Message);
        Assert.Equal(before, model.Parameters().First().Value.ToArray<float>()[0]);
    }

    [Fact]
    public void Names_of_a_fastai_learner_lead_to_their_map()
    {
        Backbone backbone = Small(3);
        ResNet classifier = (ResNet)backbone.Create(3);
        Sequential model = new Sequential(ModelBody.Create(classifier, backbone.Cut)).Initialize(1);
        Sequential learned = new Sequential(ModelBody.Create(backbone.Create(3), backbone.Cut), new Linear(2, 2)).Initialize(2);
        var error = Assert.Throws<HoneException>(() => PretrainedBody.Load(model, classifier, learned.StateDict()));
        Assert.Contains("KeyMaps.FastaiResNetBody.Map(weights)", error.Message);
        PretrainedBody.Load(model, classifier, KeyMaps.FastaiResNetBody.Map(learned.StateDict()));
        Assert.Equal(learned.StateDict()["0.4.0.conv1.weight"].ToArray<float>(), model.StateDict()["0.4.0.conv1.weight"].ToArray<float>());
    }

    [Fact]
    public void Weights_of_another_library_are_refused_by_their_origin_and_those_without_one_pass()
    {
        Dictionary<string, Tensor> plain = new() { ["features.0.0.weight"] = Tensor.Zeros([1]) };
        IReadOnlyDictionary<string, Tensor> keras = KeyMaps.KerasMobileNetV2.Map(new Dictionary<string, Tensor> { ["Conv1/kernel"] = Tensor.Zeros([3, 3, 3, 32]) });
        var torch = new OriginWeights(plain, WeightOrigin.PyTorch);
        Assert.Equal(WeightOrigin.Keras, Assert.IsType<OriginWeights>(keras).Origin);
        Assert.Equal(WeightOrigin.PyTorch, Assert.IsType<OriginWeights>(KeyMaps.TorchvisionResNet.Map(torch)).Origin);
        Assert.IsNotType<OriginWeights>(KeyMaps.TorchvisionResNet.Map(plain));

        var error = Assert.Throws<HoneException>(() => Backbone.MobileNetV2.RequireOrigin(torch));
        Assert.Contains("Weights from Keras for the backbone mobilenet_v2_keras", error.Message);
        Assert.Contains("1 weights from PyTorch", error.Message);
        Assert.Contains("take Backbone.Find(\"mobilenet_v2\");", error.Message);
        error = Assert.Throws<HoneException>(() => Backbone.TorchvisionMobileNetV2.RequireOrigin(keras));
        Assert.Contains("take Backbone.Find(\"mobilenet_v2_keras\") or Backbone.Find(\"mobilenet_v2_keras_middle\");", error.Message);
        Assert.Throws<HoneException>(() => Backbone.InceptionV3Middle.RequireOrigin(torch));
        Backbone.MobileNetV2.RequireOrigin(keras);
        Backbone.MobileNetV2.RequireOrigin(plain);
        Backbone.TorchvisionMobileNetV2.RequireOrigin(torch);
        Backbone.ResNet18.RequireOrigin(torch);
    }

    [Theory]
    [InlineData("vgg")]
    [InlineData("squeezenet")]
    [InlineData("densenet")]
    [InlineData("efficientnet")]
    public void A_unet_finds_the_sizes_inside_a_body_that_is_one_sequence(string name)
    {
        Module classifier = name switch
        {
            "vgg" => new Vgg([1, 1, 1], new() { Width = 4, Hidden = 8, Classes = 3 }),
            "squeezenet" => new SqueezeNet(new() { Width = 2, Classes = 3 }),
            "efficientnet" => new EfficientNet(new() { Width = 0.05, Depth = 0.3, Classes = 3 }),
            _ => new DenseNet([2, 2], new() { Growth = 4, Width = 8, Classes = 3 }),
        };
        Sequential body = ModelBody.Create(classifier, name is "vgg" or "efficientnet" ? -2 : -1);
        DynamicUnet model = new DynamicUnet(body, 2).Initialize(1);
        Assert.Equal([2, 2, 64, 48], model.Forward(Tensor.Zeros([2, 3, 64, 48])).Shape.ToArray());
        Assert.StartsWith("layers.0.0.", model.NamedParameters().First().Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vgg16_bn", 3)]
    [InlineData("squeezenet1_1", 3)]
    [InlineData("densenet121", 3)]
    [InlineData("convnext_tiny", 2)]
    [InlineData("xresnet18", 3)]
    [InlineData("efficientnet_b0", 2)]
    [InlineData("vit_tiny_patch16_224", 2)]
    [InlineData("vit_small_patch16_224", 2)]
    [InlineData("inception_v3_keras", 3)]
    [InlineData("inception_v3_keras_middle", 3)]
    public void Each_backbone_is_cut_into_fastais_groups(string name, int count)
    {
        Backbone[] all =
        [
            Backbone.Vgg16, Backbone.SqueezeNet11, Backbone.DenseNet121, Backbone.ConvNeXtTiny, Backbone.XResNet18, Backbone.EfficientNetB0,
            Backbone.VisionTransformerTiny, Backbone.VisionTransformerSmall, Backbone.InceptionV3, Backbone.InceptionV3Middle,
        ];
        Backbone backbone = all.Single(b => b.Name == name);
        Sequential body = backbone.CreateBody(backbone.Create(3));
        var model = new Sequential(body, new Linear(2, 2));
        IReadOnlyList<ParameterGroup> groups = backbone.Groups(body, model);
        Assert.Equal(count, groups.Count);
        Assert.All(groups, group => Assert.NotEmpty(group.Parameters));
        Assert.Equal(model.Parameters().Count(), groups.Sum(group => group.Parameters.Count));
    }

    [Theory]
    [InlineData("efficientnet_b0", 64, 1280, 2)]
    [InlineData("vit_tiny_patch16_224", 64, 192, 4)]
    [InlineData("inception_v3_keras_middle", 43, 48, 1)]
    [InlineData("inception_v3_keras", 75, 128, 1)]
    public void The_body_of_a_backbone_gives_features_as_an_image(string name, int side, int channels, int expected)
    {
        Func<int, Module> narrow = channels => new InceptionV3(new() { Width = 2, InChannels = channels });
        Backbone[] all = [Backbone.EfficientNetB0, Backbone.VisionTransformerTiny, Backbone.InceptionV3Middle with { Create = narrow }, Backbone.InceptionV3 with { Create = narrow }];
        Backbone backbone = all.Single(b => b.Name == name);
        Sequential body = backbone.CreateBody(backbone.Create(1)).Initialize(1);
        body.Eval();
        using NoGrad none = NoGrad.Enter();
        Assert.Equal([1, channels, expected, expected], body.Forward(Tensor.Zeros([1, 1, side, side])).Shape.ToArray());
    }

    [Fact]
    public void Weights_that_were_trained_without_scales_get_the_scale_1()
    {
        Backbone backbone = Small(3);
        Module classifier = backbone.Create(3);
        Sequential model = new Sequential(ModelBody.Create(classifier, backbone.Cut)).Initialize(1);
        Tensor scale = model.Modules().OfType<BatchNorm2d>().First().Weight!.Value;
        scale.AsSpan<float>().Fill(5);
        var state = ((ResNet)backbone.Create(3).Initialize(2)).StateDict().Where(entry => !IsScale(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value);
        IReadOnlyList<string> loaded = PretrainedBody.Load(model, classifier, state);
        Assert.Contains("0.1.weight", loaded);
        Assert.All(scale.ToArray<float>(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_scale_that_is_missing_among_others_is_an_error()
    {
        Backbone backbone = Small(3);
        Module classifier = backbone.Create(3);
        Sequential model = new Sequential(ModelBody.Create(classifier, backbone.Cut)).Initialize(1);
        var state = ((ResNet)backbone.Create(3).Initialize(2)).StateDict().Where(entry => !IsScale(entry.Key) || entry.Key == "bn1.weight").ToDictionary(entry => entry.Key, entry => entry.Value);
        var error = Assert.Throws<HoneException>(() => PretrainedBody.Load(model, classifier, state));
        Assert.Contains("missing (layer1.0.bn1.weight", error.Message);
    }

    [Fact]
    public void A_squeezenet_and_a_vgg_optimized_for_inference_give_the_same_numbers()
    {
        using NoGrad none = NoGrad.Enter();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 48 * 48), [2, 3, 48, 48]);
        Module[] models = [new SqueezeNet(new() { Width = 4, Classes = 3 }).Initialize(1), new Vgg([1, 2], new() { Width = 8, Hidden = 8, Classes = 3 }).Initialize(1)];
        foreach (Module model in models)
        {
            model.Eval();
            float[] expected = model.Forward(x).ToArray<float>();
            Assert.All(expected.Zip(model.OptimizeForInference().Forward(x).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    private static bool IsScale(string path) => path.EndsWith(".weight", StringComparison.Ordinal) && (path.Contains("bn", StringComparison.Ordinal) || path.Contains("downsample.1", StringComparison.Ordinal));

    private static Backbone Small(int inChannels) => Backbone.ResNet18 with
    {
        Create = channels => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { InChannels = inChannels, Width = 4, Classes = 5 }),
    };
}
