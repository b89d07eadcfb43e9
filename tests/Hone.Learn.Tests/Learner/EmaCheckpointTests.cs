using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Files that are written beside an average of the weights: they hold what was judged, and what a fit needs to go on.</summary>
[Collection("memory pool")]
public sealed class EmaCheckpointTests : IDisposable
{
    private const double Rate = 2e-2;
    private static readonly ModelEmaOptions s_fast = new() { Decay = 0.9 };

    private readonly TemporaryFolder _folder = new();

    private string Best => Path.Combine(_folder.Root, "best.safetensors");

    private string Last => Path.Combine(_folder.Root, "last.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_best_average_is_saved_and_loaded_after_the_fit_and_training_is_the_same(bool withOptimizer)
    {
        Learner alone = New();
        alone.Fit(3, new FitOptions { LearningRate = Rate, Callbacks = [new Ema(s_fast)] });
        Learner learner = New();
        learner.Fit(3, new FitOptions { LearningRate = Rate, Callbacks = [new Ema(s_fast), new SaveModel(Best, new() { WithOptimizer = withOptimizer })] });

        Assert.Equal(alone.Recorder.Losses, learner.Recorder.Losses);
        Assert.Equal(alone.Recorder.Epochs.Select(epoch => epoch.ValidLoss), learner.Recorder.Epochs.Select(epoch => epoch.ValidLoss));
        double best = learner.Recorder.Epochs.Min(epoch => epoch.ValidLoss);
        Assert.Equal(best, learner.Validate().Loss);
        Learner other = New();
        other.Load(Best);
        Assert.Equal(best, other.Validate().Loss);
    }

    [Fact]
    public void An_average_that_became_worse_is_not_the_one_that_the_fit_ends_with()
    {
        Learner learner = New();
        learner.Fit(3, new FitOptions { LearningRate = Rate, Callbacks = [new Ema(s_fast), new SaveModel(Best), new Spoil(epoch: 2)] });

        EpochRecord best = learner.Recorder.Epochs.MinBy(epoch => epoch.ValidLoss)!;
        Assert.True(best.Epoch < 2, $"epoch {best.Epoch}");
        Assert.Equal(best.ValidLoss, learner.Validate().Loss);
        Assert.Equal(best.Epoch + 1, Checkpoint.Read(Best).FinishedEpochs);
    }

    [Fact]
    public void At_the_end_the_average_is_written_that_the_fit_ends_with()
    {
        Learner learner = New();
        learner.Fit(2, new FitOptions { LearningRate = Rate, Callbacks = [new Ema(s_fast), new SaveModel(Best, new() { AtEnd = true })] });

        Assert.Equal(learner.Recorder.Epochs[^1].ValidLoss, learner.Validate().Loss);
        Learner other = New();
        other.Load(Best);
        Assert.Equal(SmallTraining.Weights(learner.Model), SmallTraining.Weights(other.Model));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_resumed_fit_equals_the_undisturbed_one_to_the_last_bit(bool fromBest, bool keepAverage)
    {
        string other = Path.Combine(_folder.Root, "other.safetensors");
        var undisturbedEma = new Ema(s_fast, keepAverage);
        var undisturbed = new Learner(SmallTraining.Loaders(), SmallTraining.NormalizedNet(), new());
        undisturbed.FitOneCycle(4, 5e-3, new FitOptions { Callbacks = [undisturbedEma, new SaveModel(other), new EarlyStopping(new() { Patience = 2 })] });

        using var source = new CancellationTokenSource();
        var first = new Learner(SmallTraining.Loaders(), SmallTraining.NormalizedNet(), new());
        Assert.ThrowsAny<OperationCanceledException>(() => first.FitOneCycle(4, 5e-3, new FitOptions
        {
            Callbacks = [new Ema(s_fast, keepAverage), new SaveModel(Best), new EarlyStopping(new() { Patience = 2 }), new CheckpointCallback(Last), new CancelAt(2, 3, source)],
            CancellationToken = source.Token,
        }));
        Assert.Equal((2, 2), (Checkpoint.Read(Last).FinishedEpochs, Checkpoint.Read(Best).FinishedEpochs));

        var resumedEma = new Ema(s_fast, keepAverage);
        var resumed = new Learner(SmallTraining.Loaders(workers: 0), SmallTraining.NormalizedNet(seed: 99), new());
        FitResult result = resumed.FitOneCycle(4, 5e-3, new FitOptions
        {
            Callbacks = [resumedEma, new SaveModel(Best), new EarlyStopping(new() { Patience = 2 })],
            ResumeFrom = fromBest ? Best : Last,
        });
        Assert.Empty(result.Notes);
        Assert.Equal(undisturbed.Recorder.Losses, resumed.Recorder.Losses);
        Assert.Equal(undisturbed.Recorder.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidLoss)), resumed.Recorder.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidLoss)));
        Assert.Equal(All(undisturbed.Model), All(resumed.Model));
        Assert.Equal(undisturbed.Validate().Loss, resumed.Validate().Loss);

        // The same tensors in the same shapes; the headers differ in how long the epochs took.
        IReadOnlyDictionary<string, Tensor> expected = Safetensors.Read(other).Tensors;
        IReadOnlyDictionary<string, Tensor> actual = Safetensors.Read(Best).Tensors;
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, tensor => Assert.Equal(tensor.Value.To(DType.Float64).ToArray<double>(), actual[tensor.Key].To(DType.Float64).ToArray<double>()));
    }

    [Fact]
    public void Without_save_model_the_resumed_fit_ends_with_the_same_average()
    {
        Learner undisturbed = New();
        undisturbed.Fit(3, new FitOptions { Callbacks = [new Ema()] });
        Learner resumed = Cut(withAverage: true).Learner;

        Assert.Equal(SmallTraining.Weights(undisturbed.Model), SmallTraining.Weights(resumed.Model));
        Assert.Equal(undisturbed.Recorder.Epochs.Select(epoch => epoch.ValidLoss), resumed.Recorder.Epochs.Select(epoch => epoch.ValidLoss));
    }

    [Fact]
    public void A_checkpoint_without_an_average_begins_a_new_one_and_says_so()
    {
        Learner undisturbed = New();
        undisturbed.Fit(3, new FitOptions { Callbacks = [new Ema()] });
        (Learner resumed, FitResult result) = Cut(withAverage: false);

        Assert.Contains("no average of the weights", Assert.Single(result.Notes));
        Assert.Contains("epoch 2", result.Notes[0]);
        Assert.Equal(undisturbed.Recorder.Losses, resumed.Recorder.Losses);
        Assert.NotEqual(undisturbed.Recorder.Epochs[2].ValidLoss, resumed.Recorder.Epochs[2].ValidLoss);
    }

    [Fact]
    public void A_layer_that_is_shared_comes_back_from_the_file_of_the_best_average()
    {
        static Module Shared()
        {
            var norm = new BatchNorm1d(32);
            var layer = new Linear(32, 32);
            return new Sequential(new Flatten(), new Linear(784, 32), layer, norm, new ReLU(), layer, norm, new Linear(32, 10)).Initialize(seed: 3);
        }

        using var source = new CancellationTokenSource();
        var first = new Learner(SmallTraining.Loaders(), Shared());
        Assert.ThrowsAny<OperationCanceledException>(() => first.Fit(2, new FitOptions { Callbacks = [new Ema(s_fast), new SaveModel(Best), new CancelAt(1, 0, source)], CancellationToken = source.Token }));
        var undisturbed = new Learner(SmallTraining.Loaders(), Shared());
        undisturbed.Fit(2, new FitOptions { Callbacks = [new Ema(s_fast)] });
        var resumed = new Learner(SmallTraining.Loaders(), Shared());
        resumed.Fit(2, new FitOptions { Callbacks = [new Ema(s_fast)], ResumeFrom = Best });

        Assert.Equal(All(undisturbed.Model), All(resumed.Model));
        Assert.Equal(undisturbed.Recorder.Losses, resumed.Recorder.Losses);
    }

    [Fact]
    public void Two_averages_in_one_fit_are_refused()
    {
        var error = Assert.Throws<HoneException>(() => New().Fit(1, new FitOptions { Callbacks = [new Ema(), new Ema(s_fast)] }));
        Assert.Contains("got: two", error.Message);
    }

    private static Learner New() => SmallTraining.Learner();

    /// <summary>Weights and running statistics.</summary>
    private static float[] All(Module model) => [.. model.StateDict().Values.Where(tensor => tensor.DType == DType.Float32).SelectMany(tensor => tensor.ToArray<float>())];

    /// <summary>A fit of three epochs that is cut off in the third and goes on in another learner.</summary>
    private (Learner Learner, FitResult Result) Cut(bool withAverage)
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => New().Fit(3, new FitOptions
        {
            Callbacks = [new Ema(), new CheckpointCallback(Last), new CancelAt(2, 1, source)],
            CancellationToken = source.Token,
        }));
        if (!withAverage)
        {
            SafetensorsContent content = Safetensors.Read(Last);
            Safetensors.Write(Last, content.Tensors.Where(pair => !pair.Key.StartsWith("average.", StringComparison.Ordinal)).ToDictionary(), content.Metadata);
        }

        Learner resumed = New();
        return (resumed, resumed.Fit(3, new FitOptions { Callbacks = [new Ema()], ResumeFrom = Last }));
    }

    /// <summary>Makes the weights worse before an epoch, and the average with them.</summary>
    private sealed class Spoil(int epoch) : Callback
    {
        public override void BeforeTrain(LoopState state)
        {
            if (state.Epoch == epoch)
            {
                Parameter last = state.Model.Parameters().Last();
                last.Value.CopyFrom(Tensor.From<float>([.. Enumerable.Range(0, last.Shape.ElementCount).Select(i => 10f * i)], last.Shape));
            }
        }
    }

    private sealed class CancelAt(int epoch, int batch, CancellationTokenSource source) : Callback
    {
        public override void AfterBatch(LoopState state)
        {
            if (state.IsTraining && state.Epoch == epoch && state.BatchNumber == batch)
            {
                source.Cancel();
            }
        }
    }
}
