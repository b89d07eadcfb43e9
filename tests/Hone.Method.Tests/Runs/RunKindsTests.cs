namespace Hone.Method.Tests;

public sealed class RunKindsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunsOnDisk _runs;

    public RunKindsTests()
    {
        var clock = new FixedClock();
        _runs = new RunsOnDisk(Samples.NewProject(_folder["p"], clock), clock);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.width", ChangeKind.Architecture)]
    [InlineData("loss.labelSmoothing", ChangeKind.Loss)]
    [InlineData("transforms", ChangeKind.Augmentation)]
    [InlineData("augment.flip", ChangeKind.Augmentation)]
    [InlineData("optimizer.learningRate", ChangeKind.Hyperparameter)]
    [InlineData("batchSize", ChangeKind.Hyperparameter)]
    [InlineData("init.seed", ChangeKind.Seed)]
    [InlineData("data.imageSize", ChangeKind.Data)]
    public void A_parameter_tells_what_kind_of_change_it_is(string parameter, ChangeKind kind)
    {
        Assert.Equal(kind, RunKinds.KindOf(parameter));
    }

    [Fact]
    public void Three_learning_rates_in_a_row_warn_while_few_architectures_were_tried()
    {
        Try("a", "0.1");
        Try("a", "0.2");
        Try("a", "0.3");
        Assert.Null(RunKinds.Of(_runs.Project.Runs.List()).Nudge);
        Try("a", "0.4");

        RunKinds kinds = RunKinds.Of(_runs.Project.Runs.List());

        Assert.Equal((4, 3), (kinds.Runs, kinds.Counts[ChangeKind.Hyperparameter]));
        Assert.Equal(["model a"], kinds.ArchitecturesTried);
        Assert.Equal("the last 3 runs changed hyperparameters alone, and 1 architecture was tried", kinds.Nudge!.What);
    }

    [Fact]
    public void Three_architectures_are_enough_and_baselines_do_not_count()
    {
        foreach (string model in new[] { "a", "b", "c" })
        {
            Try(model, "0.1");
        }

        foreach (string rate in new[] { "0.2", "0.3", "0.4" })
        {
            Try("c", rate);
            _runs.Complete(200, plan => plan with { Name = "zeros", Tags = [RunTags.Baseline] });
        }

        RunKinds kinds = RunKinds.Of(_runs.Project.Runs.List());

        Assert.Equal((6, 3), (kinds.Runs, kinds.ArchitecturesTried.Count));
        Assert.Equal((2, 3), (kinds.Counts[ChangeKind.Architecture], kinds.Counts[ChangeKind.Hyperparameter]));
        Assert.Null(kinds.Nudge);
    }

    [Fact]
    public void Seed_split_subset_and_data_are_kinds_of_their_own()
    {
        _runs.Complete(300);

        Assert.Equal([ChangeKind.Seed], KindsOf(plan => plan with { Seed = 2 }));
        Assert.Equal([ChangeKind.Split, ChangeKind.Seed], KindsOf(plan => plan with { Subset = 0.1 }));
        Assert.Equal([ChangeKind.Data, ChangeKind.Split], KindsOf(plan => plan with { DataHash = "other" }));
        Assert.Equal([ChangeKind.Diagnostic], KindsOf(plan => plan with { Tags = [RunTags.Dry] }));
    }

    [Fact]
    public void A_gain_that_luck_explains_asks_for_a_fresh_fold()
    {
        for (int i = 0; i < 10; i++)
        {
            _runs.Complete(340 + (i % 5));
        }

        SplitWear wear = Assert.Single(SplitWear.OfEach(_runs.Project.Runs.List(), "accuracy", MetricDirection.Higher));

        Assert.Equal((10, "abc"), (wear.Decisions, wear.SplitFingerprint));
        Assert.Equal(0.01, wear.ClaimedGain!.Value, 12);
        Assert.InRange(wear.Optimism!.Value, 0.024, 0.03);
        Assert.True(wear.NeedsFreshFold);
    }

    private StoredRun Try(string model, string rate) => _runs.Complete(300, plan => plan with { Params = new Dictionary<string, string> { ["model"] = model, ["learningRate"] = rate } });

    private IEnumerable<ChangeKind> KindsOf(Func<RunPlan, RunPlan> change) => _runs.Complete(300, change).Record!.Change!.Kinds;
}
