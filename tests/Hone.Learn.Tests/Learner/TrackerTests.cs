using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Callbacks that watch a metric go by its direction: each case would end elsewhere the other way round.</summary>
[Collection("memory pool")]
public sealed class TrackerTests
{
    private const double Rate = 0.5;

    [Theory]
    [InlineData(true, new[] { 0.5, 0.7, 0.6, 0.7, 0.4 })]
    [InlineData(false, new[] { 0.5, 0.3, 0.4, 0.3, 0.6 })]
    public void The_first_of_the_best_epochs_is_saved_and_loaded_after_the_fit(bool higherIsBetter, double[] values)
    {
        using var folder = new TemporaryFolder();
        var watch = new WeightWatch();
        Learner learner = New(higherIsBetter, values);
        learner.Fit(values.Length, new FitOptions { Callbacks = [watch, new SaveModel(Path.Combine(folder.Root, "best.safetensors"), new SaveModelOptions { Monitor = "score" })] });
        Assert.Equal(5, watch.Weights.Select(weights => weights[0]).Distinct().Count());
        Assert.Equal(watch.Weights[1], SmallTraining.Weights(learner.Model));
    }

    [Theory]
    [InlineData(true, new[] { 0.5, 0.6, 0.55, 0.7 }, "0.6000")]
    [InlineData(false, new[] { 0.5, 0.4, 0.45, 0.3 }, "0.4000")]
    public void A_fit_stops_early_after_the_first_epoch_that_is_no_better(bool higherIsBetter, double[] values, string best)
    {
        FitResult result = New(higherIsBetter, values).Fit(values.Length, new FitOptions { Callbacks = [new EarlyStopping(new TrackerOptions { Monitor = "score" })] });
        Assert.Equal(3, result.Epochs.Count);
        Assert.Contains($"score has not become better than {best} for 1 epoch", result.StopReason);
    }

    [Theory]
    [InlineData(true, new[] { 0.5, 0.505, 0.52, 0.525, 0.6 })]
    [InlineData(false, new[] { 0.5, 0.495, 0.48, 0.475, 0.4 })]
    public void A_change_up_to_the_smallest_one_is_no_better(bool higherIsBetter, double[] values)
    {
        // Patience 2: a single small step is waited for, and the next large one counts from the old best value.
        var options = new TrackerOptions { Monitor = "score", MinDelta = 0.01, Patience = 2 };
        Assert.Null(New(higherIsBetter, values).Fit(values.Length, new FitOptions { Callbacks = [new EarlyStopping(options)] }).StopReason);
        FitResult result = New(higherIsBetter, values).Fit(values.Length, new FitOptions { Callbacks = [new EarlyStopping(options with { Patience = 1 })] });
        Assert.Equal(2, result.Epochs.Count);
    }

