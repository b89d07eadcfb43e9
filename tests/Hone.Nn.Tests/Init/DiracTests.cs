namespace Hone.Nn.Tests.Init;

public sealed class DiracTests
{
    [Theory]
    [InlineData("more_inputs")]
    [InlineData("more_outputs")]
    [InlineData("line")]
    public void With_zeros_for_the_rest_it_is_PyTorchs(string name)
    {
        Tensor golden = Golden.Read("dirac")[name];
        Assert.Equal(golden.ToArray<float>(), Fill(Initializers.Dirac(Initializers.Zeros), golden.Shape));
    }

    [Fact]
    public void Rows_beyond_the_input_channels_have_values_of_their_own()
    {
        float[] values = Fill(Initializers.Dirac(), Shape.Create([5, 2, 3, 3]));
        float bound = (float)(1 / Math.Sqrt(2 * 3 * 3));
        Assert.Equal(2, values[..36].Count(value => value == 1));
        Assert.Equal(34, values[..36].Count(value => value == 0));
        Assert.All(values[36..], value => Assert.InRange(Math.Abs(value), float.Epsilon, bound));
    }

    [Fact]
    public void It_is_refused_for_anything_but_a_convolution()
    {
        var linear = new Linear(3, 4, new() { WeightInitializer = Initializers.Dirac() });
        Assert.Contains("[out, in, kernel...]", Assert.Throws<ShapeException>(() => linear.Initialize(1)).Message);
    }

    private static float[] Fill(Initializer initializer, Shape shape)
    {
        var values = new float[shape.ElementCount];
        initializer.Fill(values, shape, new RandomStream(1, "dirac"));
        return values;
    }
}
