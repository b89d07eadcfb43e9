using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>States are forgotten where fastai forgets them, and the terms of activation regularization are added where fastai adds them.</summary>
[Collection("memory pool")]
public sealed class RnnCallbackTests
{
    // Two items of two steps of two units.
    private static readonly float[][] s_items = [[1, 2, 3, 5], [0, 0, 2, 0]];

    [Fact]
    public void Factors_are_those_of_fastai_and_not_negative()
    {
        Assert.Equal((2.0, 1.0), (new RnnRegularizer().Alpha, new RnnRegularizer().Beta));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RnnRegularizer(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RnnRegularizer(1, double.NaN));
    }

    [Theory]
    [InlineData(2, 1, 15.0)] // 2 * 43 / 8 + 1 * 17 / 4
    [InlineData(1, 0, 5.375)]
    [InlineData(0, 2, 8.5)]
    [InlineData(0, 0, 0)]
    public void The_terms_are_those_of_the_formula_and_the_recorded_loss_has_none(double alpha, double beta, double expected)
    {
        var watch = new Watch();
        Learner learner = New(new Sequential(new AsSteps(), new Flatten(), new Linear(4, 1)));
        learner.Fit(1, new() { Callbacks = [new RnnRegularizer(alpha, beta, new() { Layer = "0" }), watch] });
        Assert.Equal(expected, watch.Added, 1e-4);
        Assert.Equal(watch.Loss, learner.Recorder.Epochs[0].TrainLoss, 1e-6);
        Assert.Equal(watch.Loss, learner.Validate().Loss, 1e-5);
    }

