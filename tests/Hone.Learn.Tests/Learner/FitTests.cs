using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>The fits of fastai, number for number.</summary>
[Collection("memory pool")]
public sealed class FitTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hone-fit-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void Slices_spread_as_in_fastai()
    {
        Assert.Equal([1e-3, 1e-3, 1e-3], ((LearningRates)1e-3).Spread(3));
        Assert.Equal([1e-4, 1e-4, 1e-3], LearningRates.Slice(1e-3).Spread(3));
        Assert.Equal([1e-5, 1e-4, 1e-3], LearningRates.Slice(1e-5, 1e-3).Spread(3).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([1e-3], LearningRates.Slice(1e-5, 1e-3).Spread(1));
        Assert.Equal([3, 1, 2], LearningRates.Each(3, 1, 2).Spread(3));
        var error = Assert.Throws<HoneException>(() => LearningRates.Each(1, 2).Spread(3));
        Assert.Contains("3 parameter groups", error.Message);
        Assert.Contains("2 rates", error.Message);
        Assert.Contains("0 and 1", Assert.Throws<HoneException>(() => LearningRates.Slice(0, 1)).Message);
    }

    [Fact]
    public void One_cycle_keeps_the_proportions_of_a_slice()
    {
        Learner learner = Grouped();
        var watch = new RateWatch();
        learner.FitOneCycle(2, LearningRates.Slice(1e-4, 1e-2), new() { Callbacks = [watch] });
        Assert.All(watch.Rates, rates => Assert.Equal(rates[1] / 100, rates[0], 1e-15));
        Assert.Equal(1e-2 / 25, watch.Rates[0][1], 1e-12);
        Assert.Equal(12, watch.Rates.Count);
    }

    [Fact]
    public void Flat_cos_is_constant_for_three_quarters()
    {
        Learner learner = Grouped();
        var watch = new RateWatch();
        learner.FitFlatCos(4, 1e-2, new() { Callbacks = [watch] });
        Assert.Equal(24, watch.Rates.Count);
        Assert.All(watch.Rates.Take(18), rates => Assert.Equal(1e-2, rates[1], 1e-15));
        Assert.True(watch.Rates[^1][1] < 1e-3);
        Assert.Equal(new SchedCos(1e-2, 1e-7).At(5.0 / 6), watch.Rates[^1][1], 1e-12);
    }

    [Fact]
    public void Sgdr_restarts_and_doubles()
    {
        Learner learner = Grouped();
        var watch = new RateWatch();
        learner.FitSgdr(2, 1e-2, new() { Callbacks = [watch] });
        Assert.Equal(3 * 6, watch.Rates.Count);
        Assert.Equal(1e-2, watch.Rates[0][1], 1e-12);
        Assert.Equal(1e-2, watch.Rates[6][1], 1e-12);
        Assert.True(watch.Rates[5][1] < 1e-3);
        Assert.True(watch.Rates[17][1] < 2e-4);
    }

    [Fact]
    public void Fine_tune_trains_the_last_group_first_and_then_everything_with_fastais_rates()
    {
        Learner learner = Grouped();
        float[] before = learner.Model.Parameters().First().Value.ToArray<float>();
        var watch = new RateWatch { FirstWeights = before };
        FitResult result = learner.FineTune(2, 1e-2, new() { Callbacks = [watch] });
        Assert.Equal(2, result.Epochs.Count);
        Assert.Equal(18, watch.Rates.Count);
        Assert.Equal(6, watch.StepsWithFirstWeights);

        // Phase 1: slice(base) rises to its peak until 0.99. Phase 2: base/2, first group 100 times slower, start at a fifth, peak at 0.3.
        Assert.Equal(1e-2 / 25, watch.Rates[0][1], 1e-12);
        Assert.Equal(watch.Rates[3][1] / 10, watch.Rates[3][0], 1e-15);
        Assert.Equal(5e-3 / 5, watch.Rates[6][1], 1e-12);
        Assert.Equal(5e-3 / 100 / 5, watch.Rates[6][0], 1e-15);
        double position = 3.0 / 12;
        Assert.Equal(CombinedSchedule.Cosine(0.3, 1e-3, 5e-3, 5e-8).At(position), watch.Rates[9][1], 1e-12);
    }

    [Fact]
    public void The_frozen_phase_rises_until_0_99_and_begins_to_fall_in_its_last_step()
    {
        // 2 epochs of 100 batches: step 198 is the peak, step 199 half way down.
        const double Peak = 1e-2;
        Learner learner = Grouped(batchSize: 4);
        var watch = new RateWatch();
        learner.FineTune(1, Peak, new() { Callbacks = [watch] }, new() { FreezeEpochs = 2 });
        Assert.Equal(300, watch.Rates.Count);
        for (int step = 0; step < 200; step++)
        {
            double position = step / 200.0;
            double share = position <= 0.99 ? position / 0.99 : (position - 0.99) / 0.01;
            double way = (1 - Math.Cos(Math.PI * share)) / 2;
            (double from, double to) = position <= 0.99 ? (Peak / 25, Peak) : (Peak, Peak / 1e5);
            (double fast, double slow) = position <= 0.99 ? (0.95, 0.85) : (0.85, 0.95);
            Assert.Equal(from + (way * (to - from)), watch.Rates[step][1], 1e-12);
            Assert.Equal(fast + (way * (slow - fast)), watch.Momenta[step], 1e-12);
        }

        Assert.Equal(Peak, watch.Rates[198][1], 1e-12);
        Assert.Equal(Peak * 1.00001 / 2, watch.Rates[199][1], 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_resumed_fine_tune_equals_the_undisturbed_one(int cutEpoch)
    {
        string last = Path.Combine(_folder, "last.safetensors");
        Learner undisturbed = Grouped();
        undisturbed.FineTune(3, 1e-2, shape: new() { FreezeEpochs = 2 });
        using var source = new CancellationTokenSource();
        Learner first = Grouped();
        var cut = new CutAfter(cutEpoch, cutEpoch == 0 ? 1 : 2, source);
        Assert.ThrowsAny<OperationCanceledException>(() => first.FineTune(
            3,
            1e-2,
            new() { Callbacks = [new CheckpointCallback(last), cut], CancellationToken = source.Token },
            new() { FreezeEpochs = 2 }));
        Learner second = Grouped();
        second.FineTune(3, 1e-2, new() { ResumeFrom = last }, new() { FreezeEpochs = 2 });
        Assert.Equal(SmallTraining.Weights(undisturbed.Model), SmallTraining.Weights(second.Model));
    }

    [Fact]
    public void Accumulated_small_batches_equal_one_large_batch()
    {
        Learner large = Sgd(SmallTraining.Loaders(batchSize: 64, transforms: [Normalize.FromStats([0.286f], [0.353f])]));
        Learner small = Sgd(SmallTraining.Loaders(batchSize: 16, transforms: [Normalize.FromStats([0.286f], [0.353f])]), new GradientAccumulation(64));
        large.Fit(1, new() { Callbacks = [new StopAfterStep(64)] });
        small.Fit(1, new() { Callbacks = [new StopAfterStep(64)] });
        float[] a = SmallTraining.Weights(large.Model);
        float[] b = SmallTraining.Weights(small.Model);
        Assert.Equal(a.Length, b.Length);
        for (int i = 0; i < a.Length; i++)
        {
            Assert.Equal(a[i], b[i], 1e-5f);
        }
    }

    [Fact]
    public void Clipped_gradients_have_at_most_the_norm()
    {
        var clip = new GradientClip(1e-3);
        Learner learner = Sgd(SmallTraining.Loaders(), clip);
        float[] before = SmallTraining.Weights(learner.Model);
        learner.Fit(1, new() { LearningRate = 1, Callbacks = [new StopAfterStep(64)] });
        float[] after = SmallTraining.Weights(learner.Model);
        double moved = Math.Sqrt(before.Zip(after, (x, y) => Math.Pow(x - y, 2)).Sum());
        Assert.Equal(1e-3, moved, 1e-5);
        Assert.True(clip.LastNorm > 1e-3);
    }

    [Fact]
    public void Rates_fall_on_a_plateau_and_not_below_the_limit()
    {
        Learner learner = SmallTraining.Learner();
        var watch = new RateWatch();
        learner.Fit(5, new() { LearningRate = 1e-8, Callbacks = [new ReduceLROnPlateau(new() { MinDelta = 100 }, minLr: 1e-10), watch] });
        double[] perEpoch = [.. watch.Rates.Where((_, step) => step % 6 == 0).Select(rates => rates[0])];
        Assert.Equal([1e-8, 1e-8, 1e-9, 1e-10, 1e-10], perEpoch.Select(rate => Math.Round(rate, 14)));
    }

    [Fact]
    public void Frozen_batch_norm_keeps_its_statistics()
    {
        Module model = new Sequential(new Conv2d(1, 4, 3), new BatchNorm2d(4), new Flatten(), new Linear(4 * 26 * 26, 10)).Initialize(1);
        var learner = new Learner(SmallTraining.Loaders(), model, new()
        {
            Groups = m => [new ParameterGroup(m.Parameters().Take(4)), new ParameterGroup(m.Parameters().Skip(4))],
            TrainBn = false,
            Callbacks = [new BnFreeze()],
        });
        learner.Freeze();
        var norm = (BatchNorm2d)model.Children().ElementAt(1).Child;
        learner.Fit(1);
        Assert.All(norm.RunningMean!.Value.ToArray<float>(), mean => Assert.Equal(0, mean));
        learner.Unfreeze();
        learner.Fit(1);
        Assert.Contains(norm.RunningMean!.Value.ToArray<float>(), mean => mean != 0);
    }

    [Fact]
    public void A_batch_norm_without_scale_and_shift_is_not_frozen_for_that()
    {
        Module model = new Sequential(new Conv2d(1, 4, 3), new BatchNorm2d(4, new() { Affine = false }), new Flatten(), new Linear(4 * 26 * 26, 10)).Initialize(1);
        new Learner(SmallTraining.Loaders(), model, new() { Callbacks = [new BnFreeze()] }).Fit(1);
        var norm = (BatchNorm2d)model.Children().ElementAt(1).Child;
        Assert.Contains(norm.RunningMean!.Value.ToArray<float>(), mean => mean != 0);
    }

    [Fact]
    public void Mixed_samples_train_and_a_share_of_one_is_the_plain_loss()
    {
        Learner plain = SmallTraining.Learner();
        Learner mixed = SmallTraining.Learner(options: new() { Metrics = [new Accuracy()], Callbacks = [new MixUp()] });
        plain.FitOneCycle(4, 1e-2);
        mixed.FitOneCycle(4, 1e-2);
        Assert.True(mixed.Recorder.Epochs[^1].Metrics[0].Value > 0.5, $"{mixed.Recorder}");
        Assert.True(mixed.Recorder.Epochs[^1].TrainLoss > plain.Recorder.Epochs[^1].TrainLoss);

        // Alpha near zero draws shares of 1: nothing is mixed.
        Learner nothing = SmallTraining.Learner(options: new() { Metrics = [new Accuracy()], Callbacks = [new MixUp(1e-6)] });
        nothing.FitOneCycle(4, 1e-2);
        Assert.Equal(plain.Recorder.Losses[0], nothing.Recorder.Losses[0], 1e-5);
    }

    [Fact]
    public void Cut_samples_train_and_replaying_gives_the_same_losses()
    {
        Learner Run()
        {
            Learner learner = SmallTraining.Learner(options: new() { Metrics = [new Accuracy()], Callbacks = [new CutMix()] });
            learner.FitOneCycle(8, 1e-2);
            return learner;
        }

        Learner first = Run();
        Assert.True(first.Recorder.Epochs[^1].Metrics[0].Value > 0.5, $"{first.Recorder}");
        Assert.Equal(first.Recorder.Losses, Run().Recorder.Losses);
    }

    [Fact]
    public void Test_time_augmentation_mixes_three_quarters_augmented_with_one_plain()
    {
        Learner learner = SmallTraining.Learner();
        learner.FitOneCycle(2, 1e-2);
        Predictions plain = learner.GetPreds();
        Predictions once = learner.Tta(options: new() { Beta = 1 });
        Assert.Equal(plain.Outputs.ToArray(), once.Outputs.ToArray());
        Predictions mixed = learner.Tta();
        Assert.NotEqual(plain.Outputs.ToArray(), mixed.Outputs.ToArray());
        Assert.Equal(plain.Ids, mixed.Ids);
        Assert.Equal(1, mixed.Row(0).ToArray().Sum(), 1e-5f);
        Assert.Equal(mixed.Outputs.ToArray(), learner.Tta().Outputs.ToArray());
        Predictions largest = learner.Tta(options: new() { UseMax = true });
        Assert.All(largest.Outputs.ToArray().Zip(plain.Outputs.ToArray()), pair => Assert.True(pair.First >= pair.Second));
    }

    [Fact]
    public void Test_time_augmentation_is_three_quarters_of_the_mean_of_four_passes_and_a_quarter_of_the_plain_one()
    {
        Learner learner = SmallTraining.Learner();
        learner.Fit(1);
        float[][] passes = [.. Enumerable.Range(0, 4).Select(pass => Probabilities(learner, pass, augment: true))];
        float[] plain = Probabilities(learner, 0, augment: false);
        Assert.All(passes.Zip(passes.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        float[] mixed = learner.Tta().Outputs.ToArray();
        float[] largest = learner.Tta(options: new() { UseMax = true }).Outputs.ToArray();
        Assert.Equal(2000, mixed.Length);
        for (int i = 0; i < mixed.Length; i++)
        {
            Assert.Equal((0.75 * passes.Average(pass => (double)pass[i])) + (0.25 * plain[i]), mixed[i], 1e-6);
            Assert.Equal(Math.Max(passes.Max(pass => pass[i]), plain[i]), largest[i]);
        }
    }

    private static Learner Grouped(int batchSize = 64) => new(SmallTraining.Loaders(batchSize: batchSize), SmallTraining.Model(), new()
    {
        Metrics = [new Accuracy()],
        Groups = model => [new ParameterGroup(model.Parameters().Take(2)), new ParameterGroup(model.Parameters().Skip(2))],
    });

    /// <summary>Probabilities for the validation items in their order, batch by batch without the learner.</summary>
    private static float[] Probabilities(Learner learner, int pass, bool augment)
    {
        DataLoader valid = learner.Data.Valid.InOrder();
        var result = new List<float>();
        learner.Model.Eval();
        foreach (Batch batch in new DataLoader(valid.Dataset, valid.Options with { Augment = augment }).Read(pass))
        {
            result.AddRange(learner.Model.Forward(batch.Input).Softmax(1).ToArray<float>());
            batch.Release();
        }

        return [.. result];
    }

    private static Learner Sgd(DataLoaders data, params Callback[] callbacks) =>
        new(data, SmallTraining.Model(), new() { Optimizer = groups => new Sgd(groups), Callbacks = callbacks, LearningRate = 0.1 });

    /// <summary>Notes down the rates of each step.</summary>
    private sealed class RateWatch : Callback
    {
        public List<double[]> Rates { get; } = [];

        public List<double> Momenta { get; } = [];

        public float[]? FirstWeights { get; init; }

        public int StepsWithFirstWeights { get; private set; }

        public override void AfterStep(LoopState state)
        {
            Rates.Add([.. state.Optimizer.Groups.Select(group => group.LearningRate)]);
            Momenta.Add(state.Optimizer.Groups[^1].Momentum);
            if (FirstWeights is not null && state.Model.Parameters().First().Value.ToArray<float>().AsSpan().SequenceEqual(FirstWeights))
            {
                StepsWithFirstWeights++;
            }
        }
    }

    /// <summary>Ends the fit when so many items have been trained on.</summary>
    private sealed class StopAfterStep(int items) : Callback
    {
        private int _count;

        public override int Order => 200;

        public override void AfterBatch(LoopState state)
        {
            _count += state.IsTraining ? state.Batch.Count : 0;
            state.CancelFit |= _count >= items;
        }
    }

    /// <summary>Cancels in the middle of an epoch of one of the phases of a fine-tuning.</summary>
    private sealed class CutAfter(int finishedEpochs, int phase, CancellationTokenSource source) : Callback
    {
        private int _phase;

        public override void BeforeFit(LoopState state) => _phase++;

        public override void AfterBatch(LoopState state)
        {
            bool isThere = _phase == phase && state.Epoch == Math.Max(1, finishedEpochs) && state.BatchNumber == 2;
            if (isThere)
            {
                source.Cancel();
            }
        }
    }
}
