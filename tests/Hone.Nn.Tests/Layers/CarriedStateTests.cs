namespace Hone.Nn.Tests.Layers;

/// <summary>A recurrent layer that carries its states goes on where the batch before ended.</summary>
public sealed class CarriedStateTests
{
    private static readonly RecurrentLayerOptions s_carrying = new() { Layers = 2, CarryState = true };

    [Fact]
    public void Off_by_default() => Assert.False(new RecurrentLayerOptions().CarryState);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sequence_in_parts_gives_what_the_whole_gives(bool batchFirst)
    {
        Lstm lstm = new Lstm(3, 5, s_carrying with { BatchFirst = batchFirst }).Initialize(1);
        Gru gru = new Gru(3, 5, s_carrying with { BatchFirst = batchFirst }).Initialize(1);
        foreach (RecurrentLayer layer in (RecurrentLayer[])[lstm, gru])
        {
            Tensor x = Random(1, 6, 2, 3);
            Tensor Ordered(Tensor part) => batchFirst ? part.Transpose(0, 1) : part;
            float[] whole = Ordered(layer.Forward(Ordered(x))).ToArray<float>();
            layer.Reset();
            var parts = new List<float>();
            for (int start = 0; start < 6; start += 2)
            {
                // Each part is a step of its own: the states outlive it.
                using StepScope step = StepScope.Begin();
                parts.AddRange(Ordered(layer.Forward(Ordered(x.Narrow(0, start, 2)))).ToArray<float>());
            }

            Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            layer.Reset();
            Assert.Equal(whole, Ordered(layer.Forward(Ordered(x))).ToArray<float>());
        }
    }

    [Fact]
    public void Gradients_end_where_the_batch_begins()
    {
        Lstm carrying = new Lstm(3, 5, new() { CarryState = true }).Initialize(1);
        Lstm plain = new Lstm(3, 5).Initialize(1);
        Tensor first = Random(1, 4, 2, 3);
        Tensor second = Random(2, 4, 2, 3);
        LstmResult before = plain.Forward(first, null);
        var state = new LstmState(before.HiddenState.Detach(), before.CellState.Detach());
        plain.Forward(second, state).Output.Square().Sum().Backward();

        carrying.Forward(first).Square().Sum().Backward();
        carrying.ZeroGrad();
        carrying.Forward(second).Square().Sum().Backward();

        foreach ((Parameter expected, Parameter actual) in plain.Parameters().Zip(carrying.Parameters()))
        {
            Assert.Equal(expected.Grad!.ToArray<float>(), actual.Grad!.ToArray<float>());
        }
    }

    [Fact]
    public void Of_a_smaller_batch_each_row_goes_on_and_of_a_larger_one_new_rows_begin_with_zeros()
    {
        Gru carrying = new Gru(3, 5, s_carrying).Initialize(1);
        Gru plain = new Gru(3, 5, new() { Layers = 2 }).Initialize(1);
        Tensor three = Random(1, 4, 3, 3);
        Tensor two = Random(2, 4, 2, 3);
        Tensor four = Random(3, 4, 4, 3);
        carrying.Forward(three);
        Tensor state = plain.Forward(three, null).HiddenState;

        float[] smaller = carrying.Forward(two).ToArray<float>();
        GruResult expected = plain.Forward(two, state.Narrow(1, 0, 2));
        Assert.Equal(expected.Output.ToArray<float>(), smaller);

        float[] larger = carrying.Forward(four).ToArray<float>();
        Tensor grown = Tensor.Cat([expected.HiddenState, Tensor.Zeros([2, 2, 5])], axis: 1);
        Assert.Equal(plain.Forward(four, grown).Output.ToArray<float>(), larger);
    }

    [Fact]
    public void Given_states_come_first_and_are_carried_on()
    {
        Gru carrying = new Gru(3, 5, new() { CarryState = true }).Initialize(1);
        Gru plain = new Gru(3, 5).Initialize(1);
        Tensor x = Random(1, 4, 2, 3);
        Tensor given = Random(2, 1, 2, 5);
        carrying.Forward(x);
        GruResult expected = plain.Forward(x, given);
        Assert.Equal(expected.Output.ToArray<float>(), carrying.Forward(x, given).Output.ToArray<float>());
        Assert.Equal(plain.Forward(x, expected.HiddenState).Output.ToArray<float>(), carrying.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Two_directions_carry_nothing()
    {
        var error = Assert.Throws<HoneException>(() => new Lstm(3, 5, new() { Bidirectional = true, CarryState = true }));
        Assert.Contains("CarryState with Bidirectional", error.Message);
    }

    private static Tensor Random(int seed, params int[] sizes)
    {
        var stream = new RandomStream(seed, "carried");
        Shape shape = Shape.Create(sizes);
        return Tensor.From<float>([.. Enumerable.Range(0, shape.ElementCount).Select(_ => (float)(stream.NextDouble() - 0.5))], shape);
    }
}
