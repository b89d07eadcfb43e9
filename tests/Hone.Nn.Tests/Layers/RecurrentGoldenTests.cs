namespace Hone.Nn.Tests.Layers;

public sealed class RecurrentGoldenTests
{
    public static TheoryData<string> Cases =>
    [
        "lstm", "lstm_state", "lstm_two", "lstm_padded", "gru", "gru_state", "gru_two", "gru_padded",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_states_and_gradients_equal_PyTorchs_in_float64(string name) => Check(name, "f64", DType.Float64, 1e-10, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_states_and_gradients_equal_PyTorchs_in_float32(string name) => Check(name, "f32", DType.Float32, 2e-5, 4e-6);

    [Fact]
    public void An_lstm_cell_equals_PyTorchs()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("recurrent_lstmcell");
        var cell = new LstmCell(3, 5);
        cell.To(DType.Float64);
        Assert.True(cell.LoadStateDict(golden.Part("sd.")).IsComplete);
        LstmState state = cell.Forward(golden["in"], new LstmState(golden["h0"], golden["c0"]));
        Golden.Close(golden["hn"], state.HiddenState, 1e-12, 1e-12, "h");
        Golden.Close(golden["cn"], state.CellState, 1e-12, 1e-12, "c");
        Golden.Close(golden["alone"], cell.Forward(golden["in"]), 1e-12, 1e-12, "without state");
    }

    [Fact]
    public void A_gru_cell_equals_PyTorchs()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("recurrent_grucell");
        var cell = new GruCell(3, 5);
        cell.To(DType.Float64);
        Assert.True(cell.LoadStateDict(golden.Part("sd.")).IsComplete);
        Golden.Close(golden["hn"], cell.Forward(golden["in"], golden["h0"]), 1e-12, 1e-12, "h");
        Golden.Close(golden["alone"], cell.Forward(golden["in"]), 1e-12, 1e-12, "without state");
    }

    private static void Check(string name, string suffix, DType type, double relative, double absolute)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read($"recurrent_{name}.{suffix}");
        RecurrentLayer layer = Create(name);
        layer.To(type);
        Assert.True(layer.LoadStateDict(golden.Part("sd.")).IsComplete);
        Assert.Equal(golden.Part("sd.").Keys.Order(), layer.StateDict().Keys.Order());
        Tensor x = Leaf(golden, "in")!;
        Tensor? h0 = Leaf(golden, "h0");
        Tensor? c0 = Leaf(golden, "c0");
        int[]? lengths = golden.TryGetValue("lengths", out Tensor? given) ? [.. given.ToArray<long>().Select(length => (int)length)] : null;

        Tensor output;
        Tensor hidden;
        Tensor? cell = null;
        if (layer is Lstm lstm)
        {
            (output, hidden, cell) = lstm.Forward(x, h0 is null ? null : new LstmState(h0, c0!), lengths);
        }
        else
        {
            (output, hidden) = ((Gru)layer).Forward(x, h0, lengths);
        }

        Golden.Close(golden["out"], output, relative, absolute, "out");
        Golden.Close(golden["hn"], hidden, relative, absolute, "hn");
        Tensor loss = Weighted(output) + Weighted(hidden);
        if (cell is not null)
        {
            Golden.Close(golden["cn"], cell, relative, absolute, "cn");
            loss += Weighted(cell);
        }

        loss.Backward();
        Golden.Close(golden["gin"], x.Grad, relative, 5 * absolute, "gin");
        if (h0 is not null)
        {
            Golden.Close(golden["gh0"], h0.Grad, relative, 5 * absolute, "gh0");
        }

        if (c0 is not null)
        {
            Golden.Close(golden["gc0"], c0.Grad, relative, 5 * absolute, "gc0");
        }

        foreach ((string path, Parameter parameter) in layer.NamedParameters())
        {
            Golden.Close(golden["g." + path], parameter.Grad, relative, 10 * absolute, path);
        }
    }

    private static RecurrentLayer Create(string name)
    {
        string variant = name[(name.IndexOf('_') + 1)..];
        (int inputs, int hidden, RecurrentLayerOptions options) = variant switch
        {
            "state" => (5, 17, new RecurrentLayerOptions { Bias = false }),
            "two" => (4, 6, new RecurrentLayerOptions { Layers = 2, Bidirectional = true, BatchFirst = true }),
            "padded" => (4, 6, new RecurrentLayerOptions { Layers = 2, Bidirectional = true }),
            _ => (5, 7, new RecurrentLayerOptions()),
        };
        return name.StartsWith("lstm", StringComparison.Ordinal) ? new Lstm(inputs, hidden, options) : new Gru(inputs, hidden, options);
    }

    private static Tensor? Leaf(IReadOnlyDictionary<string, Tensor> golden, string name)
    {
        if (!golden.TryGetValue(name, out Tensor? tensor))
        {
            return null;
        }

        tensor.RequiresGrad = true;
        return tensor;
    }

    private static Tensor Weighted(Tensor x) => (x * Tensor.Linspace(-1, 1, x.ElementCount, x.DType).Reshape([.. x.Shape])).Sum();
}
