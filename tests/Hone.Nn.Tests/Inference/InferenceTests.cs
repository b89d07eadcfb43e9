namespace Hone.Nn.Tests.Inference;

public sealed class InferenceTests
{
    public static TheoryData<string> Models => ["basic", "bottleneck", "small", "layers", "perceptron"];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_optimized_form_gives_the_results_of_evaluation(string name)
    {
        (Module model, Tensor x) = Trained(name);
        Module optimized = model.OptimizeForInference();
        model.Eval();
        float[] expected = model.Forward(x).ToArray<float>();
        for (int run = 0; run < 2; run++)
        {
            float[] actual = optimized.Forward(x).ToArray<float>();
            double scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-4 * scale));
        }

        Assert.Empty(optimized.Parameters());
        Assert.Empty(optimized.NamedBuffers());
    }

    /// <summary>Without a tape convolutions normalize in one pass; with one, and where a hook watches, the parts run one after the other.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Evaluation_is_the_same_recorded_unrecorded_and_watched(string name)
    {
        (Module model, Tensor x) = Trained(name);
        model.Eval();
        float[] expected = model.Forward(x).ToArray<float>();
        float[] unrecorded;
        float[] watched;
        using (NoGrad.Enter())
        {
            unrecorded = model.Forward(x).ToArray<float>();
            var seen = new List<Module>();
            IDisposable[] hooks = [.. model.Modules().Select(module => module.AddForwardHook((source, _, _) => seen.Add(source)))];
            watched = model.Forward(x).ToArray<float>();
            Assert.Equal(model.Modules().Count(module => module is Conv2d or BatchNorm), seen.Count(module => module is Conv2d or BatchNorm));
            Array.ForEach(hooks, hook => hook.Dispose());
        }

        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(unrecorded), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * scale));
        Assert.All(expected.Zip(watched), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * scale));
    }

    /// <summary>Maps of 2, 4 and 8 pixels with many channels: the cases in which the size of a batch decides the algorithm otherwise.</summary>
    [Theory]
    [InlineData(2, 64)]
    [InlineData(4, 256)]
    [InlineData(8, 128)]
    public void Prepared_weights_give_a_batch_what_its_items_get_alone(int side, int channels)
    {
        const int Batch = 16;
        var model = new Sequential(
            new Conv2d(channels, channels, 3, new() { Padding = 1, Bias = false }), new BatchNorm2d(channels), new ReLU(), new Conv2d(channels, channels, 3, new() { Padding = 1 }));
        model.Initialize(4);
        Tensor x = Images([Batch, channels, side, side]);
        using NoGrad none = NoGrad.Enter();
        float[] plain = [.. Evaluated(model, x)];
        model.PrepareForInference();
        float[] together = model.Forward(x).ToArray<float>();
        float[] alone = [.. Enumerable.Range(0, Batch).SelectMany(i => model.Forward(x.Narrow(0, i, 1)).ToArray<float>())];
        double largest = together.Max(Math.Abs);
        double Worst(float[] other) => together.Zip(other, (a, b) => Math.Abs(a - b)).Max() / largest;
        Assert.InRange(Worst(alone), 0, 3e-7);
        Assert.InRange(Worst(plain), 0, 1e-5);

        // Training ends it: the next evaluation sees the weights as they are then.
        model.Train();
        Parameter weight = model.Parameters().First();
        weight.Value.CopyFrom(Tensor.Zeros(weight.Shape));
        float[] after = Evaluated(model, x);
        Assert.Equal(after[0], after[side * side * channels], 1e-6f);
        Assert.Contains(together.Zip(after), pair => Math.Abs(pair.First - pair.Second) > 0.01 * largest);
    }

    [Fact]
    public void Another_map_size_and_batch_reuse_the_prepared_weights()
    {
        (Module model, _) = Trained("basic");
        Module optimized = model.OptimizeForInference();
        model.Eval();
        foreach (int[] shape in (int[][])[[1, 3, 32, 32], [3, 3, 70, 45], [13, 3, 16, 16]])
        {
            Tensor x = Images(shape);
            float[] expected = model.Forward(x).ToArray<float>();
            double scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(optimized.Forward(x).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 2e-4 * scale));
        }
    }

    [Fact]
    public void Later_training_does_not_reach_the_optimized_form()
    {
        (Module model, Tensor x) = Trained("layers");
        Module optimized = model.OptimizeForInference();
        float[] before = optimized.Forward(x).ToArray<float>();
        foreach (Parameter parameter in model.Parameters())
        {
            parameter.Value.CopyFrom(Tensor.Zeros(parameter.Shape));
        }

        Assert.Equal(before, optimized.Forward(x).ToArray<float>());
    }

    [Fact]
    public void A_gradient_is_refused_with_the_shape_of_the_input()
    {
        (Module model, Tensor x) = Trained("layers");
        Module optimized = model.OptimizeForInference();
        x.RequiresGrad = true;
        var error = Assert.Throws<HoneException>(() => optimized.Forward(x));
        Assert.Contains("[2, 3, 20, 20]", error.Message);
        Assert.Contains("NoGrad", error.Message);
    }

    [Fact]
    public void A_module_of_ones_own_says_its_form_or_is_named()
    {
        var error = Assert.Throws<HoneException>(() => new Sequential(new Scale()).Initialize(1).OptimizeForInference());
        Assert.Contains("Scale with 1 parameters, 0 buffers and 0 children", error.Message);
        Assert.Contains("0.factor", error.Message);
    }

    [Fact]
    public void Another_element_type_is_refused()
    {
        (Module model, _) = Trained("layers");
        model.To(DType.Float64);
        var error = Assert.Throws<HoneException>(() => model.OptimizeForInference());
        Assert.Contains("Float64 [32, 3, 3, 3]", error.Message);
    }

    private static (Module Model, Tensor X) Trained(string name)
    {
        Module model = name switch
        {
            "basic" => new ResNet(ResNetBlock.Basic, [2, 1, 1, 1], new() { Width = 32, Classes = 5 }),
            "bottleneck" => new ResNet(ResNetBlock.Bottleneck, [1, 1, 1, 1], new() { Width = 16, Classes = 5 }),
            "small" => SmallResNet.Create(new() { Widths = [8, 16], Classes = 4, InChannels = 3, Dropout = 0.2 }),
            "perceptron" => new Sequential(new Flatten(), new Linear(3 * 20 * 20, 12), new BatchNorm1d(12), new ReLU(), new Dropout(), new Linear(12, 3)),
            _ => new Sequential(
                new Conv2d(3, 32, 3, new() { Padding = 1 }),
                new BatchNorm2d(32),
                new ReLU(),
                new Conv2d(32, 32, 3, new() { Padding = 1 }),
                new ReLU(),
                new BatchNorm2d(32),
                new Conv2d(32, 32, 3, new() { Groups = 32 }),
                new BatchNorm2d(32),
                new ReLU(),
                new Conv2d(32, 8, 3)),
        };
        model.Initialize(3);
        int size = name is "basic" or "bottleneck" ? 64 : 20;
        Tensor x = Images([2, 3, size, size]);

        // Two batches, so that the running statistics are not those of the start.
        model.Forward(x);
        model.Forward(Images([2, 3, size, size]) * 0.5f);
        return (model, x);
    }

    private static Tensor Images(int[] shape)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        return Tensor.From(new RandomStream(count, "images").Floats(count), [.. shape]);
    }

    private sealed class Scale : Module
    {
        private readonly Parameter _factor;

        public Scale() => _factor = RegisterParameter("factor", [1], Initializers.Ones);

        protected override Tensor Compute(Tensor x) => x * _factor.Value;
    }

    private static float[] Evaluated(Module model, Tensor x)
    {
        model.Eval();
        return model.Forward(x).ToArray<float>();
    }
}
