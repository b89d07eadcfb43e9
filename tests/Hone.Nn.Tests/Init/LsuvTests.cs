namespace Hone.Nn.Tests.Init;

public sealed class LsuvTests
{
    [Fact]
    public void Afterwards_every_layer_gives_mean_zero_and_deviation_one()
    {
        Sequential model = new Sequential(
            new Conv2d(3, 8, 3, new() { Padding = 1, WeightInitializer = Initializers.Normal(0.5) }),
            new ReLU(),
            new Conv2d(8, 20, 3, new() { Stride = 2, WeightInitializer = Initializers.Normal(0.001) }),
            new ReLU(),
            new Flatten(),
            new Linear(20 * 3 * 3, 10)).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(8 * 3 * 8 * 8), [8, 3, 8, 8]);
        IReadOnlyList<LsuvLayer> before = Lsuv.Apply(model, x);
        Assert.Equal(["0", "2", "5"], before.Select(layer => layer.Path));
        Assert.True(before[0].Deviation > 1.2);
        Assert.True(before[1].Deviation < 0.1);

        IReadOnlyList<LsuvLayer> after = Lsuv.Apply(model, x);
        Assert.All(after, layer => Assert.Equal(1, layer.Deviation, 1e-4));
        Assert.All(after, layer => Assert.Equal(0, layer.Mean, 1e-4));
        Assert.True(model.IsTraining);
    }

    [Fact]
    public void Weights_of_zeros_are_refused_with_the_layer_and_its_numbers()
    {
        Sequential model = new Sequential(new Linear(4, 3), new Linear(3, 2, new() { WeightInitializer = Initializers.Zeros, Bias = false })).Initialize(1);
        var error = Assert.Throws<HoneException>(() => Lsuv.Apply(model, Tensor.From(new RandomStream(1, "x").Floats(20), [5, 4])));
        Assert.Contains("deviation 0", error.Message);
        Assert.Contains("where: 1", error.Message);
    }
}
