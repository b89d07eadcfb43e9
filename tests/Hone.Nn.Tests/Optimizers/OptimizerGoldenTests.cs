namespace Hone.Nn.Tests.Optimizers;

public sealed class OptimizerGoldenTests
{
    private const int Steps = 20;

    public static TheoryData<string> Cases =>
        ["sgd", "sgd_momentum_l2", "sgd_dampening", "sgd_nesterov", "sgd_decoupled", "adam_l2", "adamw", "adam_fastai"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_equal_the_reference_in_float64(string name) => Check(name, DType.Float64, 1e-12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_equal_the_reference_in_float32(string name) => Check(name, DType.Float32, 2e-5);

    [Fact]
    public void Clipping_by_norm_equals_the_reference()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("optimizers");
        Parameter[] parameters = Start(golden, DType.Float64);
        var optimizer = new Sgd(parameters);
        SetGradients(golden, parameters, 0, DType.Float64, skipSecond: false);
        Golden.Close(golden["clip.norm"], Tensor.Scalar(optimizer.ClipGradNorm(0.5), DType.Float64), 1e-12, 0, "norm");
        Golden.Close(golden["clip.a"], parameters[0].Grad, 1e-12, 0, "a");
        Golden.Close(golden["clip.b"], parameters[1].Grad, 1e-12, 0, "b");
    }

    private static void Check(string name, DType type, double tolerance)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("optimizers");
        Parameter[] parameters = Start(golden, type);
        Optimizer optimizer = Create(name, parameters);
        double[] a = golden[name + ".a"].ToArray<double>();
        double[] b = golden[name + ".b"].ToArray<double>();
        for (int step = 0; step < Steps; step++)
        {
            SetGradients(golden, parameters, step, type, skipSecond: step % 4 == 3 && name != "sgd_decoupled");
            optimizer.Step();
            Golden.Close(Tensor.From(a[(step * 12)..((step + 1) * 12)], [3, 4]), parameters[0].Value, tolerance, tolerance, $"{name}, step {step}, a");
            Golden.Close(Tensor.From(b[(step * 5)..((step + 1) * 5)], [5]), parameters[1].Value, tolerance, tolerance, $"{name}, step {step}, b");
        }
    }

    private static Parameter[] Start(IReadOnlyDictionary<string, Tensor> golden, DType type) =>
        [new("a", Convert(golden["start.a"], type)), new("b", Convert(golden["start.b"], type))];

    private static Tensor Convert(Tensor tensor, DType type) => type == DType.Float64
        ? Tensor.From(tensor.ToArray<double>(), tensor.Shape)
        : Tensor.From(Array.ConvertAll(tensor.ToArray<double>(), x => (float)x), tensor.Shape);

    /// <summary>Gives each parameter a gradient the way training does: by backward.</summary>
    private static void SetGradients(IReadOnlyDictionary<string, Tensor> golden, Parameter[] parameters, int step, DType type, bool skipSecond)
    {
        foreach (Parameter parameter in parameters)
        {
            parameter.ZeroGrad();
        }

        (parameters[0].Value * Convert(golden[$"grad.{step}.a"], type)).Sum().Backward();
        if (!skipSecond)
        {
            (parameters[1].Value * Convert(golden[$"grad.{step}.b"], type)).Sum().Backward();
        }
    }

    private static Optimizer Create(string name, Parameter[] parameters) => name switch
    {
        "sgd" => new Sgd(parameters, new() { LearningRate = 0.1 }),
        "sgd_momentum_l2" => new Sgd(parameters, new() { LearningRate = 0.1, Momentum = 0.9, WeightDecay = 0.01, WeightDecayMode = WeightDecayMode.L2 }),
        "sgd_dampening" => new Sgd(parameters, new() { LearningRate = 0.1, Momentum = 0.9, Dampening = 0.3 }),
        "sgd_nesterov" => new Sgd(parameters, new() { LearningRate = 0.1, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01, WeightDecayMode = WeightDecayMode.L2 }),
        "sgd_decoupled" => new Sgd(parameters, new() { LearningRate = 0.1, Momentum = 0.9, WeightDecay = 0.01 }),
        "adam_l2" => new Adam(parameters, new() { LearningRate = 0.01, SquareMomentum = 0.999, Epsilon = 1e-8, WeightDecay = 0.1, WeightDecayMode = WeightDecayMode.L2 }),
        "adamw" => new AdamW(parameters, new() { LearningRate = 0.01, SquareMomentum = 0.999, Epsilon = 1e-8, WeightDecay = 0.1 }),
        _ => new Adam(parameters, new() { LearningRate = 0.01 }),
    };
}
