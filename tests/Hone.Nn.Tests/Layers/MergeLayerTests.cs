using Hone.Testing;

namespace Hone.Nn.Tests.Layers;

public sealed class MergeLayerTests
{
    [Fact]
    public void The_input_stands_behind_what_the_path_makes()
    {
        Tensor x = Tensor.From<float>([-1, 2, 3, -4], [1, 2, 2]);
        Assert.Equal([0, 2, 3, 0, -1, 2, 3, -4], new MergeLayer(new ReLU()).Forward(x).ToArray<float>());
        Assert.Equal(Shape.Create([1, 4, 2]), new MergeLayer().Forward(x).Shape);
    }

    [Fact]
    public void Gradients_match_finite_differences()
    {
        MergeLayer layer = new MergeLayer(new Linear(4, 3), new Tanh()).Initialize(seed: 1);
        layer.To(DType.Float64);
        var stream = new RandomStream(2, "x");
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 20).Select(_ => stream.NextNormal())], [5, 4]);
        GradCheck.Check(t => layer.Forward(t[0]), [x]);
    }

    [Fact]
    public void The_form_for_inference_gives_the_same()
    {
        MergeLayer layer = new MergeLayer(new ConvLayer(2, 4), new ConvLayer(4, 3)).Initialize(seed: 1);
        layer.Eval();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 2 * 25), [2, 2, 5, 5]);
        using NoGrad none = NoGrad.Enter();
        Golden.Close(layer.Forward(x), layer.OptimizeForInference().Forward(x), 1e-5, 1e-6, "optimized");
    }

    [Fact]
    public void A_path_that_changes_another_axis_is_named()
    {
        Sequential model = new Sequential(new MergeLayer(new ConvLayer(2, 4, new() { Stride = 2 }))).Initialize(seed: 1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([1, 2, 6, 6])));
        Assert.Contains("[1, 2, 6, 6] became [1, 4, 3, 3]", error.Message);
        Assert.Equal("Sequential[0].MergeLayer", error.ModulePath);
    }

    [Fact]
    public void Numbers_without_channels_are_refused() =>
        Assert.Contains("[3] became [3]", Assert.Throws<ShapeException>(() => new MergeLayer(new ReLU()).Forward(Tensor.Ones([3]))).Message);
}
