using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hone-checkpoint-{Guid.NewGuid():N}");

    private string Last => Path.Combine(_folder, "last.safetensors");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_fit_equals_the_undisturbed_one_to_the_last_bit(bool sgd)
    {
        LearnerOptions options = new() { Metrics = [new Accuracy()], Optimizer = sgd ? groups => new Sgd(groups, new() { Momentum = 0.9 }) : null };
        Learner undisturbed = SmallTraining.Learner(options: options);
        undisturbed.FitOneCycle(4, 5e-3);

        // The second fit is cut off in the middle of its third epoch, and a new process goes on.
        using var source = new CancellationTokenSource();
        Learner first = SmallTraining.Learner(options: options);
        Assert.ThrowsAny<OperationCanceledException>(() => first.FitOneCycle(4, 5e-3, new FitOptions
        {
            Callbacks = [new CheckpointCallback(Last), new CancelAt(2, 3, source)],
            CancellationToken = source.Token,
        }));
        Assert.Equal(2, Checkpoint.Read(Last).FinishedEpochs);

        var second = new Learner(SmallTraining.Loaders(workers: 0), SmallTraining.Model(seed: 99), options);
        second.FitOneCycle(4, 5e-3, new FitOptions { Callbacks = [new CheckpointCallback(Last)], ResumeFrom = Last });
        Assert.Equal(undisturbed.Recorder.Losses, second.Recorder.Losses);
        Assert.Equal(undisturbed.Recorder.LearningRates, second.Recorder.LearningRates);
        Assert.Equal(undisturbed.Recorder.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidLoss)), second.Recorder.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidLoss)));
        Assert.Equal(SmallTraining.Weights(undisturbed.Model), SmallTraining.Weights(second.Model));
        Assert.Equal(4, Checkpoint.Read(Last).FinishedEpochs);
    }

    [Fact]
    public void Running_statistics_and_dropout_go_on_where_they_were()
    {
        var undisturbed = new Learner(SmallTraining.Loaders(), SmallTraining.NormalizedNet());
        undisturbed.FitOneCycle(3, 5e-3);
        using var source = new CancellationTokenSource();
        var first = new Learner(SmallTraining.Loaders(), SmallTraining.NormalizedNet());
        Assert.ThrowsAny<OperationCanceledException>(() => first.FitOneCycle(3, 5e-3, new FitOptions
        {
            Callbacks = [new CheckpointCallback(Last), new CancelAt(1, 2, source)],
            CancellationToken = source.Token,
        }));
        // Another seed: weights and random streams come from the checkpoint.
        var second = new Learner(SmallTraining.Loaders(), SmallTraining.NormalizedNet(seed: 99));
        second.FitOneCycle(3, 5e-3, new FitOptions { ResumeFrom = Last });
        Assert.Equal(undisturbed.Recorder.Losses, second.Recorder.Losses);
        Assert.Equal(undisturbed.Recorder.Momenta, second.Recorder.Momenta);
        Assert.Equal(undisturbed.Validate().Loss, second.Validate().Loss);
    }

    [Fact]
    public void A_checkpoint_from_before_momenta_and_phases_were_kept_is_resumed_all_the_same()
    {
        Learner undisturbed = SmallTraining.Learner();
        undisturbed.FitOneCycle(2, 5e-3);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Learner().FitOneCycle(2, 5e-3, new FitOptions
        {
            Callbacks = [new CheckpointCallback(Last), new CancelAt(1, 0, source)],
            CancellationToken = source.Token,
        }));
        SafetensorsContent content = Safetensors.Read(Last);
        string json = content.Metadata["hone"];
        string older = json.Replace(",\"earlier_history\":[]", string.Empty);
        Assert.NotEqual(json, older);
        Safetensors.Write(Last, content.Tensors.Where(pair => pair.Key != "recorder.momenta").ToDictionary(), new Dictionary<string, string> { ["hone"] = older });

        Learner resumed = SmallTraining.Learner();
        resumed.FitOneCycle(2, 5e-3, new FitOptions { ResumeFrom = Last });
        Assert.Equal(undisturbed.Recorder.Losses, resumed.Recorder.Losses);
        Assert.Equal(undisturbed.Recorder.Momenta.Count, resumed.Recorder.Momenta.Count);
        Assert.True(double.IsNaN(resumed.Recorder.Momenta[0]));
        Assert.Equal(undisturbed.Recorder.Momenta[^1], resumed.Recorder.Momenta[^1]);
    }

    [Fact]
    public void Resuming_with_another_plan_names_both_plans()
    {
        SmallTraining.Learner().FitOneCycle(2, 5e-3, new FitOptions { Callbacks = [new CheckpointCallback(Last)] });
        var error = Assert.Throws<HoneException>(() => SmallTraining.Learner().FitOneCycle(3, 5e-3, new FitOptions { ResumeFrom = Last }));
        Assert.Contains("2 epochs of 6 batches", error.Message);
        Assert.Contains("3 epochs of 6 batches", error.Message);
        Assert.Contains(Last, error.Message);
    }

    [Fact]
    public void A_file_without_the_metadata_of_a_checkpoint_is_named()
    {
        Safetensors.Write(Last, new Dictionary<string, Tensor> { ["a"] = Tensor.Ones([2]) });
        var error = Assert.Throws<HoneFormatException>(() => Checkpoint.Read(Last));
        Assert.Contains(Last, error.Message);
    }

    [Fact]
    public void Save_model_keeps_the_best_epoch_and_loads_it_after_the_fit()
    {
        string best = Path.Combine(_folder, "best.safetensors");
        Learner learner = SmallTraining.Learner();
        learner.Fit(4, new FitOptions { LearningRate = 2e-2, Callbacks = [new SaveModel(best)] });
        EpochRecord expected = learner.Recorder.Epochs.MinBy(epoch => epoch.ValidLoss)!;
        Assert.Equal(expected.Epoch + 1, Checkpoint.Read(best).FinishedEpochs);
        Assert.Equal(expected.ValidLoss, learner.Validate().Loss);
    }

    [Fact]
    public void Save_model_can_leave_the_optimizer_out()
    {
        string whole = Path.Combine(_folder, "whole.safetensors");
        string small = Path.Combine(_folder, "small.safetensors");
        Learner first = SmallTraining.Learner();
        first.Fit(3, new FitOptions { LearningRate = 2e-2, Callbacks = [new SaveModel(whole), new Spoil(epoch: 2)] });
        Learner second = SmallTraining.Learner();
        second.Fit(3, new FitOptions { LearningRate = 2e-2, Callbacks = [new SaveModel(small, new() { WithOptimizer = false }), new Spoil(epoch: 2)] });

        // The best epoch comes back all the same, and can be loaded; a fit cannot go on from it.
        Assert.Equal(SmallTraining.Weights(first.Model), SmallTraining.Weights(second.Model));
        double best = second.Recorder.Epochs.Min(epoch => epoch.ValidLoss);
        Assert.True(best < second.Recorder.Epochs[^1].ValidLoss);
        Assert.Equal(best, second.Validate().Loss);
        Learner third = SmallTraining.Learner();
        Assert.Equal(OptimizerLoad.NotInFile, third.Load(small).Optimizer);
        Assert.Equal(best, third.Validate().Loss);
        Assert.Equal(OptimizerLoad.Loaded, third.Load(whole).Optimizer);
        Assert.True(new FileInfo(small).Length < 0.4 * new FileInfo(whole).Length, $"{new FileInfo(small).Length} of {new FileInfo(whole).Length} bytes");
        Assert.Throws<HoneFormatException>(() => third.Fit(4, new FitOptions { ResumeFrom = small }));
    }

    [Fact]
    public void Every_second_epoch_is_kept_in_a_file_of_its_own_and_the_last_weights_stay()
    {
        string path = Path.Combine(_folder, "model.safetensors");
        Learner learner = SmallTraining.Learner();
        learner.Fit(3, new FitOptions { LearningRate = 2e-2, Callbacks = [new SaveModel(path, new() { EveryEpoch = 2 })] });

        Assert.Equal(["model_0.safetensors", "model_2.safetensors"], Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!).Order());
        Checkpoint last = Checkpoint.Read(Path.Combine(_folder, "model_2.safetensors"));
        Assert.Equal((1, 3), (Checkpoint.Read(Path.Combine(_folder, "model_0.safetensors")).FinishedEpochs, last.FinishedEpochs));
        double loss = learner.Validate().Loss;
        Assert.Equal(learner.Recorder.Epochs[^1].ValidLoss, loss);
        last.LoadModel(learner.Model);
        Assert.Equal(loss, learner.Validate().Loss);
        Assert.Contains("0", Assert.Throws<ArgumentOutOfRangeException>(() => new SaveModel(path, new() { EveryEpoch = 0 })).Message);
    }

    [Fact]
    public void At_the_end_the_last_weights_take_the_place_of_the_best()
    {
        string path = Path.Combine(_folder, "model.safetensors");
        Learner learner = SmallTraining.Learner();

        learner.Fit(2, new FitOptions { LearningRate = 2e-2, Callbacks = [new SaveModel(path, new() { AtEnd = true }), new Spoil(epoch: 1)] });

        Assert.True(learner.Recorder.Epochs[1].ValidLoss > learner.Recorder.Epochs[0].ValidLoss);
        Assert.Equal(learner.Recorder.Epochs[1].ValidLoss, learner.Validate().Loss);
        Checkpoint saved = Checkpoint.Read(path);
        Assert.Equal(2, saved.FinishedEpochs);
        saved.LoadModel(learner.Model);
        Assert.Equal(learner.Recorder.Epochs[1].ValidLoss, learner.Validate().Loss);
    }

    [Fact]
    public void The_csv_file_holds_one_line_an_epoch()
    {
        string path = Path.Combine(_folder, "history.csv");
        Learner learner = SmallTraining.Learner();
        learner.Fit(2, new FitOptions { Callbacks = [new CsvLogger(path)] });
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(3, lines.Length);
        Assert.Equal("epoch,train_loss,valid_loss,accuracy,seconds", lines[0]);
        Assert.Equal(learner.Recorder.Epochs[1].ValidLoss, double.Parse(lines[2].Split(',')[2], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_csv_file_of_a_fine_tuning_holds_both_phases_also_when_the_second_was_cut_off()
    {
        string path = Path.Combine(_folder, "history.csv");
        SmallTraining.Learner().FineTune(2, 1e-2, new FitOptions { Callbacks = [new CsvLogger(path)] });
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(["epoch", "0", "0", "1"], lines.Select(line => line.Split(',')[0]));

        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Learner().FineTune(2, 1e-2, new FitOptions
        {
            Callbacks = [new CsvLogger(path), new CheckpointCallback(Last), new CancelAt(1, 2, source)],
            CancellationToken = source.Token,
        }));
        File.Delete(path);
        SmallTraining.Learner().FineTune(2, 1e-2, new FitOptions { Callbacks = [new CsvLogger(path)], ResumeFrom = Last });

        // All but the seconds.
        Assert.Equal(lines.Select(line => line[..line.LastIndexOf(',')]), File.ReadAllLines(path).Select(line => line[..line.LastIndexOf(',')]));

        // The next call begins anew.
        SmallTraining.Learner().Fit(1, new FitOptions { Callbacks = [new CsvLogger(path)] });
        Assert.Equal(2, File.ReadAllLines(path).Length);
    }

    [Fact]
    public void The_graph_of_losses_is_drawn_anew_after_every_epoch()
    {
        string path = Path.Combine(_folder, "loss.svg");
        var drawn = new List<string>();
        Learner learner = SmallTraining.Learner();
        learner.Fit(3, new FitOptions { Callbacks = [new ShowGraph(path), new Reader(path, drawn)] });
        Assert.Equal(3, drawn.Distinct().Count());
        Assert.Equal(learner.Recorder.PlotLoss().ToSvg(), drawn[^1]);
        Assert.Single(Directory.GetFiles(_folder, "loss*"));
        Assert.Equal("loss.svg", Defaults.OfNew<ShowGraph>("path"));
    }

    /// <summary>Looks at a file after every epoch.</summary>
    private sealed class Reader(string path, List<string> contents) : Callback
    {
        public override int Order => 100;

        public override void AfterEpoch(LoopState state) => contents.Add(File.ReadAllText(path));
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_module_batch_and_rate_and_keeps_the_checkpoint()
    {
        Learner learner = SmallTraining.Learner();
        var error = Assert.Throws<NonFiniteException>(() => learner.Fit(3, new FitOptions
        {
            LearningRate = 0.005,
            Callbacks = [new CheckpointCallback(Last), new Poison(epoch: 1, batch: 2)],
        }));
        Assert.Contains("epoch 1, batch 2 of 6", error.Message);
        Assert.Contains("learning rate 5e-03", error.Message);
        Assert.Contains("parameter 3.bias", error.Message);
        Assert.Equal("3.bias", error.ModulePath);
        Checkpoint kept = Checkpoint.Read(Last);
        Assert.Equal(1, kept.FinishedEpochs);
        Module good = SmallTraining.Model();
        kept.LoadModel(good);
        Assert.All(SmallTraining.Weights(good), weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void An_overflow_inside_the_model_names_the_first_module_that_shows_it()
    {
        Module model = SmallTraining.Model();
        foreach (Parameter parameter in model.Parameters().Take(3))
        {
            parameter.Value.CopyFrom(Tensor.Full(parameter.Shape, parameter.Path == "1.bias" ? 1e30 : parameter.Path == "3.weight" ? 1e10 : 0));
        }

        var learner = new Learner(SmallTraining.Loaders(), model);
        var error = Assert.Throws<NonFiniteException>(() => learner.Fit(1));
        Assert.Contains("module \"3\" (Linear)", error.Message);
        Assert.Contains("batch 0 of 6", error.Message);
    }

    [Fact]
    public void An_input_that_is_not_finite_names_the_item()
    {
        var data = SmallTraining.Loaders(workers: 0, transforms: new PoisonInput());
        var learner = new Learner(data, SmallTraining.Model());
        var error = Assert.Throws<NonFiniteException>(() => learner.Fit(1));
        Assert.Matches(@"the input of item \d+ is not finite", error.Message);
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

    private sealed class Poison(int epoch, int batch) : Callback
    {
        public override void BeforeBatch(LoopState state)
        {
            if (state.IsTraining && state.Epoch == epoch && state.BatchNumber == batch)
            {
                Parameter last = state.Model.Parameters().Last();
                last.Value.CopyFrom(Tensor.Full(last.Shape, double.NaN));
            }
        }
    }

    /// <summary>Makes the weights worse behind the training of an epoch, so that it is not the best.</summary>
    private sealed class Spoil(int epoch) : Callback
    {
        public override void BeforeValidate(LoopState state)
        {
            if (state.Epoch == epoch)
            {
                Parameter last = state.Model.Parameters().Last();
                last.Value.CopyFrom(Tensor.From<float>([.. Enumerable.Range(0, last.Shape.ElementCount).Select(i => 10f * i)], last.Shape));
            }
        }
    }

    private sealed class PoisonInput : BatchTransform
    {
        public override int Order => 50;

        public override void Apply(Batch batch, BatchRandom random) => batch.InputMemory.AsSpan<float>()[1000] = float.NaN;
    }
}
