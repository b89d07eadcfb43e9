namespace Hone.Nn.Tests.Models;

public sealed class EfficientNetTests
{
    [Fact]
    public void It_has_the_parameters_of_torchvisions_net() => Assert.Equal(5_288_548, EfficientNet.B0().ParameterCount);

    [Fact]
    public void The_inference_form_gives_the_values_of_the_evaluation()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("efficientnet");
        var model = new EfficientNet(new() { Width = 0.05, Depth = 0.3, Classes = 3 });
        model.LoadStateDict(golden.Part("sd."));
        model.Eval();
        using NoGrad none = NoGrad.Enter();
        Golden.Close(model.Forward(golden["in"]), model.OptimizeForInference().Forward(golden["in"]), 1e-4, 1e-4, "optimized");
    }

    [Fact]
    public void Later_blocks_are_dropped_more_often_and_the_first_never()
    {
        double[] fractions = [.. EfficientNet.B0().Modules().OfType<DropPath>().Select(layer => layer.DropFraction)];
        Assert.Equal(16, fractions.Length);
        Assert.Equal(0, fractions[0]);
        Assert.Equal(0.2 * 15 / 16, fractions[^1], 1e-12);
        Assert.Equal(fractions.Order(), fractions);
    }

    [Fact]
    public void Blocks_are_dropped_in_training_alone()
    {
        var model = new EfficientNet(new() { Width = 0.05, Classes = 3, Dropout = 0, DropPath = 0.9 }).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);
        using NoGrad none = NoGrad.Enter();
        Assert.NotEqual(model.Forward(x).ToArray<float>(), model.Forward(x).ToArray<float>());
        model.Eval();
        Assert.Equal(model.Forward(x).ToArray<float>(), model.Forward(x).ToArray<float>());
    }

    [Fact]
    public void It_begins_with_torchvisions_values()
    {
        var model = new EfficientNet(new() { Width = 0.05, Depth = 0.3, Classes = 4 }).Initialize(1);
        Dictionary<string, float[]> values = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter.Value.ToArray<float>());
        Assert.All(values.Where(v => v.Key.EndsWith("bias", StringComparison.Ordinal)), v => Assert.All(v.Value, value => Assert.Equal(0, value)));
        Assert.InRange(values["classifier.1.weight"].Max(Math.Abs), 0.4, 0.5);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -2)]
    [InlineData(double.NaN, 1)]
    [InlineData(17, 1)]
    public void A_factor_out_of_range_is_refused_with_its_value(double width, double depth)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new EfficientNet(new() { Width = width, Depth = depth }));
        Assert.Contains("above 0 and at most 16", error.Message);
        Assert.Equal(width is > 0 and <= 16 ? depth : width, error.ActualValue);
    }

    [Fact]
    public void A_dropped_fraction_out_of_range_is_refused_with_its_value()
    {
        var error = Assert.Throws<HoneException>(() => new EfficientNet(new() { DropPath = -1.6 }));
        Assert.Contains("-0.1", error.Message);
        Assert.Contains("DropPath", error.Message);
    }
}
