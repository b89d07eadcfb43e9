namespace Hone.Nn.Tests.Layers;

/// <summary>Convolutions that keep the size of their input; LayerOptionsGoldenTests compare them with PyTorch.</summary>
public sealed class SamePaddingTests
{
    [Fact]
    public void Every_kernel_and_dilation_keeps_the_size()
    {
        using NoGrad none = NoGrad.Enter();
        for (int kernel = 1; kernel <= 5; kernel++)
        {
            for (int dilation = 1; dilation <= 3; dilation++)
            {
                Conv1d sequence = new Conv1d(1, 1, kernel, new() { SamePadding = true, Dilation = dilation }).Initialize(1);
                Assert.Equal(Shape.Create([2, 1, 6]), sequence.Forward(Tensor.Ones([2, 1, 6])).Shape);
                Conv2d image = new Conv2d(1, 1, (kernel, 2), new() { SamePadding = true, Dilation = (dilation, 1) }).Initialize(1);
                Assert.Equal(Shape.Create([2, 1, 6, 3]), image.Forward(Tensor.Ones([2, 1, 6, 3])).Shape);
            }
        }
    }

    [Fact]
    public void An_even_kernel_has_its_one_more_zero_behind()
    {
        Conv1d layer = new Conv1d(1, 1, 4, new() { SamePadding = true, WeightInitializer = Initializers.Ones, Bias = false }).Initialize(1);
        Assert.Equal([6f, 10, 9, 7], layer.Forward(Tensor.From([1f, 2, 3, 4], [1, 1, 4])).ToArray<float>()); // 0 | 1 2 3 4 | 0 0
        Conv2d image = new Conv2d(1, 1, 2, new() { SamePadding = true, WeightInitializer = Initializers.Ones, Bias = false }).Initialize(1);
        Assert.Equal([10f, 6, 7, 4], image.Forward(Tensor.From([1f, 2, 3, 4], [1, 1, 2, 2])).ToArray<float>());
    }

    /// <summary>Alone, before a normalization in one pass, with prepared weights and in the form for inference.</summary>
    [Fact]
    public void Every_way_to_evaluate_pads_alike()
    {
        Sequential model = new Sequential(
            new Conv2d(3, 8, 4, new() { SamePadding = true, Bias = false }),
            new BatchNorm2d(8),
            new ReLU(),
            new Conv2d(8, 8, (2, 3), new() { SamePadding = true, Dilation = 3, Bias = false }),
            new BatchNorm2d(8),
            new Conv2d(8, 8, 3, new() { SamePadding = true, Bias = false }),
            new BatchNorm2d(8),
            new ReLU(),
            new Conv2d(8, 4, 2, new() { SamePadding = true })).Initialize(3);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 9 * 7), [2, 3, 9, 7]);
        model.Forward(x); // moves running statistics
        model.Eval();
        float[] recorded = model.Forward(x).ToArray<float>();
        using NoGrad none = NoGrad.Enter();
        Module optimized = model.OptimizeForInference();
        float[][] others = [model.Forward(x).ToArray<float>(), optimized.Forward(x).ToArray<float>()];
        model.PrepareForInference();
        using StepScope step = StepScope.Begin();
        others = [.. others, model.Forward(x).ToArray<float>(), optimized.Forward(x).ToArray<float>()];
        double scale = recorded.Max(Math.Abs);
        Assert.All(others, other => Assert.All(recorded.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 2e-4 * scale)));
    }

    [Fact]
    public void Strides_and_paddings_beside_it_are_refused()
    {
        (string Part, Action Make)[] makers =
        [
            ("got: stride 2\n", () => new Conv1d(1, 1, 3, new() { SamePadding = true, Stride = 2 })),
            ("stride 1x2", () => new Conv2d(1, 1, 3, new() { SamePadding = true, Stride = (1, 2) })),
            ("got: padding 1\n", () => new Conv1d(1, 1, 3, new() { SamePadding = true, Padding = 1 })),
            ("padding 0x1", () => new Conv2d(1, 1, 3, new() { SamePadding = true, Padding = (0, 1) })),
            ("dilation 0x1", () => new Conv2d(1, 1, 3, new() { SamePadding = true, Dilation = (0, 1) })),
            ("dilation 2147483647, kernel 3", () => new Conv1d(1, 1, 3, new() { SamePadding = true, Dilation = int.MaxValue })),
        ];
        foreach ((string part, Action make) in makers)
        {
            string message = Assert.Throws<ShapeException>(make).Message;
            Assert.Contains(part, message);
            Assert.Contains("SamePadding", message);
        }
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_named_as_they_came()
    {
        var images = new Sequential(new Conv2d(3, 4, 2, new() { SamePadding = true }));
        images.Initialize(1);
        foreach (Shape shape in (Shape[])[[1, 5, 6, 6], [3, 6, 6]])
        {
            string message = Assert.Throws<ShapeException>(() => images.Forward(Tensor.Zeros(shape))).Message;
            Assert.Contains(shape.ToString(), message);
            Assert.Contains("Sequential[0].Conv2d", message);
        }

        var sequences = new Sequential(new Conv1d(3, 4, 2, new() { SamePadding = true }));
        sequences.Initialize(1);
        Assert.Contains("[1, 5, 6]", Assert.Throws<ShapeException>(() => sequences.Forward(Tensor.Zeros([1, 5, 6]))).Message);
    }
}
