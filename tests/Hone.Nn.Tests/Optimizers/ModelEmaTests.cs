namespace Hone.Nn.Tests.Optimizers;

public sealed class ModelEmaTests
{
    private static Sequential Make() => new Sequential(new Conv2d(1, 3, 3), new BatchNorm2d(3), new Flatten(), new Linear(12, 2)).Initialize(1);

    private static void Train(Sequential model, Optimizer optimizer, ModelEma ema, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            optimizer.ZeroGrad();
            model.Forward(Tensor.From(new RandomStream(step, "x").Floats(32), [2, 1, 4, 4])).Square().Sum().Backward();
            optimizer.Step();
            ema.Update();
        }
    }

    [Fact]
    public void The_average_follows_the_formula_and_counters_are_copied()
    {
        Sequential model = Make();
        var optimizer = new Sgd(model.Parameters(), new() { LearningRate = 0.1 });
        var ema = new ModelEma(model, new() { Decay = 0.8, WarmUp = false });
        Dictionary<string, double[]> expected = model.StateDict().ToDictionary(s => s.Key, s => Golden.Doubles(s.Value));
        for (int step = 0; step < 3; step++)
        {
            Train(model, optimizer, ema, step, step + 1);
            foreach ((string path, Tensor value) in model.StateDict())
            {
                double share = path.EndsWith("tracked", StringComparison.Ordinal) ? 1 : 0.2;
                expected[path] = [.. expected[path].Zip(Golden.Doubles(value), (a, x) => a + (share * (x - a)))];
            }
        }

        foreach ((string path, double[] values) in expected)
        {
            Golden.Close(Tensor.From(values, model.StateDict()[path].Shape), ema.StateDict()[path], 1e-5, 1e-6, path);
        }
    }

    [Fact]
    public void Swapping_in_and_out_gives_every_weight_back()
    {
        Sequential model = Make();
        var optimizer = new AdamW(model.Parameters(), new() { LearningRate = 0.1 });
        var ema = new ModelEma(model);
        Train(model, optimizer, ema, 0, 3);
        Dictionary<string, double[]> weights = model.StateDict().ToDictionary(s => s.Key, s => Golden.Doubles(s.Value));
        Dictionary<string, double[]> average = ema.StateDict().ToDictionary(s => s.Key, s => Golden.Doubles(s.Value));
        using (ema.SwapIn())
        {
            Assert.True(ema.IsSwappedIn);
            Assert.All(model.StateDict(), s => Assert.Equal(average[s.Key], Golden.Doubles(s.Value)));
            Assert.Contains("swapped in", Assert.Throws<HoneException>(ema.Update).Message);
            Assert.Throws<HoneException>(ema.SwapIn);
            Assert.Throws<HoneException>(ema.StateDict);
        }

        Assert.All(model.StateDict(), s => Assert.Equal(weights[s.Key], Golden.Doubles(s.Value)));
        Train(model, optimizer, ema, 3, 4);
    }

    [Fact]
    public void A_resumed_average_continues_to_the_last_digit()
    {
        Sequential model = Make();
        var optimizer = new Sgd(model.Parameters());
        var ema = new ModelEma(model);
        Train(model, optimizer, ema, 0, 3);
        using var folder = new TemporaryFolder();
        Safetensors.Write(folder.File("ema.safetensors"), ema.StateDict());
        var second = new ModelEma(model);
        second.LoadStateDict(Safetensors.Read(folder.File("ema.safetensors")).Tensors);
        ema.Update();
        second.Update();
        Assert.All(ema.StateDict(), s => Assert.Equal(Golden.Doubles(s.Value), Golden.Doubles(second.StateDict()[s.Key])));
        Assert.Contains("1 missing: ema.updates", Assert.Throws<StateDictException>(() => second.LoadStateDict(model.StateDict())).Message);
    }

    [Fact]
    public void A_decay_out_of_range_is_named() =>
        Assert.Contains("got: 1.5", Assert.Throws<HoneException>(() => new ModelEma(Make(), new() { Decay = 1.5 })).Message);

    [Theory]
    [InlineData(DType.Float32, DType.Float64)]
    [InlineData(DType.Float64, DType.Float32)]
    public void A_model_of_another_element_type_is_refused_and_nothing_changes(DType first, DType second)
    {
        Sequential model = Make();
        model.To(first);
        var ema = new ModelEma(model, new() { Decay = 0.5, WarmUp = false });
        Dictionary<string, double[]> average = ema.StateDict().ToDictionary(s => s.Key, s => Golden.Doubles(s.Value));
        model.To(second);
        foreach (Action use in new Action[] { ema.Update, () => ema.SwapIn() })
        {
            string message = Assert.Throws<HoneException>(use).Message;
            Assert.Contains($"0.weight: {second} in the model, {first} in the average", message);
            Assert.Contains("after model.To(...)", message);
        }

        Assert.False(ema.IsSwappedIn);
        Assert.All(ema.StateDict(), s => Assert.Equal(average[s.Key], Golden.Doubles(s.Value)));
        model.To(first);
        ema.Update();
        Assert.Equal(1, ema.StateDict()["ema.updates"].Item());
    }

    [Fact]
    public void A_negative_number_of_updates_is_refused()
    {
        var ema = new ModelEma(Make());
        var state = new Dictionary<string, Tensor>(ema.StateDict()) { ["ema.updates"] = Tensor.From([-10L], []) };
        Assert.Contains("ema.updates -10", Assert.Throws<HoneException>(() => ema.LoadStateDict(state)).Message);
        Assert.Equal(0, ema.StateDict()["ema.updates"].Item());
    }
}
