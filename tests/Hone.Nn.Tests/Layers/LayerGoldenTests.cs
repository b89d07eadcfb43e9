namespace Hone.Nn.Tests.Layers;

public sealed class LayerGoldenTests
{
    public static TheoryData<string> Cases =>
    [
        "linear", "batchnorm1d", "convlayer", "convlayer_gelu", "resblock", "resblock_plain", "resblock_mish", "pools", "merge", "activations", "activations_bounded",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_gradients_and_statistics_equal_PyTorchs_in_float64(string name) => Check(name, "f64", DType.Float64, 1e-10, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_gradients_and_statistics_equal_PyTorchs_in_float32(string name) => Check(name, "f32", DType.Float32, 2e-5, 4e-6);

    private static void Check(string name, string suffix, DType type, double relative, double absolute)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read($"{name}.{suffix}");
        Module model = Create(name);
        model.To(type);
        StateDictReport report = model.LoadStateDict(golden.Part("sd."));
        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal(golden.Part("sd.").Keys.Order(), model.StateDict().Keys.Order());

        Tensor x = golden["in"];
        x.RequiresGrad = true;
        Tensor y = model.Forward(x);
        Golden.Close(golden["out"], y, relative, absolute, "out");
        y.Backward(Weights(y.Shape, type));

        Golden.Close(golden["gin"], x.Grad, relative, 5 * absolute, "gin");
        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            Golden.Close(golden["g." + path], parameter.Grad, relative, 10 * absolute, path);
        }

        foreach ((string path, ModuleBuffer buffer) in model.NamedBuffers())
        {
            Golden.Close(golden["after." + path], buffer.Value, relative, absolute, path);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(x), relative, absolute, "eval");
    }

    private static Module Create(string name) => name switch
    {
        "linear" => new Sequential(new Linear(5, 7), new ReLU(), new Linear(7, 3)),
        "batchnorm1d" => new Sequential(new BatchNorm1d(6)),
        "convlayer" => new ConvLayer(3, 5, new() { Stride = 2 }),
        "convlayer_gelu" => new ConvLayer(3, 5, new() { Stride = 2, Activation = Activation.GELU }),
        "resblock" => new ResBlock(3, 18, new() { Stride = 2 }),
        "resblock_plain" => new ResBlock(4, 4),
        "resblock_mish" => new ResBlock(3, 5, new() { Stride = 2, Activation = Activation.Mish }),
        "merge" => new MergeLayer(new ConvLayer(3, 4), new ConvLayer(4, 2)),
        "activations" => Between(new LeakyReLU(0.1), new ELU(0.5), new GELU(), new GELU(GeluForm.Tanh), new SiLU(), new Mish()),
        "activations_bounded" => Between(new Tanh(), new Sigmoid(), new Hardswish(), new Hardsigmoid(), new Softmax(0), new LogSoftmax()),
        _ => new Sequential(
            new MaxPool2d(3, new() { Stride = 2, Padding = 1 }),
            new AvgPool2d(2, new() { CeilMode = true }),
            new AdaptiveAvgPool2d(2),
            new Flatten()),
    };

    /// <summary>A linear layer before each activation.</summary>
    private static Sequential Between(params Module[] activations) =>
        new([.. activations.SelectMany((activation, i) => (Module[])[new Linear(i == 0 ? 5 : 7, 7), activation])]);

    private static Tensor Weights(Shape shape, DType type)
    {
        int count = shape.ElementCount;
        double[] weights = [.. Enumerable.Range(0, count).Select(i => count == 1 ? -1 : -1 + (2.0 * i / (count - 1)))];
        return type == DType.Float64 ? Tensor.From(weights, shape) : Tensor.From(Array.ConvertAll(weights, w => (float)w), shape);
    }
}
