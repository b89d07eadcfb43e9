namespace Hone.Nn.Tests.Layers;

public sealed class GeneralReluTests
{
    [Fact]
    public void Leak_shift_and_limit_follow_the_formula()
    {
        Tensor x = Tensor.From<float>([-2, -0.5f, 0, 0.5f, 3], [5]);
        float[] expected = [-0.6f, -0.45f, -0.4f, 0.1f, 2.6f];
        Assert.All(expected.Zip(new GeneralRelu().Forward(x).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal([0, 0, 0, 0.5f, 1], new GeneralRelu(new() { Leak = 0, Shift = 0, Most = 1 }).Forward(x).ToArray<float>());
    }

    [Fact]
    public void Outputs_of_normal_inputs_have_mean_near_nothing()
    {
        var values = new float[100_000];
        new RandomStream(1, "x").FillNormal(values, 0, 1);
        double mean = new GeneralRelu().Forward(Tensor.From(values, [values.Length])).Mean().Item();
        Assert.InRange(mean, -0.05, 0.05);
    }

    [Fact]
    public void Defaults_are_those_of_the_course()
    {
        var options = new GeneralReluOptions();
        Assert.Equal((0.1, 0.4, (double?)null), (options.Leak, options.Shift, options.Most));
    }

    [Fact]
    public void Numbers_that_are_none_are_refused()
    {
        var error = Assert.Throws<HoneException>(() => new GeneralRelu(new() { Shift = double.NaN }));
        Assert.Contains("shift NaN", error.Message);
    }
}
