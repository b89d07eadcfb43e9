namespace Hone.Method.Tests;

public sealed class VerdictTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunsOnDisk _runs;

    public VerdictTests()
    {
        var clock = new FixedClock();
        _runs = new RunsOnDisk(Samples.NewProject(_folder["p"], clock), clock);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(360, VerdictOutcome.Supported)]
    [InlineData(290, VerdictOutcome.Refuted)]
    [InlineData(306, VerdictOutcome.Inconclusive)]
    public void A_hypothesis_is_judged_by_the_interval_of_the_paired_difference(int right, VerdictOutcome outcome)
    {
        StoredRun first = _runs.Complete(300);

        StoredRun run = _runs.Complete(right, Expecting("valid/accuracy > base + 0.01"));

        RunVerdict verdict = run.Record!.Verdict!;
        Assert.Equal((outcome, 400, 0.75), (verdict.Outcome, verdict.N, verdict.BaseScore));
        Assert.Equal(first.Id, run.ReadHypothesis()!.Base);
        Assert.Contains("expected valid/accuracy > base + 0.01 (n = 400)", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accuracy > 0.8", VerdictOutcome.Supported)]
    [InlineData("accuracy > 0.95", VerdictOutcome.Refuted)]
    [InlineData("accuracy > 0.9", VerdictOutcome.Inconclusive)]
    [InlineData("error_rate < 15%", VerdictOutcome.Supported)]
    [InlineData("f1 > 0.8", VerdictOutcome.Supported)]
    [InlineData("auc > 0.85", VerdictOutcome.Supported)]
    [InlineData("log_loss < 0.9", VerdictOutcome.Supported)]
    [InlineData("balanced_accuracy >= 0.96", VerdictOutcome.Refuted)]
    [InlineData("iou > 0.5", VerdictOutcome.NoVerdict)]
    public void An_expectation_with_a_number_of_its_own_needs_no_base(string expectation, VerdictOutcome outcome)
    {
        Assert.Equal(outcome, _runs.Complete(360, Expecting(expectation)).Record!.Verdict!.Outcome);
    }

    [Fact]
    public void Without_a_base_with_other_items_or_without_an_end_there_is_no_verdict_and_the_reason_is_told()
    {
        StoredRun alone = _runs.Complete(360, Expecting("accuracy > base"));
        using RunWriter failing = _runs.Begin(Expecting("accuracy > base"));
        failing.Fail(new InvalidOperationException("no"));
        using RunWriter empty = _runs.Begin(Expecting("accuracy > 0.5"));
        empty.Complete(Samples.Accuracy(0.5));
        using RunWriter other = _runs.Begin(Expecting("accuracy > base"));
        other.SaveValidPredictions(new RunPredictions(["x"], [1], [0.1f, 0.9f]));
        other.Complete(Samples.Accuracy(1));

        Assert.Equal((VerdictOutcome.NoVerdict, "there was no run to compare with"), Of(alone.Id));
        Assert.Equal((VerdictOutcome.NoVerdict, "the run failed"), Of(failing.Id));
        Assert.Equal((VerdictOutcome.NoVerdict, "the run stored no validation predictions"), Of(empty.Id));
        Assert.Contains("were not judged on the same 1 validation items", Of(other.Id).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expectation_that_is_refused_leaves_no_run_behind()
    {
        Assert.Throws<HypothesisException>(() => _runs.Begin(Expecting("accuracy > 7")));

        Assert.Empty(_runs.Project.Runs.List());
    }

    [Fact]
    public void Hypotheses_are_chained_and_an_edited_one_is_named_by_its_line()
    {
        for (int i = 0; i < 3; i++)
        {
            _runs.Complete(300 + i, Expecting("accuracy > 0.5"));
        }

        _runs.Project.Runs.VerifyHypotheses();
        string path = _folder["p/runs/hypotheses.jsonl"];
        string[] lines = File.ReadAllLines(path);
        lines[1] = lines[1].Replace("\"confidence\":70", "\"confidence\":99", StringComparison.Ordinal);
        File.WriteAllLines(path, lines);

        LedgerBrokenException error = Assert.Throws<LedgerBrokenException>(_runs.Project.Runs.VerifyHypotheses);

        Assert.Contains("hypotheses.jsonl, line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_learned_stands_beside_the_verdict_once_the_run_has_ended()
    {
        StoredRun run = _runs.Complete(360, Expecting("accuracy > 0.5"));
        using RunWriter open = _runs.Begin();

        StoredRun noted = _runs.Project.Runs.Note(run, " Depth helps. ");

        Assert.Equal("Depth helps.", noted.Record!.Verdict!.Learned);
        Assert.Contains("status created", Assert.Throws<RunException>(() => _runs.Project.Runs.Note(_runs.Project.Runs.Find(open.Id), "x")).Message, StringComparison.Ordinal);
        Assert.Contains("nothing", Assert.Throws<RunException>(() => _runs.Project.Runs.Note(run, "  ")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beliefs_are_scored_from_twenty_verdicts_on()
    {
        (double, bool)[] beliefs = [.. Enumerable.Range(0, 20).Select(i => (i < 10 ? 0.7 : 0.9, i % 10 < (i < 10 ? 7 : 9)))];

        BeliefCalibration few = BeliefCalibration.Of(beliefs[..19], undecided: 2);
        BeliefCalibration enough = BeliefCalibration.Of(beliefs, undecided: 2);

        Assert.False(few.IsChecked);
        Assert.Equal("not checked: 19 of 20 verdicts", few.ToString());

        // (0.7 * 0.3 + 0.9 * 0.1) / 2: the variance of two coins that keep what they promise.
        Assert.Equal(0.15, enough.Brier!.Value, 12);
        Assert.Equal([(70, 79, 0.7, 10), (90, 99, 0.9, 10)], enough.Bins.Select(bin => (bin.From, bin.To, Math.Round(bin.CameTrue, 12), bin.N)));
    }

    [Fact]
    public void Calibration_reads_the_confidence_and_the_verdict_of_the_runs()
    {
        _runs.Complete(360, Expecting("accuracy > 0.5"));
        _runs.Complete(360, Expecting("accuracy > 0.9"));
        _runs.Complete(360);

        BeliefCalibration calibration = BeliefCalibration.Of(_runs.Project.Runs.List());

        Assert.Equal((1, 1), (calibration.Verdicts, calibration.Undecided));
    }

    private static Func<RunPlan, RunPlan> Expecting(string expectation) =>
        plan => plan with { Hypothesis = new Hypothesis { Text = "It helps.", Expectation = expectation, Confidence = 70 } };

    private (VerdictOutcome Outcome, string Reason) Of(string id)
    {
        RunVerdict verdict = _runs.Project.Runs.Find(id).Record!.Verdict!;
        return (verdict.Outcome, verdict.Reason);
    }
}
