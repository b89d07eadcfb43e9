using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class RecurrentTests
{
    /// <summary>Time, batch, input size, hidden size; the sizes are no multiples of a register.</summary>
    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 1, 1, 1, 1 },
        { 1, 2, 3, 2 },
        { 4, 1, 2, 3 },
        { 3, 2, 4, 5 },
        { 2, 0, 3, 2 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    [ChecksGradientOf(typeof(Hone.Ops.Lstm))]
    public void Lstm_gradient_matches_finite_differences(int time, int batch, int features, int hidden)
    {
        Tensor[] inputs = [.. Inputs(4, time, batch, features, hidden), TestTensors.Normal(6, batch, hidden), TestTensors.Normal(7, batch, hidden)];
        GradCheck.Check(t => Join(t[0].Lstm(Weights(t), new LstmState(t[5], t[6]))), inputs);
        GradCheck.Check(t => Join(t[0].Lstm(Weights(t), new LstmState(t[5], t[6]), new RecurrentOptions { IsReverse = true })), inputs);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    [ChecksGradientOf(typeof(Hone.Ops.Gru))]
    public void Gru_gradient_matches_finite_differences(int time, int batch, int features, int hidden)
    {
        Tensor[] inputs = [.. Inputs(3, time, batch, features, hidden), TestTensors.Normal(6, batch, hidden)];
        GradCheck.Check(t => Join(t[0].Gru(Weights(t), t[5])), inputs);
        GradCheck.Check(t => Join(t[0].Gru(Weights(t), t[5], new RecurrentOptions { IsReverse = true })), inputs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_match_finite_differences_with_lengths_in_any_order(bool isReverse)
    {
        // No sequence reaches the last of the five times.
        var options = new RecurrentOptions { IsReverse = isReverse, Lengths = [2, 4, 1] };
        Tensor[] lstm = [.. Inputs(4, 5, 3, 2, 3), TestTensors.Normal(6, 3, 3), TestTensors.Normal(7, 3, 3)];
        GradCheck.Check(t => Join(t[0].Lstm(Weights(t), new LstmState(t[5], t[6]), options)), lstm);
        GradCheck.Check(t => Join(t[0].Lstm(Weights(t), null, options)), lstm[..5]);
        Tensor[] gru = [.. Inputs(3, 5, 3, 2, 3), TestTensors.Normal(6, 3, 3)];
        GradCheck.Check(t => Join(t[0].Gru(Weights(t), t[5], options)), gru);
        GradCheck.Check(t => Join(t[0].Gru(Weights(t), null, options)), gru[..5]);
    }

    [Fact]
    public void Gradients_match_finite_differences_without_biases_and_for_tensors_that_are_not_contiguous()
    {
        Tensor x = TestTensors.Normal(1, 2, 3, 2).Permute(1, 0, 2).Detach();
        GradCheck.Check(
            t => Join(t[0].Lstm(new RecurrentWeights(t[1], t[2]))), [x, TestTensors.Transposed(2, 12, 2), TestTensors.Transposed(3, 12, 3)]);
        GradCheck.Check(
            t => Join(t[0].Gru(new RecurrentWeights(t[1], t[2], t[3]))), [x, TestTensors.Transposed(2, 9, 2), TestTensors.Transposed(3, 9, 3), TestTensors.Normal(4, 9)]);
    }

    [Fact]
    public void A_recurrent_weight_that_operations_computed_gets_its_gradient()
    {
        GradCheck.Check(
            t => Join(t[0].Lstm(new RecurrentWeights(t[1], t[2] * t[3], t[4], t[4]))),
            [TestTensors.Normal(1, 3, 2, 2), TestTensors.Normal(2, 12, 2), TestTensors.Normal(3, 12, 3), TestTensors.Normal(4, 12, 3), TestTensors.Normal(5, 12)]);
    }

    [Fact]
    public void A_state_that_is_used_alone_hands_its_gradient_back()
    {
        Tensor[] inputs = Inputs(4, 3, 2, 2, 3);
        GradCheck.Check(t => t[0].Lstm(Weights(t)).CellState, inputs);
        GradCheck.Check(t => t[0].Lstm(Weights(t)).HiddenState, inputs);
        GradCheck.Check(t => t[0].Gru(Weights([t[0], t[1].Narrow(0, 0, 9), t[2].Narrow(0, 0, 9), t[3].Narrow(0, 0, 9), t[4].Narrow(0, 0, 9)])).HiddenState, inputs);
    }

    [Theory]
    [InlineData(3, 2, 5, 7)]
    [InlineData(5, 3, 33, 16)]
    [InlineData(4, 9, 8, 37)]
    public void Values_and_gradients_in_float32_agree_with_float64(int time, int batch, int features, int hidden)
    {
        int[] lengths = [.. Enumerable.Range(0, batch).Select(i => 1 + ((i * 2) % time))];
        foreach (IReadOnlyList<int>? given in new[] { null, lengths })
        {
            var options = new RecurrentOptions { Lengths = given, IsReverse = given is not null };
            Tensor[] lstm = [.. Inputs(4, time, batch, features, hidden, 0.3), TestTensors.Normal(6, batch, hidden), TestTensors.Normal(7, batch, hidden)];
            Float32Check.Compare(t => Join(t[0].Lstm(Weights(t), new LstmState(t[5], t[6]), options)), lstm);
            Tensor[] gru = [.. Inputs(3, time, batch, features, hidden, 0.3), TestTensors.Normal(6, batch, hidden)];
            Float32Check.Compare(t => Join(t[0].Gru(Weights(t), t[5], options)), gru);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        // Large enough for products and gate passes to be shared out.
        ThreadCheck.SameBits(t => Join(t[0].Lstm(Weights(t))), [.. Inputs(4, 4, 33, 70, 130, 0.1).Select(Float32Check.Narrow)]);
        ThreadCheck.SameBits(t => Join(t[0].Gru(Weights(t))), [.. Inputs(3, 4, 33, 70, 130, 0.1).Select(Float32Check.Narrow)]);
    }

    [Fact]
    public void Lstm_equals_its_formula_step_by_step()
    {
        Tensor[] t = Inputs(4, 3, 2, 4, 5);
        Tensor h = TestTensors.Normal(6, 2, 5);
        Tensor c = TestTensors.Normal(7, 2, 5);
        LstmResult result = t[0].Lstm(Weights(t), new LstmState(h, c));
        for (int step = 0; step < 3; step++)
        {
            Tensor[] gates = (t[0].Narrow(0, step, 1).Squeeze(0).Linear(t[1], t[3]) + h.Linear(t[2], t[4])).Chunk(4, axis: 1);
            c = (gates[1].Sigmoid() * c) + (gates[0].Sigmoid() * gates[2].Tanh());
            h = gates[3].Sigmoid() * c.Tanh();
            Close(h, result.Output.Narrow(0, step, 1).Squeeze(0));
        }

        Close(h, result.HiddenState);
        Close(c, result.CellState);
    }

    [Fact]
    public void Gru_equals_its_formula_step_by_step()
    {
        Tensor[] t = Inputs(3, 3, 2, 4, 5);
        Tensor h = TestTensors.Normal(6, 2, 5);
        GruResult result = t[0].Gru(Weights(t), h);
        for (int step = 0; step < 3; step++)
        {
            Tensor[] input = t[0].Narrow(0, step, 1).Squeeze(0).Linear(t[1], t[3]).Chunk(3, axis: 1);
            Tensor[] recurrent = h.Linear(t[2], t[4]).Chunk(3, axis: 1);
            Tensor z = (input[1] + recurrent[1]).Sigmoid();
            Tensor n = (input[2] + ((input[0] + recurrent[0]).Sigmoid() * recurrent[2])).Tanh();
            h = ((1 - z) * n) + (z * h);
            Close(h, result.Output.Narrow(0, step, 1).Squeeze(0));
        }

        Close(h, result.HiddenState);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Padding_is_zero_and_changes_nothing(bool isReverse)
    {
        Tensor[] t = Inputs(4, 5, 2, 3, 4);
        LstmResult padded = t[0].Lstm(Weights(t), null, new RecurrentOptions { IsReverse = isReverse, Lengths = [3, 4] });
        Tensor alone = t[0].Narrow(1, 0, 1).Narrow(0, 0, 3);
        LstmResult first = alone.Lstm(Weights(t), null, new RecurrentOptions { IsReverse = isReverse });

        Close(first.Output, padded.Output.Narrow(1, 0, 1).Narrow(0, 0, 3));
        Close(first.HiddenState, padded.HiddenState.Narrow(0, 0, 1));
        Close(first.CellState, padded.CellState.Narrow(0, 0, 1));
        Assert.All(padded.Output.Narrow(1, 0, 1).Narrow(0, 3, 2).ToArray<double>(), x => Assert.Equal(0, x));
        Assert.All(padded.Output.Narrow(0, 4, 1).ToArray<double>(), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_named()
    {
        Tensor[] t = Inputs(4, 3, 2, 4, 5);
        RecurrentWeights weights = Weights(t);
        Assert.Contains("x [2, 4]", Throws(() => TestTensors.Normal(1, 2, 4).Lstm(weights)));
        Assert.Contains("x [0, 2, 4]", Throws(() => TestTensors.Normal(1, 0, 2, 4).Lstm(weights)));
        Assert.Contains("x: [time, batch, 4]", Throws(() => TestTensors.Normal(1, 3, 2, 6).Lstm(weights)));
        Assert.Contains("weight_hh [20, 5]", Throws(() => t[0].Gru(weights)));
        Assert.Contains("bias_ih [7]", Throws(() => t[0].Lstm(weights with { BiasIh = TestTensors.Normal(1, 7) })));
        Assert.Contains("the initial cell state: [2, 5]", Throws(() => t[0].Lstm(weights, new LstmState(TestTensors.Normal(1, 2, 5), TestTensors.Normal(1, 3, 5)))));
        Assert.Contains("the initial hidden state [2, 4]", Throws(() => t[0].Lstm(weights, new LstmState(TestTensors.Normal(1, 2, 4), TestTensors.Normal(1, 2, 5)))));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named()
    {
        Tensor[] t = Inputs(4, 3, 2, 4, 5);
        Assert.Contains("3 lengths", Throws(() => t[0].Lstm(Weights(t), null, new RecurrentOptions { Lengths = [1, 2, 3] })));
        Assert.Contains("length 4 of sequence 1", Throws(() => t[0].Lstm(Weights(t), null, new RecurrentOptions { Lengths = [1, 4] })));
        Assert.Contains("length 0 of sequence 0", Throws(() => t[0].Lstm(Weights(t), null, new RecurrentOptions { Lengths = [0, 3] })));
    }

    [Fact]
    public void Element_types_that_differ_are_named()
    {
        Tensor[] t = Inputs(4, 3, 2, 4, 5);
        var error = Assert.Throws<HoneException>(() => Tensor.Zeros([3, 2, 4]).Lstm(Weights(t)));
        Assert.Contains("Float32 [3, 2, 4] and Float64 [20, 4]", error.Message);
    }

    private static Tensor[] Inputs(int sums, int time, int batch, int features, int hidden, double scale = 1) =>
    [
        TestTensors.Normal(1, time, batch, features),
        Scaled(TestTensors.Normal(2, sums * hidden, features), scale),
        Scaled(TestTensors.Normal(3, sums * hidden, hidden), scale),
        TestTensors.Normal(4, sums * hidden),
        TestTensors.Normal(5, sums * hidden),
    ];

    private static Tensor Scaled(Tensor x, double scale) => x.WithValues<double>(Array.ConvertAll(x.ToArray<double>(), value => value * scale));

    private static RecurrentWeights Weights(Tensor[] t) => new(t[1], t[2], t[3], t[4]);

    /// <summary>Everything that the operation gives, in one tensor.</summary>
    private static Tensor Join(LstmResult result) =>
        Tensor.Cat([result.Output, result.HiddenState.Unsqueeze(0), result.CellState.Unsqueeze(0)]);

    private static Tensor Join(GruResult result) => Tensor.Cat([result.Output, result.HiddenState.Unsqueeze(0)]);

    private static string Throws(Action action) => Assert.Throws<ShapeException>(action).Message;

    private static void Close(Tensor expected, Tensor actual)
    {
        double[] e = expected.ToArray<double>();
        double[] a = actual.ToArray<double>();
        Assert.Equal(e.Length, a.Length);
        for (int i = 0; i < e.Length; i++)
        {
            Assert.Equal(e[i], a[i], 1e-12);
        }
    }
}
