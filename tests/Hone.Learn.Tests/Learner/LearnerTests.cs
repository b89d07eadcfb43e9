using Hone.Memory;
using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class LearnerTests
{
    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new LearnerOptions();
        Assert.Equal(1e-3, options.LearningRate);
        Assert.Equal(new Momenta(0.95, 0.85, 0.95), options.Moms);
        Assert.True(options.TrainBn);
        Assert.IsType<AdamW>(SmallTraining.Learner().Optimizer);
        Assert.IsType<CrossEntropyLoss>(SmallTraining.Learner().Loss);
        var shape = new OneCycleOptions();
        Assert.Equal((25, 1e5, 0.25), (shape.Div, shape.DivFinal, shape.PctStart));
    }

    [Fact]
    public void A_small_net_learns_real_images_far_better_than_chance()
    {
        Learner learner = SmallTraining.Learner();
        FitResult result = learner.FitOneCycle(3, 1e-2);
        Assert.Equal(3, result.Epochs.Count);
        MetricValue accuracy = Assert.Single(result.Epochs[^1].Metrics);
        Assert.Equal(200, accuracy.Count);
        Assert.InRange(accuracy.Value, 0.5, 1);
        Assert.True(result.Epochs[^1].ValidLoss < 1.6, $"{result.Epochs[^1].ValidLoss}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_losses_to_the_last_bit_whatever_the_workers()
    {
        double[][] runs = [.. new[] { 0, 0, 1, 3 }.Select(workers =>
        {
            Learner learner = SmallTraining.Learner(SmallTraining.Loaders(workers));
            learner.FitOneCycle(2, 1e-2);
            return learner.Recorder.Losses.Append(learner.Recorder.ValidLoss).ToArray();
        })];
        Assert.Equal(13, runs[0].Length);
        Assert.All(runs, run => Assert.Equal(runs[0], run));
    }

    [Fact]
    public void Validation_loss_is_the_mean_over_items_not_over_batches()
    {
        // 200 validation items in batches of 64: the last has 8.
        Learner learner = SmallTraining.Learner();
        learner.Fit(1);
        Predictions predictions = learner.GetPreds();
        ValidationResult result = learner.Validate();
        Assert.Equal(200, result.Count);
        Assert.Equal(predictions.Losses!.Average(loss => (double)loss), result.Loss, 5);
        Assert.Equal(result.Loss, learner.Recorder.Epochs.Count == 1 ? learner.Recorder.Epochs[0].ValidLoss : double.NaN, 12);
    }

    [Fact]
    public void A_steady_step_rents_nothing_new()
    {
        var watch = new PoolWatch();
        Learner learner = SmallTraining.Learner(SmallTraining.Loaders(workers: 0));
        learner.Fit(3, new FitOptions { Callbacks = [watch] });
        Assert.Equal(18, watch.Allocated.Count);
        Assert.All(watch.Allocated.Skip(6), allocated => Assert.Equal(watch.Allocated[6], allocated));
    }

    [Fact]
    public void After_a_fit_every_rented_block_is_back()
    {
        Learner learner = SmallTraining.Learner(SmallTraining.Loaders(workers: 2));
        learner.Fit(1);
        PoolStatistics before = PoolStatistics.Now;
        learner.Fit(1, new FitOptions { Callbacks = [new ShortEpoch(0.3)] });
        PoolStatistics after = PoolStatistics.Now;
        Assert.Equal(after.Rented - before.Rented, after.Returned - before.Returned);
    }

    [Fact]
    public void Predictions_come_in_the_order_of_the_items_with_their_identities()
    {
        Learner learner = SmallTraining.Learner(SmallTraining.Loaders(workers: 3));
        learner.Fit(1);
        Predictions train = learner.GetPreds(learner.Data.Train);
        Assert.Equal(400, train.Count);
        for (int i = 0; i < train.Count; i++)
        {
            Assert.Equal(learner.Data.Train.Dataset.IdAt(i), train.Ids[i]);
        }

        Assert.All(Enumerable.Range(0, train.Count), i => Assert.Equal(1, train.Row(i).ToArray().Sum(), 1e-4f));
    }

    [Fact]
    public void One_prediction_equals_the_same_item_in_a_batch()
    {
        Learner learner = SmallTraining.Learner();
        learner.Fit(1);
        Predictions all = learner.GetPreds();
        for (int i = 0; i < 5; i++)
        {
            Prediction one = learner.Predict(learner.Data.Valid, i);
            Assert.Equal(all.Ids[i], one.Id);
            Assert.Equal(all.ClassOf(i), one.Class);
            Assert.Equal(all.Row(i)[one.Class], one.Probability, 1e-5f);
            Assert.Equal(learner.Data.Vocab[one.Class], one.Label);
        }
    }

    [Fact]
    public void Interpretation_counts_every_item_and_sorts_losses()
    {
        Learner learner = SmallTraining.Learner();
        learner.Fit(1);
        var interpretation = new ClassificationInterpretation(learner.GetPreds());
        Assert.Equal(200, interpretation.Confusion.Count);
        IReadOnlyList<TopLoss> top = interpretation.TopLosses(5);
        Assert.Equal(5, top.Count);
        Assert.Equal(interpretation.Predictions.Losses!.Max(), top[0].Loss);
        Assert.True(top[0].Loss >= top[4].Loss);
        Assert.Equal(learner.Data.Valid.Dataset.IdAt(top[0].Position), top[0].Id);
    }

    [Fact]
    public void Freezing_keeps_the_first_group_as_it_is()
    {
        Module model = SmallTraining.Model();
        var learner = new Learner(SmallTraining.Loaders(), model, new LearnerOptions
        {
            Groups = m => [.. m.Children().Where(child => child.Child.ParameterCount > 0).Select(child => new ParameterGroup(child.Child.Parameters(), child.Name))],
        });
        learner.Freeze();
        float[] before = model.Parameters().First().Value.ToArray<float>();
        float[] lastBefore = model.Parameters().Last().Value.ToArray<float>();
        learner.Fit(1);
        Assert.Equal(before, model.Parameters().First().Value.ToArray<float>());
        Assert.NotEqual(lastBefore, model.Parameters().Last().Value.ToArray<float>());
        learner.Unfreeze();
        learner.Fit(1);
        Assert.NotEqual(before, model.Parameters().First().Value.ToArray<float>());
    }

    [Fact]
    public void Cancelling_ends_the_fit_after_the_present_batch()
    {
        using var source = new CancellationTokenSource();
        var counter = new BatchCounter(3, source);
        Learner learner = SmallTraining.Learner();
        Assert.ThrowsAny<OperationCanceledException>(() => learner.Fit(5, new FitOptions { CancellationToken = source.Token, Callbacks = [counter] }));
        Assert.Equal(3, counter.Batches);
        Assert.True(counter.SawCancelFit);
        Assert.True(counter.SawAfterFit);
    }

    [Fact]
    public void Show_loop_names_the_callbacks_of_an_event_in_order()
    {
        string loop = SmallTraining.Learner().ShowLoop(new FitOptions { Callbacks = [new CheckpointCallback("x"), new EarlyStopping()] });
        Assert.Contains("AfterEpoch: Recorder, CheckpointCallback, EarlyStopping", loop);
        Assert.Contains("AfterLoss: TerminateOnNaN", loop);
    }

    [Fact]
    public void Progress_reports_every_epoch_and_counts_down()
    {
        var reports = new List<TrainingProgress>();
        SmallTraining.Learner().Fit(2, new FitOptions { Progress = new Immediate(reports) });
        Assert.Equal(2, reports.Count(report => report.FinishedEpoch is not null));
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft!.Value);
        Assert.True(reports[^1].ItemsPerSecond > 0);
    }

    [Fact]
    public void Early_stopping_says_what_did_not_become_better()
    {
        Learner learner = SmallTraining.Learner();
        FitResult result = learner.Fit(9, new FitOptions { LearningRate = 0, Callbacks = [new EarlyStopping(new TrackerOptions { Patience = 2 })] });
        Assert.Equal(3, result.Epochs.Count);
        Assert.Contains("valid_loss", result.StopReason);
        Assert.Contains("2 epochs", result.StopReason);
    }

    [Fact]
    public void A_tracker_of_an_unknown_column_lists_the_columns()
    {
        Learner learner = SmallTraining.Learner();
        var error = Assert.Throws<HoneException>(() => learner.Fit(1, new FitOptions { Callbacks = [new EarlyStopping(new TrackerOptions { Monitor = "acuracy" })] }));
        Assert.Contains("acuracy", error.Message);
        Assert.Contains("train_loss, valid_loss, accuracy", error.Message);
    }

    private sealed class Immediate(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }

    private sealed class PoolWatch : Callback
    {
        public List<long> Allocated { get; } = [];

        public override void AfterBatch(LoopState state)
        {
            if (state.IsTraining)
            {
                Allocated.Add(PoolStatistics.Now.Allocated);
            }
        }
    }

    private sealed class BatchCounter(int limit, CancellationTokenSource source) : Callback
    {
        public int Batches { get; private set; }

        public bool SawCancelFit { get; private set; }

        public bool SawAfterFit { get; private set; }

        public override void AfterBatch(LoopState state)
        {
            Batches++;
            if (Batches == limit)
            {
                source.Cancel();
            }
        }

        public override void AfterCancelFit(LoopState state) => SawCancelFit = true;

        public override void AfterFit(LoopState state) => SawAfterFit = true;
    }
}