    [Fact]
    public void A_single_step_has_no_steps_in_time()
    {
        var watch = new Watch();
        Learner learner = New(new Sequential(new AsSteps(1), new Flatten(), new Linear(4, 1)));
        learner.Fit(1, new() { Callbacks = [new RnnRegularizer(options: new() { Layer = "0" }), watch] });
        Assert.Equal(2 * 5.375, watch.Added, 1e-4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_last_recurrent_layer_and_the_dropout_behind_it_are_found(bool batchFirst)
    {
        var options = new RecurrentLayerOptions { BatchFirst = batchFirst };
        var last = new Lstm(3, 3, options);
        var dropout = new RnnDropout(0.5);
        var model = new Sequential(new AsSteps(), new Gru(2, 3, options), last, dropout, new Flatten(), new Linear(6, 1));
        double expected = double.NaN;
        float[] raw = [];
        using IDisposable first = last.AddForwardHook((_, _, output) =>
        {
            int axis = batchFirst ? 1 : 0;
            raw = output.ToArray<float>();
            expected = (output.Narrow(axis, 1, 1) - output.Narrow(axis, 0, 1)).Square().Mean().Item();
        });
        using IDisposable second = dropout.AddForwardHook((_, _, output) =>
        {
            Assert.Equal(!dropout.IsTraining, raw.SequenceEqual(output.ToArray<float>()));
            expected += 2 * output.Square().Mean().Item();
        });
        var watch = new Watch { Check = added => Assert.Equal(expected, added, 1e-5) };
        New(model).Fit(1, new() { Callbacks = [new RnnRegularizer(), watch] });
        Assert.True(watch.Added > 0);
    }

    [Fact]
    public void Gradients_are_those_of_the_sum()
    {
        var lstm = new Lstm(2, 3, new() { BatchFirst = true });
        var linear = new Linear(6, 1);
        Learner learner = New(new Sequential(new AsSteps(), lstm, new Flatten(), linear));
        Tensor x = Tensor.From<float>([.. s_items.SelectMany(item => item)], [2, 2, 2]);
        Tensor h = lstm.Forward(x);
        Tensor error = linear.Forward(h.Reshape([2, 6])) - Tensor.From<float>([1, 1], [2, 1]);
        (error.Square().Mean() + (2 * h.Square().Mean()) + (h.Narrow(1, 1, 1) - h.Narrow(1, 0, 1)).Square().Mean()).Backward();
        float[][] expected = [.. lstm.Parameters().Select(parameter => parameter.Grad!.ToArray<float>())];
        learner.Model.ZeroGrad();

        var watch = new Watch { Watched = lstm };
        learner.Fit(1, new() { Callbacks = [new RnnRegularizer(), watch] });

        Assert.Equal(expected.Length, watch.Gradients.Count);
        foreach ((float[] wanted, float[] got) in expected.Zip(watch.Gradients))
        {
            Assert.All(wanted.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Models_without_such_layers_are_named()
    {
        Learner learner = New(new Sequential(new AsSteps(), new Flatten(), new Linear(4, 1)));
        var none = Assert.Throws<HoneException>(() => learner.Fit(1, new() { Callbacks = [new RnnRegularizer()] }));
        Assert.Contains("Lstm or Gru", none.Message);
        var unknown = Assert.Throws<HoneException>(() => learner.Fit(1, new() { Callbacks = [new RnnRegularizer(options: new() { Layer = "rnn" })] }));
        Assert.Contains("\"rnn\"", unknown.Message);
        Assert.Contains("0, 1, 2", unknown.Message);
        var flat = Assert.Throws<ShapeException>(() => learner.Fit(1, new() { Callbacks = [new RnnRegularizer(options: new() { Layer = "1" })] }));
        Assert.Contains("[2, 4]", flat.Message);
    }

    [Fact]
    public void Modules_are_reset_before_training_and_validation_and_after_the_fit()
    {
        var counter = new Counter();
        Learner learner = New(new Sequential(new AsSteps(), counter, new Flatten(), new Linear(4, 1)));
        learner.Fit(3, new() { Callbacks = [new ModelResetter()] });
        Assert.Equal((3 * 2) + 1, counter.Resets);
        learner.Fit(1);
        Assert.Equal(7, counter.Resets);
    }

    [Fact]
    public void With_the_resetter_validation_does_not_go_on_where_training_ended()
    {
        var model = new Sequential(new AsSteps(), new Gru(2, 3, new() { BatchFirst = true, CarryState = true }), new Flatten(), new Linear(6, 1));
        Learner learner = New(model);
        double fresh = learner.Validate().Loss;
        Assert.NotEqual(fresh, learner.Validate().Loss);
        learner.Fit(1, new() { Callbacks = [new ModelResetter()] });
        Assert.Equal(fresh, learner.Recorder.Epochs[0].ValidLoss, 1e-6);
        Assert.Equal(fresh, learner.Validate().Loss, 1e-6);
    }

    [Fact]
    public void A_model_file_holds_no_carried_states()
    {
        var model = new Sequential(new Embedding(30, 2, new() { PaddingIndex = 1 }), new Gru(2, 3, new() { BatchFirst = true, CarryState = true }));
        string json = System.Text.Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(model.Config!, ConfigCatalog.Default.Json.GetTypeInfo(typeof(ModelConfig))));
        Assert.DoesNotContain("carry", json, StringComparison.OrdinalIgnoreCase);
    }

    private static Learner New(Sequential model)
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => s_items[i % 2]),
            Target = new RegressionBlock<int>(_ => (float[])[1]),
            Splitter = new IndexSplitter([0, 1], [2, 3], []),
        };
        DataLoaders data = block.DataLoaders([0, 1, 2, 3], new DataLoaderOptions { BatchSize = 2, Workers = 0 });
        return new Learner(data, model.Initialize(seed: 3), new() { Loss = new MseLoss(), LearningRate = 1e-9 });
    }

    /// <summary>[batch, 4] as [batch, steps, 4 / steps].</summary>
    private sealed class AsSteps(int steps = 2) : Module
    {
        protected override Tensor Compute(Tensor x) => x.Reshape([x.Shape[0], steps, 4 / steps]);
    }

    private sealed class Counter : Module, IResettable
    {
        public int Resets { get; private set; }

        public void Reset() => Resets++;

        protected override Tensor Compute(Tensor x) => x;
    }

    private sealed class Watch : Callback
    {
        public override int Order => 100;

        public double Added { get; private set; }

        public double Loss { get; private set; }

        public Action<double>? Check { get; init; }

        public Module? Watched { get; init; }

        public List<float[]> Gradients { get; } = [];

        public override void AfterLoss(LoopState state)
        {
            double added = state.LossTensor!.Item() - state.Loss;
            if (!state.IsTraining)
            {
                Assert.Equal(0, added);
                return;
            }

            Added = added;
            Loss = state.Loss;
            Check?.Invoke(added);
        }

        public override void AfterBackward(LoopState state)
        {
            foreach (Parameter parameter in Watched?.Parameters() ?? [])
            {
                Gradients.Add(parameter.Grad!.ToArray<float>());
            }
        }
    }
}
