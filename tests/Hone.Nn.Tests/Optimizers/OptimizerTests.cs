namespace Hone.Nn.Tests.Optimizers;

public sealed class OptimizerTests
{
    [Fact]
    public void Moving_into_an_arena_keeps_values_gradients_and_layouts()
    {
        Sequential model = new Sequential(new Conv2d(3, 5, 3), new Flatten(), new Linear(5 * 4, 2)).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(3 * 16), [1, 3, 4, 4]);
        model.Forward(x).Sum().Backward();
        Dictionary<string, float[]> values = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter.Value.ToArray<float>());
        Dictionary<string, float[]> gradients = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter.Grad!.ToArray<float>());
        float[] before = model.Forward(x).ToArray<float>();
        _ = new AdamW(model.Parameters());
        Assert.All(model.NamedParameters(), p => Assert.Equal(values[p.Path], p.Parameter.Value.ToArray<float>()));
        Assert.All(model.NamedParameters(), p => Assert.Equal(gradients[p.Path], p.Parameter.Grad!.ToArray<float>()));
        Assert.Equal(before, model.Forward(x).ToArray<float>());
        Assert.Single(model.Parameters().Select(p => p.Value.Storage).Distinct());
        Assert.All(model.Parameters(), p => Assert.Equal(0, p.Value.Offset % 16));
    }

    [Fact]
    public void Backward_writes_gradients_into_the_arena()
    {
        Sequential model = new Sequential(new Conv2d(1, 5, 3), new BatchNorm2d(5), new Flatten(), new Linear(20, 2)).Initialize(1);
        _ = new AdamW(model.Parameters());
        for (int step = 0; step < 2; step++)
        {
            model.ZeroGrad();
            model.Forward(Tensor.From(new RandomStream(step, "x").Floats(32), [2, 1, 4, 4])).Sum().Backward();
            Assert.Single(model.Parameters().Select(p => p.Grad!.Storage).Distinct());
        }
    }

    [Fact]
    public void A_tied_parameter_stays_tied_and_is_updated_once()
    {
        var shared = new Parameter("w", Tensor.From([1f], [1]));
        var optimizer = new Sgd([shared, shared], new() { LearningRate = 0.5 });
        (shared.Value + shared.Value).Sum().Backward();
        optimizer.Step();
        Assert.Equal(0, shared.Value.Item());
    }

    [Fact]
    public void Norms_and_biases_do_not_decay_unless_asked()
    {
        static Parameter[] Make() => [new("w", Tensor.Ones([1])), new("b", Tensor.Ones([1]), ParameterKind.Bias), new("n", Tensor.Ones([1]), ParameterKind.Normalization)];
        static double[] Step(Parameter[] parameters, bool all)
        {
            var optimizer = new Sgd(parameters, new() { LearningRate = 0.1, WeightDecay = 0.5, DecayNormAndBias = all });
            foreach (Parameter parameter in parameters)
            {
                (parameter.Value * 0).Sum().Backward();
            }

            optimizer.Step();
            return [.. parameters.Select(p => Math.Round(p.Value.Item(), 5))];
        }

        Assert.Equal([0.95, 1, 1], Step(Make(), all: false));
        Assert.Equal([0.95, 0.95, 0.95], Step(Make(), all: true));
    }

    [Fact]
    public void Groups_have_rates_of_their_own()
    {
        Parameter[] p = [new("a", Tensor.Zeros([1])), new("b", Tensor.Zeros([1]))];
        var optimizer = new Sgd([new ParameterGroup([p[0]]) { LearningRate = 0.1 }, new ParameterGroup([p[1]])], new SgdOptions { LearningRate = 2 });
        (p[0].Value + p[1].Value).Sum().Backward();
        optimizer.Step();
        Assert.Equal(-0.1, p[0].Value.Item(), 1e-6);
        Assert.Equal(-2, p[1].Value.Item(), 1e-6);
        optimizer.Groups[1].LearningRate = 1;
        optimizer.Step();
        Assert.Equal(-3, p[1].Value.Item(), 1e-6);
    }

    [Fact]
    public void Clipping_by_value_bounds_each_element()
    {
        var parameter = new Parameter("w", Tensor.Zeros([3]));
        var optimizer = new Sgd([parameter]);
        (parameter.Value * Tensor.From([-5f, 0.25f, 9f], [3])).Sum().Backward();
        optimizer.ClipGradValue(0.5);
        Assert.Equal([-0.5f, 0.25f, 0.5f], parameter.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_resumed_optimizer_continues_to_the_last_digit()
    {
        static (Sequential Model, Optimizer Optimizer) Make()
        {
            Sequential model = new Sequential(new Conv2d(1, 3, 3), new Flatten(), new Linear(12, 2)).Initialize(1);
            return (model, new AdamW(model.Parameters(), new() { LearningRate = 0.01 }));
        }

        static void Train(Sequential model, Optimizer optimizer, int from, int to)
        {
            for (int step = from; step < to; step++)
            {
                optimizer.ZeroGrad();
                model.Forward(Tensor.From(new RandomStream(step, "x").Floats(32), [2, 1, 4, 4])).Sum().Backward();
                optimizer.Step();
            }
        }

        using var folder = new TemporaryFolder();
        (Sequential model, Optimizer optimizer) = Make();
        Train(model, optimizer, 0, 3);
        model.Save(folder.File("model.safetensors"));
        Safetensors.Write(folder.File("optimizer.safetensors"), optimizer.StateDict());
        Train(model, optimizer, 3, 6);

        (Sequential resumed, Optimizer second) = Make();
        resumed.Load(folder.File("model.safetensors"));
        second.LoadStateDict(Safetensors.Read(folder.File("optimizer.safetensors")).Tensors);
        Train(resumed, second, 3, 6);
        Assert.All(model.StateDict(), s => Assert.Equal(s.Value.ToArray<float>(), resumed.StateDict()[s.Key].ToArray<float>()));
    }

    [Fact]
    public void State_of_other_parameters_is_refused_with_the_names()
    {
        var optimizer = new AdamW([new Parameter("a", Tensor.Zeros([2]))]);
        var other = new AdamW([new Parameter("b", Tensor.Zeros([2]))]);
        var error = Assert.Throws<StateDictException>(() => optimizer.LoadStateDict(other.StateDict()));
        Assert.Contains("3 missing: step.a, mean.a, square.a", error.Message);
        Assert.Contains("3 unexpected: step.b", error.Message);
    }

    [Fact]
    public void An_optimizer_whose_parameters_have_moved_says_so()
    {
        var parameter = new Parameter("w", Tensor.Zeros([1]));
        var older = new Sgd([parameter]);
        _ = new Sgd([parameter]);
        Assert.Contains("w Float32 [1], which has moved", Assert.Throws<HoneException>(older.Step).Message);
    }

    [Fact]
    public void A_parameter_in_two_groups_is_named()
    {
        var parameter = new Parameter("w", Tensor.Zeros([1]));
        var error = Assert.Throws<HoneException>(() => new Sgd([new ParameterGroup([parameter]), new ParameterGroup([parameter])]));
        Assert.Contains("w Float32 [1] a second time", error.Message);
    }

    [Fact]
    public void Mixed_element_types_are_named()
    {
        var error = Assert.Throws<HoneException>(() => new Sgd([new Parameter("a", Tensor.Zeros([1])), new Parameter("b", Tensor.Zeros([1], DType.Float64))]));
        Assert.Contains("b Float64 [1] beside Float32", error.Message);
    }

    [Fact]
    public void Numbers_out_of_range_are_named()
    {
        var parameter = new Parameter("w", Tensor.Zeros([1]));
        Assert.Contains("LearningRate is zero or more.\n  got: -1", Assert.Throws<HoneException>(() => new Sgd([parameter], new() { LearningRate = -1 })).Message);
        Assert.Contains("WeightDecay is zero or more.\n  got: -0.5", Assert.Throws<HoneException>(() => new Sgd([parameter], new() { WeightDecay = -0.5 })).Message);
        Assert.Contains("Momentum is in 0..1, below 1.\n  got: 1", Assert.Throws<HoneException>(() => new AdamW([parameter], new() { Momentum = 1 })).Message);
        Assert.Contains("SquareMomentum is in 0..1, below 1.\n  got: 2", Assert.Throws<HoneException>(() => new Adam([parameter], new() { SquareMomentum = 2 })).Message);
        Assert.Contains("Epsilon is above zero.\n  got: 0", Assert.Throws<HoneException>(() => new AdamW([parameter], new() { Epsilon = 0 })).Message);
        Assert.Contains("Dampening is in 0..1.\n  got: 3", Assert.Throws<HoneException>(() => new Sgd([parameter], new() { Dampening = 3 })).Message);
        Assert.Contains("maxNorm is above zero.\n  got: 0", Assert.Throws<HoneException>(() => new Sgd([parameter]).ClipGradNorm(0)).Message);
        Assert.Contains("limit is above zero.\n  got: -2", Assert.Throws<HoneException>(() => new Sgd([parameter]).ClipGradValue(-2)).Message);
    }
}
