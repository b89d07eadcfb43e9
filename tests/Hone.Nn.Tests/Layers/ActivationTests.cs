using Hone.Testing;

namespace Hone.Nn.Tests.Layers;

public sealed class ActivationTests
{
    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    [Fact]
    public void Layers_take_their_numbers_to_the_operation()
    {
        Tensor x = Tensor.From<float>([-4, -1, 0, 2], [4]);
        Equal([-1.2f, -0.3f, 0, 2], new LeakyReLU(0.3).Forward(x));
        Equal([-0.04f, -0.01f, 0, 2], new LeakyReLU().Forward(x));
        Equal([2 * (MathF.Exp(-4) - 1), 2 * (MathF.Exp(-1) - 1), 0, 2], new ELU(2).Forward(x));
        Equal([0, -1 / 3f, 0, 5 / 3f], new Hardswish().Forward(x));
        Equal([0, 1 / 3f, 0.5f, 5 / 6f], new Hardsigmoid().Forward(x));
        Assert.Equal(x.Gelu(GeluForm.Tanh).ToArray<float>(), new GELU(GeluForm.Tanh).Forward(x).ToArray<float>());
        Assert.NotEqual(x.Gelu(GeluForm.Tanh).ToArray<float>(), new GELU().Forward(x).ToArray<float>());
    }

    [Fact]
    public void Probabilities_sum_to_one_along_their_axis()
    {
        Tensor x = Tensor.From<float>([0, 0, 0, MathF.Log(3)], [2, 2]);
        Equal([0.5f, 0.25f, 0.5f, 0.75f], new Softmax(axis: 0).Forward(x));
        Equal([0.5f, 0.5f, 0.25f, 0.75f], new Softmax().Forward(x));
        Equal([MathF.Log(0.5f), MathF.Log(0.5f), MathF.Log(0.25f), MathF.Log(0.75f)], new LogSoftmax().Forward(x));
    }

    [Fact]
    public void Numbers_that_are_none_are_refused()
    {
        Assert.Contains("NaN", Assert.Throws<HoneException>(() => new LeakyReLU(double.NaN)).Message);
        Assert.Contains("Infinity", Assert.Throws<HoneException>(() => new ELU(double.PositiveInfinity)).Message);
        Assert.Contains("99", Assert.Throws<ArgumentOutOfRangeException>(() => new ConvLayer(1, 1, new() { Activation = (Activation)99 })).Message);
    }

    [Fact]
    public void The_weights_before_an_activation_follow_its_rule()
    {
        // Fan in 16 * 9, fan out 32 * 9.
        double kaiming = Math.Sqrt(6.0 / 144);
        double xavier = Math.Sqrt(6.0 / (144 + 288));
        double plain = 1 / Math.Sqrt(144);
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            double bound = activation switch
            {
                Activation.None => plain,
                Activation.Sigmoid or Activation.Tanh => xavier,
                _ => kaiming,
            };
            ConvLayer layer = new ConvLayer(16, 32, new() { Activation = activation }).Initialize(seed: 3);
            float[] weight = layer.Parameters().First().Value.ToArray<float>();
            Assert.InRange(weight.Max(MathF.Abs), 0.99 * bound, bound);
            Assert.Equal(bound / Math.Sqrt(3), Math.Sqrt(weight.Average(w => (double)w * w)), 0.03 * bound);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Blocks_end_in_the_activation_that_is_told(Activation activation)
    {
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 6 * 6), [2, 3, 6, 6]);
        ConvLayer layer = new ConvLayer(3, 8, new() { Activation = activation }).Initialize(seed: 1);
        ConvLayer linear = new ConvLayer(3, 8, new() { Activation = Activation.None }).Initialize(seed: 1);
        linear.LoadStateDict(layer.StateDict());
        Golden.Close(Expected(activation, linear.Forward(x)), layer.Forward(x), 1e-5, 1e-6, "ConvLayer");

        LinBnDrop head = new LinBnDrop(6, 8, new() { Activation = activation }).Initialize(seed: 1);
        LinBnDrop linearHead = new LinBnDrop(6, 8).Initialize(seed: 1);
        Tensor rows = x.Reshape(36, 6);
        Golden.Close(Expected(activation, linearHead.Forward(rows)), head.Forward(rows), 1e-5, 1e-6, "LinBnDrop");

        // The path begins at 0 and adds its shift alone.
        ResBlock block = new ResBlock(3, 3, new() { Activation = activation }).Initialize(seed: 1);
        Golden.Close(Expected(activation, x + 1e-3), block.Forward(x), 1e-5, 1e-6, "ResBlock");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_through_blocks_match_finite_differences(Activation activation)
    {
        ResBlock block = new ResBlock(2, 3, new() { Stride = 2, Activation = activation }).Initialize(seed: 1);
        block.To(DType.Float64);
        GradCheck.Check(t => block.Forward(t[0]), [Normal(3, 2, 2, 5, 4)], tolerance: 1e-5);
        LinBnDrop head = new LinBnDrop(4, 3, new() { Activation = activation }).Initialize(seed: 1);
        head.To(DType.Float64);
        GradCheck.Check(t => head.Forward(t[0]), [Normal(3, 5, 4)]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_form_for_inference_has_the_same_activation(Activation activation)
    {
        var options = new ResBlockOptions { Stride = 2, Activation = activation };
        Sequential model = new Sequential(
            new ConvLayer(3, 8, new() { Activation = activation }),
            new ResBlock(8, 16, options),
            new ResBlock(16, 16, options with { Stride = 1, Expansion = 2, Reduction = 8 })).Initialize(seed: 4);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 8 * 8), [2, 3, 8, 8]);
        using NoGrad none = NoGrad.Enter();
        model.Forward(x); // moves the running statistics
        model.Eval();
        Golden.Close(model.Forward(x), model.OptimizeForInference().Forward(x), 1e-4, 1e-4, "optimized");
    }

    private static Tensor Expected(Activation activation, Tensor x) => activation switch
    {
        Activation.None => x,
        Activation.ReLU => x.Relu(),
        Activation.LeakyReLU => x.LeakyRelu(0.01),
        Activation.GELU => x.Gelu(),
        Activation.SiLU => x * x.Sigmoid(),
        Activation.Mish => x * (x.Exp() + 1).Log().Tanh(),
        Activation.Sigmoid => x.Sigmoid(),
        _ => x.Tanh(),
    };

    private static void Equal(float[] expected, Tensor actual) => Assert.All(expected.Zip(actual.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

    private static Tensor Normal(int seed, params int[] shape)
    {
        var stream = new RandomStream(seed, "test");
        Tensor tensor = Tensor.Zeros(Shape.Create(shape), DType.Float64);
        return tensor.WithValues<double>(Enumerable.Range(0, tensor.ElementCount).Select(_ => stream.NextNormal()).ToArray());
    }
}
