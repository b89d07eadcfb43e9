namespace Hone.Nn.Tests.Layers;

public sealed class ResidualTests
{
    [Fact]
    public void The_input_is_added_to_what_the_path_makes()
    {
        Residual block = new Residual(new Linear(3, 5), new ReLU(), new Linear(5, 3)).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(6), [2, 3]);
        Dictionary<string, Parameter> parts = block.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        Tensor hidden = (x.MatMul(parts["path.0.weight"].Value.Transpose()) + parts["path.0.bias"].Value).Relu();
        Tensor expected = x + hidden.MatMul(parts["path.2.weight"].Value.Transpose()) + parts["path.2.bias"].Value;
        Golden.Close(expected, block.Forward(x), 1e-6, 1e-6, "y");
        Golden.Close(expected, block.OptimizeForInference().Forward(x), 1e-6, 1e-6, "optimized");
    }

    [Fact]
    public void Without_a_path_it_doubles()
    {
        Assert.Equal([2f, -4f], new Residual().Forward(Tensor.From([1f, -2f], [2])).ToArray<float>());
    }

    [Fact]
    public void A_path_that_changes_the_shape_is_named()
    {
        Sequential model = new Sequential(new Residual(new Linear(3, 5))).Initialize(1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([2, 3])));
        Assert.Contains("[2, 3] became [2, 5]", error.Message);
        Assert.Equal("Sequential[0].Residual", error.ModulePath);
    }

    [Fact]
    public void A_factor_that_is_not_finite_is_refused()
    {
        Assert.Contains("NaN", Assert.Throws<HoneException>(() => new Scale(double.NaN)).Message);
    }
}
