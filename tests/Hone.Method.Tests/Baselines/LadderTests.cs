namespace Hone.Method.Tests.Baselines;

public sealed class LadderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private (Project Project, FrozenSplit Split) New(string metric, string target)
    {
        Project project = CombineSamples.Project(_folder[metric], metric, target);
        return (project, LadderSamples.Freeze(project, [.. Enumerable.Range(0, 30).Select(row => $"{row}")]));
    }

    private static LadderTask Table(string metric, string target) => TableLadder.Of(
        LadderSamples.Table(), target, metric, LadderSamples.Rows(LadderSamples.Count), target == "value" ? ["class"] : ["value"]);

    private sealed class Scripted(params LadderRung[] rungs) : LadderTask(
        [.. Enumerable.Range(0, 100).Select(item => $"{item}")], [.. Enumerable.Range(0, 100).Select(item => (double)(item % 2))])
    {
        public override LadderKind Kind => LadderKind.Table;

        public override IReadOnlyList<LadderRung> Rungs => rungs;
    }

    private static LadderRung Rung(string name, int right, bool trivial = false, float[]? blind = null) => new(
        name, $"{right} of 100 are right", trivial, (_, _) => new RungPredictions(CombineSamples.Classes(100, [.. Enumerable.Range(right, 100 - right)]).Outputs.ToArray(), blind));

    [Fact]
    public void A_table_of_classes_climbs_every_rung_and_each_is_a_run()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        var seen = new List<string>();

        LadderReport report = Ladder.Run(project, split, Table("accuracy", "class"), new() { Progress = new Collect(seen) }, Token);

        string[] names = ["zeros", "constant", "group mean", "one feature", "logistic regression", "random forest", "fully connected net"];
        Assert.Equal(names, report.Rows.Select(row => row.Name));
        Assert.Equal(names, seen);
        Assert.All(report.Rows, row => Assert.Equal((CheckOutcome.Pass, 100), (row.Outcome, row.N)));
        Assert.True(report.Rows[5].Score > 0.9 && report.Rows[4].Score > report.Rows[1].Score, string.Join(", ", report.Rows.Select(row => row.Score)));
        Assert.All(report.Rows, row => Assert.True(row.Interval!.Contains(row.Score!.Value)));
        Assert.Equal(7, project.Runs.List().Count(run => run.Record!.Tags.Contains(BaselineLadder.Tag) && run.Status == RunStatus.Completed));
        Assert.Equal(ExitCode.Pass, report.ExitCode(strict: true));
        Assert.Contains(report.Checks, check => check.Id == InputControl.Id && check.Outcome == CheckOutcome.Pass);
        Assert.Contains(report.Checks, check => check.Id == MetricSelfTest.Id && check.Outcome == CheckOutcome.Pass);
        Assert.Contains(report.Notes, note => note.Contains("'name'", StringComparison.Ordinal) && note.Contains("key", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.Contains("'constant'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_of_values_climbs_too_and_gain_counts_from_the_best_trivial_rung()
    {
        (Project project, FrozenSplit split) = New("mae", "value");

        LadderReport report = Ladder.Run(project, split, Table("mae", "value"), cancellationToken: Token);

        Assert.Equal("linear regression", report.Rows[4].Name);
        Assert.True(report.Rows[4].Score < 1.6, $"linear {report.Rows[4].Score}");
        Assert.True(report.Rows[5].Score < report.Rows[2].Score);
        Assert.True(report.Rows[6].Score < report.Rows[1].Score, $"net {report.Rows[6].Score}");
        Assert.Equal("constant", report.BestTrivial);
        double constant = report.Rows[1].Score!.Value;
        Assert.Equal((report.Rows[4].Score!.Value - constant) / (0 - constant), report.Rows[4].Gain!.Value, 1e-12);
        Assert.Null(report.Rows[1].Gain);
        Assert.True(report.Rows[0].Score > constant);
    }

    [Fact]
    public void A_second_run_reads_what_is_there_and_a_range_is_no_guess_any_more()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        int calls = 0;
        var counting = new LadderRung("zeros", "counts its calls", true, (_, _) =>
        {
            calls++;
            return new RungPredictions(CombineSamples.Classes(100, []).Outputs.ToArray());
        });

        LadderReport first = Ladder.Run(project, split, new Scripted(counting), new() { Expect = new(0.5, 0.9) }, Token);
        LadderReport second = Ladder.Run(project, split, new Scripted(counting), new() { Expect = new(0.9, 1) }, Token);

        Assert.Equal(1, calls);
        Assert.Equal(first.Rows[0].RunId, second.Rows[0].RunId);
        Assert.Equal((GuessOutcome.Outside, GuessOutcome.AfterTheFact), (first.GuessOutcome, second.GuessOutcome));
    }

    [Fact]
    public void A_guess_and_a_control_of_the_first_run_stand_in_later_ones()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        var task = new Scripted(Rung("zeros", 50, true), Rung("model", 80, blind: CombineSamples.Classes(100, [.. Enumerable.Range(50, 50)]).Outputs.ToArray()));
        LadderReport first = Ladder.Run(project, split, task, new() { Expect = new(0.7, 0.9) }, Token);

        LadderReport second = Ladder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal((GuessOutcome.Inside, new LadderGuess(0.7, 0.9)), (second.GuessOutcome, second.Guess));
        Assert.Equal(first.Checks.OrderBy(check => check.Id), second.Checks.OrderBy(check => check.Id));
        Assert.Contains(second.Checks, check => check.Id == InputControl.Id);
    }

    [Fact]
    public void A_result_outside_the_guess_opens_a_checklist()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");

        LadderReport tooGood = Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true), Rung("model", 97)), new() { Expect = new(0.55, 0.7) }, Token);

        LadderCheck check = Assert.Single(tooGood.Checks, check => check.Id == "ladder/guess");
        Assert.Equal(GuessOutcome.Outside, tooGood.GuessOutcome);
        Assert.Contains("'model', has accuracy 0.97, better than the expected 0.55..0.7", check.Message);
        Assert.Contains("leak", check.HowToFix);
        Assert.False(check.IsError);
    }

    [Fact]
    public void No_guess_is_recorded_as_skipped()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");

        Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true)), cancellationToken: Token);

        Assert.Equal(GuessOutcome.Skipped, Ladder.Read(project)!.GuessOutcome);
    }

    [Theory]
    [InlineData("0.7..0.5")]
    [InlineData("0.5-0.7")]
    [InlineData("a..b")]
    [InlineData("0.5..")]
    public void A_guess_that_is_no_range_is_wrong_usage(string text)
    {
        var error = Assert.Throws<BaselineException>(() => LadderGuess.Parse(text));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains($"'{text}'", error.Message);
    }

    [Fact]
    public void A_guess_may_have_negative_ends() => Assert.Equal(new LadderGuess(-1.5, 2), LadderGuess.Parse("-1.5..2"));

    [Fact]
    public void A_rung_worse_than_zeros_beyond_noise_is_an_error()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");

        LadderReport report = Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true), Rung("inverted", 10)), cancellationToken: Token);

        LadderCheck check = Assert.Single(report.Checks, check => check.Id == "ladder/zeros");
        Assert.True(check.IsError);
        Assert.Contains("bug or misread label: 'inverted' has accuracy 0.1, worse than zeros with 0.5", check.Message);
        Assert.Equal(ExitCode.Findings, report.ExitCode(strict: false));
    }

    [Fact]
    public void A_rung_slightly_below_zeros_is_noise_and_silent()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");

        LadderReport report = Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true), Rung("unlucky", 48)), cancellationToken: Token);

        Assert.DoesNotContain(report.Checks, check => check.IsError);
    }

    [Fact]
    public void A_rung_that_cannot_run_is_not_checked_with_its_reason_and_the_ladder_goes_on()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        var impossible = new LadderRung("impossible", "", false, (_, _) => throw new HoneDataException("two columns or more", "1 column"));
        var broken = new LadderRung("broken", "", false, (_, _) => throw new InvalidOperationException("a bug"));

        LadderReport report = Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true), impossible, Rung("model", 80)), cancellationToken: Token);
        LadderReport bug = Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true), broken), cancellationToken: Token);

        Assert.Equal([CheckOutcome.Pass, CheckOutcome.NotChecked, CheckOutcome.Pass], report.Rows.Select(row => row.Outcome));
        Assert.Equal("two columns or more; got 1 column", report.Rows[1].Reason);
        Assert.Equal((ExitCode.Pass, ExitCode.NotChecked), (report.ExitCode(strict: false), report.ExitCode(strict: true)));
        Assert.Equal(CheckOutcome.Broken, bug.Rows[1].Outcome);
        Assert.Equal(ExitCode.Findings, bug.ExitCode(strict: false));
        Assert.Contains(project.Runs.List(), run => run.Status == RunStatus.Failed);
    }

    [Fact]
    public void A_model_that_says_the_same_without_its_input_is_found()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        float[] same = CombineSamples.Classes(100, [.. Enumerable.Range(80, 20)]).Outputs.ToArray();

        LadderReport report = Ladder.Run(project, split, new Scripted(Rung("zeros", 50, true), Rung("blind", 80, blind: same)), cancellationToken: Token);

        LadderCheck check = Assert.Single(report.Checks, check => check.Id == InputControl.Id);
        Assert.True(check.IsError);
        Assert.Contains("model ignores its input: 'blind' has accuracy 0.8 with inputs, 0.8 with zeros in their place, n = 100", check.Message);
    }

    [Fact]
    public void A_run_that_does_not_beat_the_best_trivial_rung_is_below_baseline()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        string weak = CombineSamples.Run(project, "weak", Named(52), split.Fingerprint);
        string good = CombineSamples.Run(project, "good", Named(80), split.Fingerprint);
        Assert.Null(Ladder.GainOf(project, project.Runs.Find(good)));
        Ladder.Run(project, split, new Scripted(Rung("zeros", 40, true), Rung("constant", 50, true), Rung("model", 70)), cancellationToken: Token);

        GainOverBaseline below = Ladder.GainOf(project, project.Runs.Find(weak))!;
        GainOverBaseline above = Ladder.GainOf(project, project.Runs.Find(good))!;

        Assert.Equal(("constant", true, false), (below.Baseline, below.IsBelowBaseline, above.IsBelowBaseline));
        Assert.Equal(0.6, above.Gain!.Value, 1e-9);
        Assert.Null(Ladder.GainOf(project, project.Runs.Find(CombineSamples.Run(project, "elsewhere", Named(80), "other"))));

        // A blend is judged by the same rung and carries the tag.
        string worse = CombineSamples.Run(project, "worse", Named(45), split.Fingerprint);
        EnsembleMembers members = EnsembleMembers.Load(project, [weak, worse]);
        string blend = Ensemble.Save(project, members, Ensemble.Blend(members, ScoreMetric.Named("accuracy"), new() { Method = BlendMethod.Mean }));
        Assert.Contains(GainOverBaseline.BelowTag, project.Runs.Find(blend).Record!.Tags);
        Assert.NotNull(project.Runs.Find(blend).Record!.BaselineGain);

        // The ids of the scripted task.
        static RunPredictions Named(int right)
        {
            RunPredictions said = CombineSamples.Classes(100, [.. Enumerable.Range(right, 100 - right)]);
            return new RunPredictions([.. Enumerable.Range(0, 100).Select(item => $"{item}")], said.Targets, said.Outputs.ToArray());
        }
    }

    [Fact]
    public void A_canceled_ladder_stops_its_run()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        using var source = new CancellationTokenSource();
        var slow = new LadderRung("slow", "", false, (_, token) =>
        {
            source.Cancel();
            token.ThrowIfCancellationRequested();
            return new RungPredictions([]);
        });

        Assert.Throws<OperationCanceledException>(() => Ladder.Run(project, split, new Scripted(slow), cancellationToken: source.Token));
        Assert.Equal(RunStatus.Stopped, Assert.Single(project.Runs.List()).Status);
    }

    [Fact]
    public void Labels_that_a_person_typed_are_scored_beside_the_rungs()
    {
        (Project project, FrozenSplit split) = New("accuracy", "class");
        LadderTask task = Table("accuracy", "class");
        string path = HumanBaseline.Prepare(project, task, 50);
        LadderReport untouched = Ladder.Run(project, split, task, cancellationToken: Token);
        string[] lines = File.ReadAllLines(path);
        for (int row = 1; row <= 20; row++)
        {
            int item = task.ValidIds.ToList().IndexOf(lines[row].Split(',')[0]);
            string truth = task.ClassNames[(int)task.ValidTargets[item]];
            lines[row] += row <= 18 ? truth : task.ClassNames.Single(name => name != truth);
        }

        File.WriteAllLines(path, lines);
        LadderReport report = Ladder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal((CheckOutcome.NotChecked, $"0 of 50 labels are typed in {path}"), (untouched.Human!.Outcome, untouched.Human.Reason));
        Assert.Equal((0.9, 20), (report.Human!.Score, report.Human.N));
        Assert.Equal(ExitCode.Usage, Assert.Throws<BaselineException>(() => HumanBaseline.Prepare(project, task, 50)).ExitCode);

        File.WriteAllText(path, "id,label\n0,purple\n");
        var error = Assert.Throws<BaselineException>(() => Ladder.Run(project, split, task, cancellationToken: Token));
        Assert.Contains("'purple'", error.Message);
        Assert.Contains("human.csv, row 2", error.Message);
    }

    private sealed class Collect(List<string> names) : IProgress<LadderRow>
    {
        public void Report(LadderRow value) => names.Add(value.Name);
    }
}
