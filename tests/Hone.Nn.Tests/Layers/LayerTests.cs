using Hone.Testing;

namespace Hone.Nn.Tests.Layers;

public sealed class LayerTests
{
    [Fact]
    public void Gradients_through_a_residual_block_match_finite_differences()
    {
        ResBlock block = new ResBlock(2, 3, new() { Stride = 2 }).Initialize(1);
        block.To(DType.Float64);
        GradCheck.Check(t => block.Forward(t[0]), [Normal(3, 2, 2, 5, 4)], tolerance: 1e-5);
    }

    [Fact]
    public void Gradients_through_normalization_and_linear_match_finite_differences()
    {
        LinBnDrop block = new LinBnDrop(4, 3, new() { Activation = Activation.ReLU }).Initialize(1);
        block.To(DType.Float64);
        GradCheck.Check(t => block.Forward(t[0]), [Normal(3, 5, 4)]);
    }

    [Fact]
    public void A_watched_block_gives_the_same_result_as_the_fused_one()
    {
        ResBlock block = new ResBlock(3, 5, new() { Stride = 2 }).Initialize(7);
        block.Eval();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 6 * 6), [2, 3, 6, 6]);
        Tensor fused = block.Forward(x);
        int seen = 0;
        List<IDisposable> subscriptions = [.. block.Modules().Select(m => m.AddForwardHook((_, _, _) => seen++))];
        Golden.Close(fused, block.Forward(x), 1e-5, 1e-6, "watched");
        Assert.True(seen >= 10, $"{seen} calls");
        subscriptions.ForEach(s => s.Dispose());
        seen = 0;
        block.Forward(x);
        Assert.Equal(0, seen);
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_is_the_identity_in_evaluation()
    {
        Dropout dropout = new Dropout(0.25).Initialize(3);
        Tensor x = Tensor.Ones([100, 200]);
        float[] dropped = dropout.Forward(x).ToArray<float>();
        Assert.Equal(0.25, dropped.Count(v => v == 0) / 20000.0, 0.02);
        Assert.All(dropped.Where(v => v != 0), v => Assert.Equal(1 / 0.75f, v, 1e-6f));
        dropout.Eval();
        Assert.Equal(x.ToArray<float>(), dropout.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Dropout_draws_the_same_after_its_position_is_restored()
    {
        Sequential model = new Sequential(new Dropout()).Initialize(3);
        Tensor x = Tensor.Ones([50]);
        model.Forward(x);
        IReadOnlyDictionary<string, RandomStreamState> state = model.RandomState();
        float[] expected = model.Forward(x).ToArray<float>();
        Sequential resumed = new Sequential(new Dropout()).Initialize(3);
        resumed.LoadRandomState(state);
        Assert.Equal(expected, resumed.Forward(x).ToArray<float>());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Dropout_names_a_fraction_out_of_range(double fraction) =>
        Assert.Contains(fraction.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Throws<HoneException>(() => new Dropout(fraction)).Message);

    [Fact]
    public void Dropout_that_was_never_initialized_says_what_to_call() =>
        Assert.Contains("Initialize(seed)", Assert.Throws<HoneException>(() => new Dropout().Forward(Tensor.Ones([2]))).Message);

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_named() =>
        Assert.Contains("3 groups for 4 and 6 channels", Assert.Throws<ShapeException>(() => new Conv2d(4, 6, 3, new() { Groups = 3 })).Message);

    [Fact]
    public void A_residual_block_begins_as_its_shortcut()
    {
        ResBlock block = new ResBlock(4, 4).Initialize(1);
        block.Eval();
        Tensor x = Tensor.Full([1, 4, 3, 3], 2);
        Assert.All(block.Forward(x).ToArray<float>(), v => Assert.Equal(2.001f, v, 1e-5f));
    }

    [Fact]
    public void Sequential_returns_intermediate_results_early_but_not_its_input()
    {
        Sequential model = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2)).Initialize(1);
        using (NoGrad.Enter())
        using (StepScope.Begin())
        {
            Tensor x = Tensor.Ones([3, 4]) * 2;
            Tensor? hidden = null;
            Tensor? seen = null;
            using (model[0].AddForwardHook((_, _, y) => seen = y))
            {
                model.Forward(x);
            }

            var spy = new Sequential(model[0], new Spy(t => hidden = t), model[2]);
            Tensor output = spy.Forward(x);
            Assert.Throws<TensorReleasedException>(() => hidden!.ToArray<float>());
            Assert.Equal(24, seen!.ToArray<float>().Length);
            Assert.Equal(2f, x.ToArray<float>()[0]);
            Assert.Equal(6, output.ToArray<float>().Length);
        }
    }

    private static Tensor Normal(int seed, params int[] shape)
    {
        var stream = new RandomStream(seed, "test");
        Tensor tensor = Tensor.Zeros(Shape.Create(shape), DType.Float64);
        return tensor.WithValues<double>(Enumerable.Range(0, tensor.ElementCount).Select(_ => stream.NextNormal()).ToArray());
    }

    private sealed class Spy(Action<Tensor> see) : Module
    {
        protected override Tensor Compute(Tensor x)
        {
            see(x);
            return x.Relu();
        }
    }

    [Fact]
    public void Normalizations_refuse_wrong_numbers_where_they_are_made()
    {
        (string Name, Action Make)[] makers =
        [
            ("BatchNorm1d", () => new BatchNorm1d(3, new() { Epsilon = -1 })),
            ("BatchNorm2d", () => new BatchNorm2d(3, new() { Epsilon = 0 })),
            ("BatchNorm2d", () => new BatchNorm2d(3, new() { Momentum = 1.5 })),
            ("GroupNorm", () => new GroupNorm(1, 3, new() { Epsilon = -1 })),
            ("LayerNorm", () => new LayerNorm([3], new() { Epsilon = double.NaN })),
            ("RmsNorm", () => new RmsNorm([3], new() { Epsilon = -1 })),
            ("InstanceNorm1d", () => new InstanceNorm1d(3, new() { Epsilon = -1 })),
            ("InstanceNorm1d", () => new InstanceNorm1d(3, new() { Momentum = 2, TrackRunningStats = true })),
            ("InstanceNorm2d", () => new InstanceNorm2d(3, new() { Epsilon = -1 })),
            ("InstanceNorm2d", () => new InstanceNorm2d(3, new() { Momentum = -1, TrackRunningStats = true })),
        ];
        foreach ((string name, Action make) in makers)
        {
            string message = Assert.Throws<HoneException>(make).Message;
            Assert.Contains($"of {name} is", message);
            Assert.Contains($"where: {name}", message);
        }
    }
}
