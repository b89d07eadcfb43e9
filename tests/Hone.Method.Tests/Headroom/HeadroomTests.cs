namespace Hone.Method.Tests;

/// <summary>What to try next: ranked by what was measured, with what could not be measured named.</summary>
public sealed class HeadroomTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void With_fewer_than_two_runs_there_is_advice_about_the_baseline_alone()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        HeadroomReport none = Headroom.Of(project, cancellationToken: Token);
        FrozenSplit split = project.Splits.Freeze(Samples.Split(50, 50), "v1", Samples.DataHash);
        Ladder.Run(project, split, new Scripted(70), cancellationToken: Token);
        HeadroomReport ladder = Headroom.Of(project, cancellationToken: Token);
        CombineSamples.Run(project, "net", CombineSamples.Classes(100, [1, 2]), split.Fingerprint);
        HeadroomReport one = Headroom.Of(project, cancellationToken: Token);

        Assert.Contains("make the ladder first", none.BaselineAdvice, StringComparison.Ordinal);
        Assert.Contains("beats the best rung, 'only' with accuracy 0.7", ladder.BaselineAdvice, StringComparison.Ordinal);
        Assert.Contains("train a second model", one.BaselineAdvice, StringComparison.Ordinal);
        Assert.All([none, ladder, one], report => Assert.Empty(report.Items));
        Assert.Equal((0, 0, 1), (none.CompletedRuns, ladder.CompletedRuns, one.CompletedRuns));
        Assert.Null(Headroom.BestRun(CombineSamples.Project(_folder["q"])));
    }

    [Fact]
    public void A_run_below_a_rung_that_overfits_with_contradicted_labels_has_all_three_in_order()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        FrozenSplit split = project.Splits.Freeze(Samples.Split(50, 50), "v1", Samples.DataHash);
        Ladder.Run(project, split, new Scripted(95), cancellationToken: Token);
        CombineSamples.Run(project, "weak", CombineSamples.Classes(100, [.. Enumerable.Range(0, 30)]), split.Fingerprint);
        string best = Train(project, new RunSplit("v1", split.Fingerprint), CombineSamples.Classes(100, [.. Enumerable.Range(0, 10)], sure: 0.99f), trainLoss: 0.1, validLoss: 0.4);

        HeadroomReport report = Headroom.Of(project, cancellationToken: Token);

        Assert.Equal((best, 0.9, 2), (report.RunId, report.Score, report.CompletedRuns));
        Assert.Null(report.BaselineAdvice);

        // Every error has a probability of 0.01 against 0.99; 0.3 of 0.4 is the gap; the interval is 0.8256 to 0.9448; (0.95 - 0.9) / 0.1 is the rung.
        Assert.Equal([HeadroomKind.LabelNoise, HeadroomKind.TrainValidGap, HeadroomKind.NoiseFloor, HeadroomKind.BelowBaseline], report.Items.Select(item => item.Kind));
        Assert.Equal([1.0, 0.75, 0.5957, 0.5], report.Items.Select(item => Math.Round(item.Share, 4)));
        Assert.Contains("10 of 100 validation items", report.Items[0].Evidence, StringComparison.Ordinal);
        Assert.Contains("training loss 0.1, validation loss 0.4", report.Items[1].Evidence, StringComparison.Ordinal);
        Assert.Contains("'only' has accuracy 0.95, the run 0.9", report.Items[3].Evidence, StringComparison.Ordinal);
        Assert.Contains(report.NotChecked, reason => reason.Contains("segments: the project has no data", StringComparison.Ordinal));
        Assert.Contains("input wait: the run recorded no training steps (trees and blends have none)", report.NotChecked);
    }

    [Theory]
    [InlineData(0.151, 0, 0.5, "let a thread prepare the batches meanwhile: DataLoaderOptions.Workers = 1 or more instead of 0")]
    [InlineData(0.4, 2, 0.5, "DataLoaderOptions.Workers = 4 instead of 2")]
    [InlineData(0.4, 2, 0.97, "every core is busy (97%), so more workers cannot help")]
    [InlineData(0.15, 2, 0.5, null)]
    public void A_run_that_waits_for_more_than_15_percent_of_its_steps_is_input_bound_with_one_thing_to_do(double wait, int workers, double cpu, string? suggestion)
    {
        Project project = CombineSamples.Project(_folder["p"]);
        CombineSamples.Run(project, "weak", CombineSamples.Classes(100, [.. Enumerable.Range(0, 30)]));
        var resources = new RunResources { StepSeconds = 80, InputWait = wait, Workers = workers, Cpu = cpu };
        string best = Train(project, new RunSplit("v1", "split-fingerprint"), CombineSamples.Classes(100, [1]), 0.1, 0.1, resources);

        HeadroomReport report = Headroom.Of(project, cancellationToken: Token);

        Assert.Equal(best, report.RunId);
        HeadroomItem? item = report.Items.SingleOrDefault(item => item.Kind == HeadroomKind.InputWait);
        Assert.Equal((suggestion is not null, suggestion is null ? null : (double?)wait), (item is not null, item?.Share));
        Assert.Contains(suggestion ?? "", item?.Try ?? "", StringComparison.Ordinal);
        Assert.Contains(suggestion is null ? "" : $"{Math.Round(wait * 100, 1)}% of 80 s of training steps wait for data, more than 15%", item?.Evidence ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(report.NotChecked, reason => reason.StartsWith("input wait", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_not_recorded_is_not_checked_and_a_named_run_is_looked_at_instead_of_the_best()
    {
        Project project = CombineSamples.Project(_folder["p"], "mae", "y");
        string first = CombineSamples.Run(project, "first", CombineSamples.Values([.. Enumerable.Range(0, 50).Select(row => row == 7 ? 90.0 : 1.0 + (row % 5))]), metric: "mae");
        CombineSamples.Run(project, "second", CombineSamples.Values([.. Enumerable.Repeat(0.5, 50)]), metric: "mae");

        HeadroomReport report = Headroom.Of(project, project.Runs.Find(first), Token);

        Assert.Equal(first, report.RunId);
        HeadroomItem noise = Assert.Single(report.Items, item => item.Kind == HeadroomKind.LabelNoise);
        Assert.Contains("1 of 50 validation items lie more than 4 robust deviations", noise.Evidence, StringComparison.Ordinal);
        Assert.Contains(report.NotChecked, reason => reason.StartsWith("train-valid gap: the run has no training", StringComparison.Ordinal));
        Assert.Contains(report.NotChecked, reason => reason.StartsWith("below the baseline: no ladder", StringComparison.Ordinal));
    }

    private static string Train(Project project, RunSplit split, RunPredictions predictions, double trainLoss, double validLoss, RunResources? resources = null)
    {
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "net", Split = split });
        run.Update(record => record with { Resources = resources });
        run.LogMetrics(100, 1, new Dictionary<string, double> { ["train/epochLoss"] = 0.9, ["valid/loss"] = 0.8 });
        run.LogMetrics(200, 2, new Dictionary<string, double> { ["train/epochLoss"] = trainLoss, ["valid/loss"] = validLoss });
        run.SaveValidPredictions(predictions);
        (double score, Interval interval) = MetricBootstrap.Score(ScoreMetric.Named("accuracy"), predictions);
        run.Complete(new Dictionary<string, MetricSummary> { ["valid/accuracy"] = new() { Last = score, Best = score, N = 100, Low = interval.Low, High = interval.High } });
        return run.Id;
    }

    /// <summary>A ladder of zeros and one rung.</summary>
    private sealed class Scripted(int right) : LadderTask([.. Enumerable.Range(0, 100).Select(item => $"item {item}")], [.. Enumerable.Range(0, 100).Select(item => (double)(item % 2))])
    {
        public override LadderKind Kind => LadderKind.Table;

        public override IReadOnlyList<LadderRung> Rungs => [Rung("zeros", 50, true), Rung("only", right, false)];

        private static LadderRung Rung(string name, int count, bool trivial) => new(
            name, $"{count} are right", trivial, (_, _) => new RungPredictions(CombineSamples.Classes(100, [.. Enumerable.Range(count, 100 - count)]).Outputs.ToArray()));
    }
}
