namespace Hone.Method.Tests;

public sealed class RegressionGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunsOnDisk _runs;

    public RegressionGateTests()
    {
        var clock = new FixedClock();
        _runs = new RunsOnDisk(Samples.NewProject(_folder["p"], clock), clock);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(300, 360, GateOutcome.Worse, ExitCode.Findings)]
    [InlineData(360, 300, GateOutcome.Better, ExitCode.Pass)]
    [InlineData(358, 360, GateOutcome.Same, ExitCode.Pass)]
    [InlineData(360, 360, GateOutcome.Same, ExitCode.Pass)]
    public void A_run_is_better_the_same_or_worse_than_its_reference(int right, int reference, GateOutcome outcome, ExitCode code)
    {
        StoredRun other = _runs.Complete(reference);
        StoredRun run = _runs.Complete(right);

        GateResult result = RegressionGate.Judge(run, other, ItemScore.Correct);

        Assert.Equal((outcome, code), (result.Outcome, result.ExitCode));
        Assert.Contains("on the same 400 items", result.Reason, StringComparison.Ordinal);
        Assert.Equal(other.Id, RegressionGate.ReferenceFor(_runs.Project.Runs.List(), run)!.Id);
    }

    [Fact]
    public void A_loss_within_the_noise_over_seeds_is_the_same()
    {
        StoredRun reference = _runs.Complete(360);
        StoredRun run = _runs.Complete(340);
        NoiseFloor noise = new NoiseFloors(_runs.Project).Measure("net", seed => 0.05 * seed);

        Assert.Equal(GateOutcome.Worse, RegressionGate.Judge(run, reference, ItemScore.Correct).Outcome);
        Assert.Equal(GateOutcome.Same, RegressionGate.Judge(run, reference, ItemScore.Correct, new GateOptions { Noise = noise }).Outcome);
    }

    [Fact]
    public void Runs_that_do_not_compare_are_not_checked_and_one_that_failed_did_not_complete()
    {
        StoredRun reference = _runs.Complete(360);
        StoredRun other = _runs.Complete(360, plan => plan with { Split = new RunSplit("v2", "def") });
        StoredRun part = _runs.Complete(360, plan => plan with { Subset = 0.05 });
        using RunWriter writer = _runs.Begin();
        writer.Fail(new InvalidOperationException("the loss is NaN"));

        GateResult fingerprints = RegressionGate.Judge(other, reference, ItemScore.Correct);
        GateResult subsets = RegressionGate.Judge(part, reference, ItemScore.Correct);
        GateResult failed = RegressionGate.Judge(_runs.Project.Runs.Find(writer.Id), reference, ItemScore.Correct);

        Assert.Equal((GateOutcome.NotChecked, ExitCode.NotChecked), (fingerprints.Outcome, fingerprints.ExitCode));
        Assert.Contains("def", fingerprints.Reason, StringComparison.Ordinal);
        Assert.Equal((GateOutcome.NotChecked, "they trained on 5% and 100% of the training items"), (subsets.Outcome, subsets.Reason));
        Assert.Equal((GateOutcome.DidNotComplete, ExitCode.Findings), (failed.Outcome, failed.ExitCode));
        Assert.Contains("the loss is NaN", failed.Reason, StringComparison.Ordinal);
    }
}