    [Theory]
    [InlineData(true, new[] { 0.5, 0.6, 0.55, 0.7, 0.65, 0.8 })]
    [InlineData(false, new[] { 0.5, 0.4, 0.45, 0.3, 0.35, 0.2 })]
    public void Rates_fall_after_each_epoch_that_is_no_better(bool higherIsBetter, double[] values)
    {
        Assert.Equal([Rate, Rate, Rate, Rate / 10, Rate / 10, Rate / 100], RatesOf(New(higherIsBetter, values), values.Length, patience: 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_rates_have_fallen_patience_begins_anew(bool higherIsBetter)
    {
        double[] values = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
        Assert.Equal([Rate, Rate, Rate, Rate / 10, Rate / 10, Rate / 100], RatesOf(New(higherIsBetter, values), values.Length, patience: 2));
    }

    [Theory]
    [InlineData("acuracy", "accuracy")]
    [InlineData("Accuracy", "accuracy")]
    [InlineData("val_loss", "valid_loss")]
    public void A_name_that_no_column_has_is_refused_before_any_batch(string monitor, string meant)
    {
        foreach (Callback watcher in Watchers(monitor))
        {
            var events = new EventRecorder();
            Learner learner = TinyTraining.Learner(options: new LearnerOptions { Metrics = [new Accuracy()] });
            var error = Assert.Throws<HoneException>(() => learner.Fit(1, new FitOptions { Callbacks = [events, watcher] }));
            Assert.Equal(["BeforeFit"], events.Events);
            Assert.Contains("train_loss, valid_loss, accuracy", error.Message);
            Assert.Contains($"got: \"{monitor}\"", error.Message);
            Assert.Contains(watcher.Name, error.Message);
            Assert.Contains($"Monitor = \"{meant}\"", error.Message);
        }
    }

    [Theory]
    [InlineData("valid_loss")]
    [InlineData("accuracy")]
    public void What_validation_gives_cannot_be_watched_without_validation_items(string monitor)
    {
        foreach (Callback watcher in Watchers(monitor))
        {
            var events = new EventRecorder();
            Learner learner = TinyTraining.Learner(TinyTraining.Loaders(validBatches: 0), new LearnerOptions { Metrics = [new Accuracy()] });
            var error = Assert.Throws<HoneException>(() => learner.Fit(1, new FitOptions { Callbacks = [events, watcher] }));
            Assert.Equal(["BeforeFit"], events.Events);
            Assert.Contains(monitor, error.Message);
            Assert.Contains("0 items", error.Message);
            Assert.Contains("train_loss", error.Message);
        }

        Learner other = TinyTraining.Learner(TinyTraining.Loaders(validBatches: 0));
        Assert.Single(other.Fit(1, new FitOptions { Callbacks = [.. Watchers("train_loss")] }).Epochs);
    }

    [Fact]
    public void A_resumed_fit_whose_best_file_is_gone_is_refused_before_any_batch()
    {
        using var folder = new TemporaryFolder();
        string last = Path.Combine(folder.Root, "last.safetensors");
        string best = Path.Combine(folder.Root, "best.safetensors");
        double[] values = [0.9, 0.7, 0.6];
        var options = new SaveModelOptions { Monitor = "score" };
        using var source = new CancellationTokenSource();
        Learner first = New(higherIsBetter: true, values);
        var cut = new EventRecorder("AfterEpoch", state => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => first.Fit(3, new FitOptions { Callbacks = [new SaveModel(best, options), new CheckpointCallback(last), cut], CancellationToken = source.Token }));

        // The best epoch is the first: it lies before the cut.
        var events = new EventRecorder();
        string elsewhere = Path.Combine(folder.Root, "elsewhere.safetensors");
        var error = Assert.Throws<HoneException>(() => New(higherIsBetter: true, values).Fit(3, new FitOptions { Callbacks = [events, new SaveModel(elsewhere, options)], ResumeFrom = last }));
        Assert.Equal(["BeforeFit"], events.Events);
        Assert.Contains("score 0.9000", error.Message);
        Assert.Contains(elsewhere, error.Message);
        Assert.Equal(1, Checkpoint.Read(last).FinishedEpochs);

        // With the file, and where it is not needed, the fit goes on.
        Assert.Equal(3, New(higherIsBetter: true, [0.7, 0.6]).Fit(3, new FitOptions { Callbacks = [new SaveModel(best, options)], ResumeFrom = last }).Epochs.Count);
        Assert.Equal(3, New(higherIsBetter: true, [0.7, 0.6]).Fit(3, new FitOptions { Callbacks = [new SaveModel(elsewhere, options with { AtEnd = true })], ResumeFrom = last }).Epochs.Count);
    }

    private static Callback[] Watchers(string monitor) =>
    [
        new EarlyStopping(new TrackerOptions { Monitor = monitor }),
        new ReduceLROnPlateau(new TrackerOptions { Monitor = monitor }),
        new SaveModel(Path.Combine(Path.GetTempPath(), $"hone-watched-{Environment.ProcessId}.safetensors"), new SaveModelOptions { Monitor = monitor }),
    ];

    private static double[] RatesOf(Learner learner, int epochs, int patience)
    {
        learner.Fit(epochs, new FitOptions { Callbacks = [new ReduceLROnPlateau(new TrackerOptions { Monitor = "score", Patience = patience })] });
        return [.. learner.Recorder.LearningRates.Where((_, step) => step % 2 == 0).Select(rate => Math.Round(rate, 12))];
    }

    private static Learner New(bool higherIsBetter, double[] values) =>
        TinyTraining.Learner(options: new LearnerOptions { LearningRate = Rate, Metrics = [new Scripted(higherIsBetter, values)] });

    private sealed class WeightWatch : Callback
    {
        public List<float[]> Weights { get; } = [];

        public override void AfterEpoch(LoopState state) => Weights.Add(SmallTraining.Weights(state.Model));
    }

    /// <summary>Has one of the given values after each validation, whatever was answered.</summary>
    private sealed class Scripted(bool higherIsBetter, double[] values) : Metric
    {
        private int _epoch = -1;
        private bool _isFresh;

        public override string Name => "score";

        public override bool HigherIsBetter => higherIsBetter;

        public override long Count => 1;

        public override double Value => values[_epoch];

        public override void Reset() => _isFresh = true;

        public override void Update(Tensor prediction, Tensor target)
        {
            _epoch += _isFresh ? 1 : 0;
            _isFresh = false;
        }
    }
}
