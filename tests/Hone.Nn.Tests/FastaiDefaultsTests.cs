namespace Hone.Nn.Tests;

/// <summary>The numbers of layers, losses and optimizers that readers of the book expect, each once.</summary>
public sealed class FastaiDefaultsTests
{
    [Fact]
    public void Optimizers()
    {
        Assert.Equal((0.0, 0.0, WeightDecayMode.Decoupled), (new SgdOptions().Momentum, new SgdOptions().WeightDecay, new SgdOptions().WeightDecayMode));
        var rms = new RmsPropOptions();
        Assert.Equal((0.0, 0.99, 1e-8, 0.0), (rms.Momentum, rms.SquareMomentum, rms.Epsilon, rms.WeightDecay));
        foreach (AdaptiveOptions adam in (AdaptiveOptions[])[new AdamWOptions(), new AdamOptions()])
        {
            Assert.Equal((0.9, 0.99, 1e-5, 0.01), (adam.Momentum, adam.SquareMomentum, adam.Epsilon, adam.WeightDecay));
            Assert.False(adam.DecayNormAndBias);
        }

        Assert.Equal(WeightDecayMode.Decoupled, new AdamOptions().WeightDecayMode);
        foreach (AdaptiveOptions other in (AdaptiveOptions[])[new RAdamOptions(), new LambOptions()])
        {
            Assert.Equal((0.9, 0.99, 1e-5, 0.0), (other.Momentum, other.SquareMomentum, other.Epsilon, other.WeightDecay));
        }

        Assert.Equal(0.0, new RAdamOptions().Beta);
        Assert.Equal((6, 0.5), (new LookaheadOptions().Steps, new LookaheadOptions().Alpha));
    }

    [Fact]
    public void Ranger_is_lookahead_over_radam_with_the_numbers_of_imagenette()
    {
        Linear layer = new Linear(2, 2).Initialize(1);
        Optimizer ranger = Ranger.Create([new ParameterGroup(layer.Parameters())]);
        Assert.Equal((0.95, 0.01), (ranger.Groups[0].Momentum, ranger.Groups[0].WeightDecay));
        Assert.IsType<Lookahead>(ranger);
    }

    [Fact]
    public void Losses()
    {
        Assert.Equal(0.5, new BceWithLogitsLoss().Threshold);
        Assert.Equal(0.1, Default<CrossEntropyLoss>(nameof(CrossEntropyLoss.LabelSmoothing), "eps"));
        Assert.Equal(2.0, DefaultOfNew<FocalLoss>("gamma"));
        Assert.Equal((1e-6, false), (DefaultOfNew<DiceLoss>("smooth"), DefaultOfNew<DiceLoss>("useMean")));
    }

    [Fact]
    public void Convolution_blocks()
    {
        var options = new ConvLayerOptions();
        Assert.Equal(((Size2d)3, (Size2d)1, BlockNorm.Batch, Activation.ReLU), (options.KernelSize, options.Stride, options.Norm, options.Activation));
        ConvLayer layer = new ConvLayer(3, 4).Initialize(1);
        Assert.Equal(["0.weight", "1.weight", "1.bias"], layer.NamedParameters().Select(p => p.Path));
        Assert.All(Values(layer, "1.weight"), value => Assert.Equal(1f, value));
        Assert.All(Values(layer, "1.bias"), value => Assert.Equal(1e-3f, value));
        ConvLayer plain = new ConvLayer(64, 64, new() { Norm = BlockNorm.None }).Initialize(1);
        Assert.InRange(Math.Sqrt(Values(plain, "0.bias").Average(value => (double)value * value)), 0.007, 0.013);
        ResBlock block = new ResBlock(4, 4).Initialize(1);
        Assert.All(Values(block, "convpath.1.1.weight"), value => Assert.Equal(0f, value));
        var residual = new ResBlockOptions();
        Assert.Equal((1, 3, 1, 1, (int?)null), (residual.Stride, residual.KernelSize, residual.Expansion, residual.Groups, residual.Reduction));
        Assert.Equal(16, DefaultOfNew<SqueezeExcite>("reduction"));
    }

    [Fact]
    public void Linear_blocks_embeddings_and_pools()
    {
        var options = new LinBnDropOptions();
        Assert.Equal((true, 0.0, false), (options.Norm, options.Dropout, options.LinearFirst));
        Assert.Equal(["BatchNorm1d", "Dropout", "Linear"], new LinBnDrop(4, 2, new() { Dropout = 0.1 }).Children().Select(child => child.Child.TypeName));

        // The largest, then the mean.
        Tensor x = Tensor.From<float>([1, 2, 3, 6], [1, 1, 2, 2]);
        Assert.Equal([6, 3], new AdaptiveConcatPool2d().Forward(x).ToArray<float>());
        Tensor range = new SigmoidRange(1, 5).Forward(Tensor.From<float>([0], [1]));
        Assert.Equal(3f, range.Item(), 1e-6f);
        Assert.Equal(2, new PixelShuffleIcnrOptions().Scale);
        Assert.False(new PixelShuffleIcnrOptions().Blur);
    }

    [Fact]
    public void Heads_and_nets_for_pixels()
    {
        var head = new ModelHeadOptions();
        Assert.Equal([512], head.Hidden);
        Assert.Equal((0.5, true, true, true, false, false), (head.Dropout, head.Pool, head.ConcatPool, head.FirstNorm, head.FinalNorm, head.LinearFirst));
        Assert.Null(head.YRange);
        var unet = new DynamicUnetOptions();
        Assert.Equal((true, false, false, false), (unet.LastCross, unet.Bottleneck, unet.Blur, unet.SelfAttention));
    }

    [Theory]
    [InlineData("resnet34", 3)]
    [InlineData("xresnet34", 3)]
    public void Residual_nets_are_split_into_three_groups(string name, int groups)
    {
        Backbone backbone = name == "resnet34" ? Backbone.ResNet34 : Backbone.XResNet34;
        Assert.Equal(name == "resnet34" ? -2 : -4, backbone.Cut);
        Assert.Equal(groups - 2, backbone.GroupStarts.Count);
        Assert.Equal(name == "resnet34" ? 6 : 3, backbone.GroupStarts[0]);
    }

    private static float[] Values(Module module, string path) => module.NamedParameters().Single(p => p.Path == path).Parameter.Value.ToArray<float>();

    private static object? DefaultOfNew<T>(string parameter) => typeof(T).GetConstructors().SelectMany(constructor => constructor.GetParameters()).First(candidate => candidate.Name == parameter).DefaultValue;

    private static object? Default<T>(string method, string parameter) => typeof(T).GetMethod(method)!.GetParameters().Single(candidate => candidate.Name == parameter).DefaultValue;
}
