namespace Hone.Nn.Tests.Optimizers;

public sealed class OptimizerTraceTests
{
    private const int Steps = 20;

    public static TheoryData<string> Cases =>
    [
        "rmsprop", "rmsprop_momentum_l2", "rmsprop_centered", "rmsprop_centered_momentum",
        "radam_torch", "radam", "radam_beta", "lamb", "lookahead_sgd", "ranger",
        "adam_amsgrad", "adam_amsgrad_l2", "adamw_amsgrad",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_equal_the_reference_in_float64(string name) => Check(name, DType.Float64, 1e-11);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_equal_the_reference_in_float32(string name) => Check(name, DType.Float32, 3e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resumed_optimizer_continues_to_the_last_digit(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("optimizer_traces");
        Parameter[] parameters = Start(golden, DType.Float32);
        Optimizer optimizer = Create(name, parameters);
        for (int step = 0; step < 10; step++)
        {
            SetGradients(golden, parameters, step, DType.Float32);
            optimizer.Step();
        }

        using var folder = new TemporaryFolder();
        Safetensors.Write(folder.File("optimizer.safetensors"), optimizer.StateDict());
        Parameter[] resumed = [.. parameters.Select(p => new Parameter(p.Path, Tensor.From(p.Value.ToArray<float>(), p.Shape)))];
        Optimizer second = Create(name, resumed);
        second.LoadStateDict(Safetensors.Read(folder.File("optimizer.safetensors")).Tensors);
        for (int step = 10; step < Steps; step++)
        {
            SetGradients(golden, parameters, step, DType.Float32);
            optimizer.Step();
            SetGradients(golden, resumed, step, DType.Float32);
            second.Step();
        }

        Assert.All(parameters.Zip(resumed), pair => Assert.Equal(pair.First.Value.ToArray<float>(), pair.Second.Value.ToArray<float>()));
    }

    [Theory]
    [InlineData("sparse_adam", DType.Float64, 1e-11)]
    [InlineData("sparse_adam", DType.Float32, 3e-5)]
    [InlineData("sparse_sgd", DType.Float64, 1e-11)]
    [InlineData("sparse_sgd", DType.Float32, 3e-5)]
    public void Touched_rows_follow_the_reference(string name, DType type, double tolerance)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("optimizer_traces");
        var layer = new Embedding(6, 3, new() { Sparse = true });
        layer.To(type);
        layer.LoadStateDict(new Dictionary<string, Tensor> { ["weight"] = golden["sparse.start"] });
        Optimizer optimizer = name == "sparse_adam"
            ? new SparseAdam(layer.Parameters(), new() { LearningRate = 0.05 })
            : new Sgd(layer.Parameters(), new() { LearningRate = 0.05 });
        Tensor trace = golden[name];
        for (int step = 0; step < Steps; step++)
        {
            optimizer.ZeroGrad();
            Tensor target = golden["sparse.targets"].Narrow(0, step, 1).Reshape(4, 3).To(type);
            (layer.Forward(golden["sparse.indices"].Narrow(0, step, 1).Reshape(4)) - target).Square().Sum().Backward();
            Assert.NotNull(layer.Weight.SparseGrad);
            optimizer.Step();
            Golden.Close(trace.Narrow(0, step, 1).Reshape(6, 3), layer.Weight.Value, tolerance, tolerance, $"{name}, step {step}");
        }
    }

    private static void Check(string name, DType type, double tolerance)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("optimizer_traces");
        Parameter[] parameters = Start(golden, type);
        Optimizer optimizer = Create(name, parameters);
        for (int step = 0; step < Steps; step++)
        {
            SetGradients(golden, parameters, step, type);
            optimizer.Step();
            foreach (Parameter parameter in parameters)
            {
                Tensor expected = golden[$"{name}.{parameter.Path}"].Narrow(0, step, 1).Reshape([.. parameter.Shape]);
                Golden.Close(expected, parameter.Value, tolerance, tolerance, $"{name}, step {step}, {parameter.Path}");
            }
        }
    }

    private static Parameter[] Start(IReadOnlyDictionary<string, Tensor> golden, DType type) =>
        [new("a", Leaf(golden["start.a"], type)), new("b", Leaf(golden["start.b"], type))];

    /// <summary>The second parameter gets no gradient in every fourth step, and is skipped.</summary>
    private static void SetGradients(IReadOnlyDictionary<string, Tensor> golden, Parameter[] parameters, int step, DType type)
    {
        foreach (Parameter parameter in parameters)
        {
            parameter.ZeroGrad();
            if (parameter.Path == "a" || step % 4 != 3)
            {
                (parameter.Value * Leaf(golden[$"grad.{step}.{parameter.Path}"], type)).Sum().Backward();
            }
        }
    }

    private static Tensor Leaf(Tensor tensor, DType type) => tensor.To(type).Detach();

    private static Optimizer Create(string name, Parameter[] p) => name switch
    {
        "rmsprop" => new RmsProp(p, new() { LearningRate = 0.01 }),
        "rmsprop_momentum_l2" => new RmsProp(p, new() { LearningRate = 0.01, SquareMomentum = 0.9, Momentum = 0.9, WeightDecay = 0.1, WeightDecayMode = WeightDecayMode.L2 }),
        "rmsprop_centered" => new RmsProp(p, new() { LearningRate = 0.01, Centered = true }),
        "rmsprop_centered_momentum" => new RmsProp(p, new() { LearningRate = 0.01, SquareMomentum = 0.9, Centered = true, Momentum = 0.5 }),
        "radam_torch" => new RAdam(p, new() { LearningRate = 0.01, Epsilon = 1e-15 }),
        "radam" => new RAdam(p, new() { LearningRate = 0.01, WeightDecay = 0.1 }),
        "radam_beta" => new RAdam(p, new() { LearningRate = 0.01, Beta = 3 }),
        "lamb" => new Lamb(p, new() { LearningRate = 0.01, WeightDecay = 0.1 }),
        "lookahead_sgd" => new Lookahead(new Sgd(p, new() { LearningRate = 0.1 })),
        "adam_amsgrad" => new Adam(p, new() { LearningRate = 0.01, WeightDecay = 0, AmsGrad = true }),
        "adam_amsgrad_l2" => new Adam(p, new() { LearningRate = 0.01, SquareMomentum = 0.6, Epsilon = 1e-8, WeightDecay = 0.1, WeightDecayMode = WeightDecayMode.L2, AmsGrad = true }),
        "adamw_amsgrad" => new AdamW(p, new() { LearningRate = 0.01, Momentum = 0.8, SquareMomentum = 0.7, WeightDecay = 0.1, AmsGrad = true }),
        "ranger" => Ranger.Create([new ParameterGroup(p) { LearningRate = 0.01 }]),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
