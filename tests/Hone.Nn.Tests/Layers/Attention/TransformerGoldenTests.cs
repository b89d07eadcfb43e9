namespace Hone.Nn.Tests.Layers.Attention;

public sealed class TransformerGoldenTests
{
    private static readonly TransformerEncoderLayerOptions Small = new() { FeedForwardSize = 20, Dropout = 0 };

    public static TheoryData<string> Cases => ["attention", "attention_causal", "encoder_relu", "encoder_gelu_first", "encoder_stack"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients_equal_PyTorchs_in_float64(string name) => Check(name, "f64", DType.Float64, 1e-9, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients_equal_PyTorchs_in_float32(string name) => Check(name, "f32", DType.Float32, 5e-5, 1e-5);

    [Fact]
    public void A_mask_that_hides_the_future_equals_causal_order()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("attention_causal.f64");
        Module model = new MultiheadAttention(12, 3);
        model.To(DType.Float64);
        model.LoadStateDict(golden.Part("sd."));
        Tensor mask = Tensor.Ones([7, 7]).Tril().Greater(Tensor.Scalar(0));
        Golden.Close(golden["out"], ((MultiheadAttention)model).Forward(golden["in"], mask), 1e-9, 1e-10, "out");
    }

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
        y.Backward(Tensor.Linspace(-1, 1, y.ElementCount, type).Reshape([.. y.Shape]));
        Golden.Close(golden["gin"], x.Grad, relative, 5 * absolute, "gin");
        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            Golden.Close(golden["g." + path], parameter.Grad, relative, 10 * absolute, path);
        }
    }

    private static Module Create(string name) => name switch
    {
        "attention" => new MultiheadAttention(12, 3),
        "attention_causal" => new MultiheadAttention(12, 3, new() { IsCausal = true }),
        "encoder_relu" => new TransformerEncoderLayer(12, 3, Small),
        "encoder_gelu_first" => new TransformerEncoderLayer(12, 3, Small with { Activation = TransformerActivation.GELU, NormFirst = true }),
        _ => new TransformerEncoder(2, 12, 3, Small with { Activation = TransformerActivation.GELU, NormFirst = true, IsCausal = true }),
    };
}
