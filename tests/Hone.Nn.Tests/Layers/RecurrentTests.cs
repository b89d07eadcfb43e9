namespace Hone.Nn.Tests.Layers;

public sealed class RecurrentTests
{
    [Fact]
    public void First_weights_are_uniform_in_one_over_the_root_of_the_hidden_units()
    {
        Lstm layer = new Lstm(30, 25).Initialize(1);
        foreach (Parameter parameter in layer.Parameters())
        {
            float[] values = parameter.Value.ToArray<float>();
            Assert.All(values, x => Assert.InRange(x, -0.2f, 0.2f));
            Assert.True(values.Max() > 0.18 && values.Min() < -0.18, parameter.Path);
        }
    }

    [Fact]
    public void A_sequence_in_two_halves_gives_what_the_whole_gives()
    {
        Lstm lstm = new Lstm(3, 5).Initialize(1);
        Tensor x = Random(6, 2, 3);
        LstmResult first = lstm.Forward(x.Narrow(0, 0, 4), null);
        LstmResult second = lstm.Forward(x.Narrow(0, 4, 2), first.State);
        LstmResult whole = lstm.Forward(x, null);
        Golden.Close(whole.Output, Tensor.Cat([first.Output, second.Output]), 1e-5, 1e-6, "output");
        Golden.Close(whole.HiddenState, second.HiddenState, 1e-5, 1e-6, "h");
        Golden.Close(whole.CellState, second.CellState, 1e-5, 1e-6, "c");
    }

    [Fact]
    public void Forward_with_one_tensor_gives_the_output_alone()
    {
        Gru gru = new Gru(3, 5, new() { Layers = 2 }).Initialize(1);
        Tensor x = Random(4, 2, 3);
        Assert.Equal(gru.Forward(x, null).Output.ToArray<float>(), gru.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Dropout_between_layers_works_in_training_alone_and_spares_the_last_layer()
    {
        Lstm lstm = new Lstm(3, 40, new() { Layers = 2, Dropout = 0.5 }).Initialize(1);
        Tensor x = Random(4, 2, 3);
        float[] first = lstm.Forward(x).ToArray<float>();
        Assert.NotEqual(first, lstm.Forward(x).ToArray<float>());
        Assert.DoesNotContain(0f, first);
        lstm.Eval();
        Assert.Equal(lstm.Forward(x).ToArray<float>(), lstm.Forward(x).ToArray<float>());
        Assert.Equal([string.Empty], lstm.RandomState().Keys);
    }

    [Fact]
    public void A_recurrent_weight_can_be_replaced()
    {
        Lstm lstm = new Lstm(3, 5).Initialize(1);
        Tensor x = Random(4, 2, 3);
        RecurrentWeights weights = lstm.Weights();
        Tensor dropped = weights.WeightHh.Dropout(0.5, training: true, new RandomStream(1, "drop"));
        LstmResult result = x.Lstm(weights with { WeightHh = dropped });
        result.Output.Sum().Backward();
        float[] values = dropped.ToArray<float>();
        float[] gradient = weights.WeightHh.Grad!.ToArray<float>();
        Assert.Contains(0f, values);
        Assert.All(Enumerable.Range(0, values.Length), i => Assert.Equal(values[i] == 0, gradient[i] == 0));
    }

    [Fact]
    public void Hooks_and_paths_work_when_a_state_is_given()
    {
        Lstm lstm = new Lstm(3, 5).Initialize(1);
        int seen = 0;
        using IDisposable subscription = lstm.AddForwardHook((_, _, y) => seen += y.Shape[0]);
        lstm.Forward(Random(4, 2, 3), null);
        Assert.Equal(4, seen);
        var error = Assert.Throws<ShapeException>(() => lstm.Forward(Random(4, 2, 6), null));
        Assert.Equal("Lstm", error.ModulePath);
        Assert.Contains("[4, 2, 6]", error.Message);
    }

    [Fact]
    public void States_that_do_not_fit_are_named()
    {
        Gru gru = new Gru(3, 5, new() { Layers = 2, Bidirectional = true, BatchFirst = true }).Initialize(1);
        var error = Assert.Throws<ShapeException>(() => gru.Forward(Random(7, 4, 3), Random(2, 7, 5)));
        Assert.Contains("[4, 7, 5]", error.Message);
        Assert.Contains("[2, 7, 5]", error.Message);
        error = Assert.Throws<ShapeException>(() => gru.Forward(Random(4, 3)));
        Assert.Contains("[4, 3]", error.Message);
        error = Assert.Throws<ShapeException>(() => new LstmCell(3, 5).Initialize(1).Forward(Random(2, 2, 3)));
        Assert.Contains("[2, 2, 3]", error.Message);
    }

    [Fact]
    public void Options_that_make_no_sense_are_named()
    {
        Assert.Contains("1.5", Assert.Throws<HoneException>(() => new Lstm(3, 5, new() { Layers = 2, Dropout = 1.5 })).Message);
        Assert.Contains("dropout 0.3 with 1 layer", Assert.Throws<HoneException>(() => new Gru(3, 5, new() { Dropout = 0.3 })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(3, 5, new() { Layers = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GruCell(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(3, 5).Initialize(1).Weights(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(3, 5).Initialize(1).Weights(0, isReverse: true));
    }

    private static Tensor Random(params int[] shape) => Tensor.RandomNormal(Shape.Create(shape), new RandomStream(1, "x"));
}
