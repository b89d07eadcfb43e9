using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class SaveLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Saved => Path.Combine(_folder.Root, "models", "stage1.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_loaded_learner_trains_on_as_the_saved_one_to_the_last_digit()
    {
        Learner first = Dropping(seed: 4);
        first.FitOneCycle(1, 5e-3);
        first.Save(Saved);
        first.Fit(1);

        Learner second = Dropping(seed: 99);
        LearnerLoad load = second.Load(Saved);
        second.Fit(1);

        Assert.Equal(OptimizerLoad.Loaded, load.Optimizer);
        Assert.True(load.Weights.IsComplete);
        Assert.Equal(first.Recorder.Losses, second.Recorder.Losses);
        Assert.Equal(SmallTraining.Weights(first.Model), SmallTraining.Weights(second.Model));
    }

    [Fact]
    public void Without_the_optimizer_the_file_holds_the_model_and_the_optimizer_starts_anew()
    {
        Learner first = SmallTraining.Learner();
        first.Fit(1);
        first.Save(Saved, withOptimizer: false);
        long small = new FileInfo(Saved).Length;
        first.Save(Saved);
        long large = new FileInfo(Saved).Length;
        Assert.InRange((double)large / small, 2.5, 3.5);

        first.Save(Saved, withOptimizer: false);
        Learner second = SmallTraining.Learner();
        Assert.Equal(OptimizerLoad.NotInFile, second.Load(Saved).Optimizer);
        Assert.Equal(SmallTraining.Weights(first.Model), SmallTraining.Weights(second.Model));
        Assert.Equal(OptimizerLoad.NotAsked, second.Load(Saved, new LearnerLoadOptions { WithOptimizer = false }).Optimizer);
    }

    [Fact]
    public void An_optimizer_of_another_kind_is_reported_and_the_weights_are_loaded()
    {
        Learner first = SmallTraining.Learner();
        first.Fit(1);
        first.Save(Saved);
        Learner second = SmallTraining.Learner(options: new LearnerOptions { Optimizer = groups => new Sgd(groups, new() { Momentum = 0.9 }) });
        LearnerLoad load = second.Load(Saved);
        Assert.Equal(OptimizerLoad.DoesNotFit, load.Optimizer);
        Assert.Contains("Sgd", load.OptimizerProblem);
        Assert.Contains("DoesNotFit", load.ToString());
        Assert.Equal(SmallTraining.Weights(first.Model), SmallTraining.Weights(second.Model));
        second.Fit(1);
    }

    [Fact]
    public void Another_model_is_refused_and_keeps_its_weights_unless_gaps_are_allowed()
    {
        Learner first = SmallTraining.Learner();
        first.Save(Saved);
        Module other = new Sequential(new Flatten(), new Linear(784, 32), new ReLU(), new Linear(32, 7)).Initialize(5);
        float[] before = SmallTraining.Weights(other);
        var second = new Learner(SmallTraining.Loaders(), other);
        var error = Assert.Throws<StateDictException>(() => second.Load(Saved));
        Assert.Contains("[10, 32] for [7, 32]", error.Message);
        Assert.Equal(before, SmallTraining.Weights(other));
        StateDictReport report = second.Load(Saved, new LearnerLoadOptions { Strict = false }).Weights;
        Assert.Equal((2, 2), (report.Matched.Count, report.Mismatched.Count));
    }

    [Fact]
    public void A_checkpoint_of_a_fit_is_loaded_too_and_plain_weights_are_named()
    {
        Learner first = SmallTraining.Learner();
        first.Fit(2, new FitOptions { Callbacks = [new CheckpointCallback(Saved)] });
        Learner second = SmallTraining.Learner();
        Assert.Equal(OptimizerLoad.Loaded, second.Load(Saved).Optimizer);
        Assert.Equal(SmallTraining.Weights(first.Model), SmallTraining.Weights(second.Model));

        first.Model.Save(Saved);
        var error = Assert.Throws<HoneFormatException>(() => second.Load(Saved));
        Assert.Contains("learner.Model.Load(path)", error.Message);
    }

    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new LearnerLoadOptions();
        Assert.True(options.WithOptimizer);
        Assert.True(options.Strict);
        Assert.Equal(true, typeof(Learner).GetMethod(nameof(Learner.Save))!.GetParameters()[1].DefaultValue);
    }

    private static Learner Dropping(long seed) => new(
        SmallTraining.Loaders(),
        new Sequential(new Flatten(), new Linear(784, 32), new BatchNorm1d(32), new ReLU(), new Dropout(0.3), new Linear(32, 10)).Initialize(seed));
}
