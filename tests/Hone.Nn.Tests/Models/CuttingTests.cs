namespace Hone.Nn.Tests.Models;

public sealed class CuttingTests
{
    [Fact]
    public void The_body_of_a_resnet_has_fastais_names()
    {
        Sequential body = ModelBody.Create(ResNet.ResNet18(), -2);
        string[] names = [.. body.NamedParameters().Select(p => p.Path)];
        Assert.Equal("0.weight", names[0]);
        Assert.Contains("4.0.conv1.weight", names);
        Assert.Contains("7.1.bn2.bias", names);
        Assert.Equal(8, body.Count);
    }

    [Fact]
    public void Without_a_cut_a_body_ends_before_the_last_pooling() => Assert.Equal(8, ModelBody.Create(ResNet.ResNet18()).Count);

    [Fact]
    public void A_body_gives_the_features_of_the_whole_model()
    {
        ResNet model = new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 3 }).Initialize(1);
        model.Eval();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);
        Tensor features = ModelBody.Create(model, -2).Forward(x);
        var rest = new Sequential([.. model.Children().Select(child => child.Child).SkipWhile(child => child is not AdaptiveAvgPool2d).Take(1), new Flatten(), model.Children().Last().Child]);
        float[] expected = model.Forward(x).ToArray<float>();
        Assert.Equal(expected, rest.Forward(features).ToArray<float>());
    }

    [Theory]
    [InlineData(0, "keeps 0")]
    [InlineData(-10, "keeps 0")]
    [InlineData(11, "keeps 11")]
    public void A_cut_that_leaves_nothing_or_too_much_is_refused_with_its_number(int cut, string found)
    {
        var error = Assert.Throws<HoneException>(() => ModelBody.Create(ResNet.ResNet18(), cut));
        Assert.Contains("1 to 10", error.Message);
        Assert.Contains(found, error.Message);
    }

    [Fact]
    public void A_model_that_never_pools_needs_a_cut()
    {
        var error = Assert.Throws<HoneException>(() => ModelBody.Create(new Sequential(new ReLU())));
        Assert.Contains("no child that pools", error.Message);
    }

    [Fact]
    public void The_head_has_fastais_layers()
    {
        Sequential head = ModelHead.Create(512, 37);
        Assert.Equal(
            ["AdaptiveConcatPool2d", "Flatten", "BatchNorm1d", "Dropout", "Linear", "ReLU", "BatchNorm1d", "Dropout", "Linear"],
            head.Select(layer => layer.TypeName));
        Assert.Equal(["2.weight", "2.bias", "4.weight", "6.weight", "6.bias", "8.weight"], head.NamedParameters().Select(p => p.Path));
        Assert.Equal([512, 1024], ((Linear)head[4]).Weight.Shape.ToArray());
        Assert.Equal([37, 512], ((Linear)head[8]).Weight.Shape.ToArray());
        Assert.Equal(0.25, ((Dropout)head[3]).DropFraction);
        Assert.Equal(0.5, ((Dropout)head[7]).DropFraction);
        Assert.Equal(1e-3f, head.Initialize(1).NamedParameters().Single(p => p.Path == "2.bias").Parameter.Value.ToArray<float>()[0]);
    }

    [Fact]
    public void The_options_of_the_head_are_fastais()
    {
        Sequential head = ModelHead.Create(8, 2, new() { LinearFirst = true, ConcatPool = false, FinalNorm = true, YRange = new SigmoidRange(0, 5) });
        Assert.Equal(
            ["AdaptiveAvgPool2d", "Flatten", "Dropout", "Linear", "ReLU", "BatchNorm1d", "Dropout", "Linear", "BatchNorm1d", "SigmoidRange"],
            head.Select(layer => layer.TypeName));
        Assert.Null(((Linear)head[3]).Bias);
        Assert.NotNull(((Linear)head[7]).Bias);

        Sequential plain = ModelHead.Create(8, 2, new() { Pool = false, FirstNorm = false, Dropout = 0, Hidden = [4, 3] });
        Assert.Equal(["Linear", "ReLU", "BatchNorm1d", "Linear", "ReLU", "BatchNorm1d", "Linear"], plain.Select(layer => layer.TypeName));
        Assert.NotNull(((Linear)plain[0]).Bias);
    }

    [Fact]
    public void ApplyInit_changes_weights_and_biases_and_leaves_normalizations()
    {
        Sequential model = new Sequential(new Linear(400, 300), new BatchNorm1d(300)).ApplyInit().Initialize(1);
        float[] weights = ((Linear)model[0]).Weight.Value.ToArray<float>();
        double deviation = Math.Sqrt(weights.Average(w => (double)w * w));
        Assert.Equal(Math.Sqrt(2.0 / 400), deviation, 1e-3);
        Assert.All(((Linear)model[0]).Bias!.Value.ToArray<float>(), value => Assert.Equal(0, value));
        Assert.All(((BatchNorm1d)model[1]).Weight!.Value.ToArray<float>(), value => Assert.Equal(1, value));

        model.ApplyInit(Initializers.Constant(0.5)).Initialize(1);
        Assert.All(((Linear)model[0]).Weight.Value.ToArray<float>(), value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void SigmoidRange_stays_between_its_ends_and_reaches_the_middle_at_zero()
    {
        float[] y = new SigmoidRange(1, 5).Forward(Tensor.From([-100f, 0f, 100f, MathF.Log(3)], [4])).ToArray<float>();
        Assert.Equal([1f, 3f, 5f, 4f], y.Select(value => MathF.Round(value, 5)));
        var error = Assert.Throws<HoneException>(() => new SigmoidRange(5, 1));
        Assert.Contains("low 5, high 1", error.Message);
    }
}
