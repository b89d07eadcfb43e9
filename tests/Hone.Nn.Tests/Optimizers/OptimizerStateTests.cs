namespace Hone.Nn.Tests.Optimizers;

/// <summary>What an optimizer takes from a state and from a schedule, and what it refuses.</summary>
public sealed class OptimizerStateTests
{
    private static Parameter W(float value = 1) => new("w", Tensor.From([value], [1]));

    private static void Step(Parameter parameter, Optimizer optimizer, int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            optimizer.ZeroGrad();
            parameter.Value.Square().Sum().Backward();
            optimizer.Step();
        }
    }

    private static Optimizer Make(string kind, Parameter parameter) => kind switch
    {
        "sgd" => new Sgd([parameter], new() { LearningRate = 0.1 }),
        "rmsprop" => new RmsProp([parameter], new() { LearningRate = 0.1 }),
        _ => new Lookahead(new Sgd([parameter], new() { LearningRate = 0.1 }), new() { Steps = 2 }),
    };

    [Theory]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    [InlineData("lookahead")]
    public void Momentum_that_was_switched_on_later_is_resumed_to_the_last_digit(string kind)
    {
        Parameter w = W();
        Optimizer optimizer = Make(kind, w);
        Step(w, optimizer);
        Dictionary<string, Tensor> plain = Copy(optimizer);
        float plainValue = (float)w.Value.Item();
        optimizer.Groups[0].Momentum = 0.9;
        Step(w, optimizer, 2);
        Dictionary<string, Tensor> state = Copy(optimizer);
        float value = (float)w.Value.Item();
        Step(w, optimizer, 3);
        double expected = w.Value.Item();
        Assert.DoesNotContain("momentum.w", plain.Keys);
        Assert.Contains("momentum.w", state.Keys);

        Parameter resumed = W(value);
        Optimizer second = Make(kind, resumed);
        second.LoadStateDict(state);
        Assert.Equal(0.9, second.Groups[0].Momentum);
        Step(resumed, second, 3);
        Assert.Equal(expected, resumed.Value.Item());

        // Back to the state from before the momentum, in the optimizer that has it: its buffer starts from zero once more.
        second.LoadStateDict(plain);
        resumed.Value.CopyFrom(Tensor.From([plainValue], [1]));
        Assert.Equal(0, second.Groups[0].Momentum);
        second.Groups[0].Momentum = 0.9;
        Step(resumed, second, 2);
        Assert.Equal(value, resumed.Value.Item());
    }

    [Fact]
    public void A_buffer_that_was_there_from_the_start_is_still_demanded()
    {
        Parameter w = W();
        var with = new Sgd([w], new() { Momentum = 0.9 });
        Dictionary<string, Tensor> state = Copy(with);
        state.Remove("momentum.w");
        Assert.Contains("1 missing: momentum.w", Assert.Throws<StateDictException>(() => with.LoadStateDict(state)).Message);
        Parameter[] two = [W(), new("v", Tensor.From([1f, 2f], [2]))];
        var plain = new Sgd(two);
        Dictionary<string, Tensor> half = Copy(plain);
        half["momentum.w"] = Tensor.Zeros([1]);
        Assert.Contains("1 missing: momentum.v", Assert.Throws<StateDictException>(() => plain.LoadStateDict(half)).Message);
        half["momentum.v"] = Tensor.Zeros([3]);
        Assert.Contains("momentum.v (Float32 [3] for Float32 [2])", Assert.Throws<StateDictException>(() => plain.LoadStateDict(half)).Message);
        Assert.DoesNotContain("momentum.w", plain.StateDict().Keys);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused_before_anything_changes()
    {
        Parameter w = W();
        var optimizer = new Lookahead(new Sgd([w], new() { LearningRate = 0.1, Momentum = 0.5 }));
        Step(w, optimizer, 2);
        Dictionary<string, Tensor> before = Copy(optimizer);
        (string Key, Tensor Value, string Part)[] wrong =
        [
            ("step.w", Tensor.From([long.MaxValue], []), "9.2"),
            ("step.w", Tensor.From([-5L], []), "-5"),
            ("lookahead.steps", Tensor.From([-1L], []), "-1"),
            ("group.0", Tensor.From([-1d, 0, 0.5], [3]), "LearningRate is zero or more"),
            ("group.0", Tensor.From([double.NaN, 0, 0.5], [3]), "LearningRate is finite"),
            ("group.0", Tensor.From([double.PositiveInfinity, 0, 0.5], [3]), "LearningRate is finite"),
            ("group.0", Tensor.From([0.3, -2, 0.5], [3]), "WeightDecay is zero or more"),
            ("group.0", Tensor.From([0.3, 0, 2], [3]), "Momentum is in 0..1, below 1"),
        ];
        foreach ((string key, Tensor value, string part) in wrong)
        {
            var state = new Dictionary<string, Tensor>(before) { [key] = value };
            if (key != "group.0")
            {
                state["group.0"] = Tensor.From([0.7, 0, 0.5], [3]);
            }

            string message = Assert.Throws<HoneException>(() => optimizer.LoadStateDict(state)).Message;
            Assert.Contains(part, message);
            Assert.All(optimizer.StateDict(), s => Assert.Equal(Golden.Doubles(before[s.Key]), Golden.Doubles(s.Value)));
        }
    }

    [Fact]
    public void A_group_refuses_numbers_that_no_step_can_be_made_with()
    {
        var group = new ParameterGroup([W()]);
        foreach (double value in new[] { -1, double.PositiveInfinity, double.NegativeInfinity })
        {
            string range = value > 0 ? "finite" : "zero or more";
            Assert.Contains($"LearningRate is {range}", Assert.Throws<HoneException>(() => group.LearningRate = value).Message);
            Assert.Contains($"WeightDecay is {range}", Assert.Throws<HoneException>(() => group.WeightDecay = value).Message);
            Assert.Contains("Momentum is in 0..1, below 1", Assert.Throws<HoneException>(() => group.Momentum = value).Message);
        }

        Assert.Contains("got: 2", Assert.Throws<HoneException>(() => group.Momentum = 2).Message);
        group.LearningRate = double.NaN;
        var optimizer = new Sgd([group], new() { LearningRate = 0.25 });
        Assert.Equal(0.25, group.LearningRate);
        Assert.Contains("NaN", Assert.Throws<HoneException>(() => optimizer.Groups[0].LearningRate = double.NaN).Message);
        Assert.Contains("NaN", Assert.Throws<HoneException>(() => optimizer.Groups[0].WeightDecay = double.NaN).Message);
        Assert.Contains("NaN", Assert.Throws<HoneException>(() => optimizer.Groups[0].Momentum = double.NaN).Message);
        Assert.Equal((0.25, 0d, 0d), (group.LearningRate, group.WeightDecay, group.Momentum));
        Assert.Contains("Infinity", Assert.Throws<HoneException>(() => new Sgd([W()], new() { LearningRate = double.PositiveInfinity })).Message);
    }

    [Fact]
    public void Nesterovs_rule_needs_momentum_and_no_dampening()
    {
        Assert.Contains("momentum 0, dampening 0", Assert.Throws<HoneException>(() => new Sgd([W()], new() { Nesterov = true })).Message);
        Assert.Contains("momentum 0.9, dampening 0.1", Assert.Throws<HoneException>(() => new Sgd([W()], new() { Nesterov = true, Momentum = 0.9, Dampening = 0.1 })).Message);
        _ = new Sgd([new ParameterGroup([W()]) { Momentum = 0.9 }], new() { Nesterov = true });
    }

    [Fact]
    public void A_mode_of_weight_decay_without_a_name_is_refused()
    {
        var mode = (WeightDecayMode)9;
        Action[] makers =
        [
            () => new Sgd([W()], new() { WeightDecayMode = mode }),
            () => new Adam([W()], new() { WeightDecayMode = mode }),
            () => new RmsProp([W()], new() { WeightDecayMode = mode }),
        ];
        Assert.All(makers, make => Assert.Contains("(WeightDecayMode)9", Assert.Throws<HoneException>(make).Message));
    }

    private static Dictionary<string, Tensor> Copy(Optimizer optimizer) =>
        optimizer.StateDict().ToDictionary(s => s.Key, s => s.Value.DType == DType.Int64
            ? Tensor.From(s.Value.ToArray<long>(), s.Value.Shape)
            : s.Value.DType == DType.Float64 ? Tensor.From(s.Value.ToArray<double>(), s.Value.Shape) : Tensor.From(s.Value.ToArray<float>(), s.Value.Shape));
}
