namespace Hone.Nn.Tests.Layers;

/// <summary>What padding layers give and refuse; LayerOptionsGoldenTests compare them with PyTorch.</summary>
public sealed class PadLayerTests
{
    [Fact]
    public void Each_layer_continues_a_sequence_in_its_own_way()
    {
        Tensor x = Tensor.From([1f, 2, 3], [1, 1, 3]);
        Assert.Equal([9f, 9, 1, 2, 3, 9], new ConstantPad1d(2, 1, 9).Forward(x).ToArray<float>());
        Assert.Equal([3f, 2, 1, 2, 3, 2], new ReflectionPad1d(2, 1).Forward(x).ToArray<float>());
        Assert.Equal([1f, 1, 1, 2, 3, 3], new ReplicationPad1d(2, 1).Forward(x).ToArray<float>());
        Assert.Same(x, new ReplicationPad1d(0, 0).Forward(x));
    }

    [Fact]
    public void The_sides_of_an_image_are_left_right_top_and_bottom()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4], [1, 1, 2, 2]);
        Tensor zeros = new ZeroPad2d(1, 0, 0, 1).Forward(x);
        Assert.Equal(Shape.Create([1, 1, 3, 3]), zeros.Shape);
        Assert.Equal([0f, 1, 2, 0, 3, 4, 0, 0, 0], zeros.ToArray<float>());
        Assert.Equal([5f, 5, 1, 2, 3, 4], new ConstantPad2d(0, 0, 1, 0, 5).Forward(x).ToArray<float>());
        Assert.Equal([2f, 1, 2, 4, 3, 4], new ReflectionPad2d(1, 0, 0, 0).Forward(x).ToArray<float>());
    }

    [Fact]
    public void Negative_sides_are_refused_where_they_are_written()
    {
        (string Name, string Sides, Action Make)[] makers =
        [
            ("ConstantPad1d", "[-1, 0]", () => new ConstantPad1d(-1, 0, 0)),
            ("ConstantPad2d", "[0, 0, 0, -2]", () => new ConstantPad2d(0, 0, 0, -2, 0)),
            ("ZeroPad2d", "[0, -1, 0, 0]", () => new ZeroPad2d(0, -1, 0, 0)),
            ("ReflectionPad1d", "[0, -1]", () => new ReflectionPad1d(0, -1)),
            ("ReflectionPad2d", "[1, 1, -1, 1]", () => new ReflectionPad2d(1, 1, -1, 1)),
            ("ReplicationPad1d", "[-3, 1]", () => new ReplicationPad1d(-3, 1)),
            ("ReplicationPad2d", "[-1, 1, 1, 1]", () => new ReplicationPad2d(-1, 1, 1, 1)),
        ];
        foreach ((string name, string sides, Action make) in makers)
        {
            string message = Assert.Throws<ShapeException>(make).Message;
            Assert.Contains($"got: {sides}", message);
            Assert.Contains($"where: {name}", message);
        }
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_named_with_the_path()
    {
        (Module Layer, Shape Shape, string Part)[] cases =
        [
            (new ReflectionPad1d(3, 0), [2, 4, 3], "Pad reflects at most 2 elements of axis 2"),
            (new ReflectionPad2d(0, 0, 0, 5), [2, 4, 5, 5], "5 after axis 2"),
            (new ReplicationPad1d(1, 1), [2, 4, 0], "axis 2 of shape [2, 4, 0]"),
            (new ReflectionPad1d(1, 1), [2, 3, 4, 5], "[batch, channels, length] or [channels, length]"),
            (new ReplicationPad1d(1, 1), [3], "x [3]"),
            (new ReflectionPad2d(1, 1, 1, 1), [4, 5], "[batch, channels, height, width]"),
            (new ReplicationPad2d(1, 1, 1, 1), [4, 5], "x [4, 5]"),
            (new ZeroPad2d(1, 1, 1, 1), [5], "at most one for each axis of shape [5]"),
        ];
        foreach ((Module layer, Shape shape, string part) in cases)
        {
            string message = Assert.Throws<ShapeException>(() => new Sequential(new Identity(), layer).Forward(Tensor.Zeros(shape))).Message;
            Assert.Contains(part, message);
            Assert.Contains($"Sequential[1].{layer.GetType().Name}", message);
        }
    }

    [Fact]
    public void A_value_that_the_type_cannot_hold_is_refused() =>
        Assert.Contains("0.5", Assert.Throws<HoneException>(() => new ConstantPad1d(1, 0, 0.5).Forward(Tensor.Zeros([2, 2], DType.Int64))).Message);

    [Fact]
    public void Padding_is_its_own_form_for_inference()
    {
        var model = new Sequential(new ReflectionPad2d(1, 1, 1, 1), new Conv2d(2, 3, 3), new ReLU());
        model.Initialize(1).Eval();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 25), [1, 2, 5, 5]);
        using NoGrad none = NoGrad.Enter();
        Tensor expected = model.Forward(x);
        Assert.Equal(Shape.Create([1, 3, 5, 5]), expected.Shape);
        Golden.Close(expected, model.OptimizeForInference().Forward(x), 1e-4, 1e-5, "form for inference");
    }
}
