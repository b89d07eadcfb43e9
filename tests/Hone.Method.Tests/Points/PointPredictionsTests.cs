namespace Hone.Method.Tests.Points;

public sealed class PointPredictionsTests : IDisposable
{
    private static readonly ScoreMetric Mae = ScoreMetric.Named("mae");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Two items of two numbers: errors 1, -3 and 0, 2.
    private static RunPredictions Two() => new(["a", "b"], [10, 20, 30, 40], [11, 17, 30, 42]);

    /// <summary>Items of three numbers whose errors are the given noise, times a factor for each number.</summary>
    private static RunPredictions Noisy(int count, int stream, double scale)
    {
        double[] noise = CombineSamples.Noise(3 * count, stream);
        return new RunPredictions(
            [.. Enumerable.Range(0, count).Select(item => $"item {item}")],
            [.. Enumerable.Range(0, 3 * count).Select(at => (double)at)],
            [.. noise.Select((error, at) => (float)(at + (scale * error)))]);
    }

    [Fact]
    public void Predictions_of_several_numbers_come_back_from_their_file_and_those_of_one_keep_its_form()
    {
        string several = _folder["several.csv"];
        string one = _folder["one.csv"];
        Two().Write(several);
        new RunPredictions(["a"], [1], [0.25f, 0.75f]).Write(one);

        RunPredictions read = RunPredictions.Read(several);

        Assert.Equal("id,y0,y1,p0,p1", File.ReadLines(several).First());
        Assert.Equal(["id,y,p0,p1", "a,1,0.25,0.75"], File.ReadAllLines(one));
        Assert.Equal((2, 2), (read.TargetCount, read.OutputCount));
        Assert.Equal([10.0, 20, 30, 40], read.Targets);
        Assert.Equal([11f, 17, 30, 42], read.Outputs.ToArray());
        Assert.Equal(40, read.TargetOf(1, 1));
    }

    [Theory]
    [InlineData("id,y0,y1,p0,q1")]
    [InlineData("id,y0,y2,p0,p1")]
    [InlineData("id,p0,p1")]
    [InlineData("id,y,p1")]
    public void Another_header_is_refused_with_both_forms(string header)
    {
        File.WriteAllText(_folder["p.csv"], header + "\na,1,2,3,4\n");

        RunException error = Assert.Throws<RunException>(() => RunPredictions.Read(_folder["p.csv"]));

        Assert.Contains("id,y0,y1,...,p0,p1,...", error.Expected, StringComparison.Ordinal);
        Assert.Contains($"'{header}'", error.Got, StringComparison.Ordinal);
        Assert.Contains("row 1", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_need_as_many_outputs()
    {
        RunException error = Assert.Throws<RunException>(() => new RunPredictions(["a", "b"], [1, 2, 3, 4], [1, 2]));

        Assert.Contains("2 ids, 4 targets, 2 outputs", error.Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mae", 1.5)]
    [InlineData("mse", 3.5)]
    [InlineData("rmse", 1.8708286933869707)]
    public void Errors_are_means_over_all_numbers_of_all_items(string metric, double expected) =>
        Assert.Equal(expected, ScoreMetric.Named(metric).Score(Two()), 1e-12);

    [Theory]
    [InlineData("accuracy", "one class for each item")]
    [InlineData("log_loss", "one class for each item")]
    [InlineData("auc", "one class for each item")]
    [InlineData("r2", "one value for each item")]
    [InlineData("rmsle", "one value for each item")]
    public void A_metric_without_a_meaning_for_points_says_which_have_one(string metric, string expected)
    {
        MetricException error = Assert.Throws<MetricException>(() => ScoreMetric.Named(metric).Score(Two()));

        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Contains("2 targets", error.Got, StringComparison.Ordinal);
        Assert.Contains("mae, mse, rmse", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_missing_is_named_with_its_item()
    {
        MetricException error = Assert.Throws<MetricException>(() => Mae.Score(new RunPredictions(["a", "b"], [1, 2, 3, double.NaN], [1, 2, 3, 4])));

        Assert.Contains("item 'b', row 2 of 2", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_resample_items_and_not_their_numbers()
    {
        // The numbers of an item share its error, so three of them know no more than one.
        double[] noise = CombineSamples.Noise(60, 4);
        RunPredictions one = CombineSamples.Values(noise);
        var three = new RunPredictions(
            one.Ids,
            [.. one.Targets.SelectMany(target => Enumerable.Repeat(target, 3))],
            [.. one.Outputs.ToArray().SelectMany(output => Enumerable.Repeat(output, 3))]);

        (double score, Interval interval) = MetricBootstrap.Score(Mae, three);

        Assert.Equal(Mae.Score(one), score, 1e-12);
        Interval expected = MetricBootstrap.Score(Mae, one).Interval;
        Assert.Equal(expected.Low, interval.Low, 1e-12);
        Assert.Equal(expected.High, interval.High, 1e-12);
    }

    [Theory]
    [InlineData(ItemScore.AbsoluteError, 1.5)]
    [InlineData(ItemScore.SquaredError, 3.5)]
    public void Runs_are_compared_by_the_mean_over_the_numbers_of_an_item(ItemScore score, double expected)
    {
        Project project = Points("rmse");
        StoredRun run = Run(project, "a", Two());
        StoredRun perfect = Run(project, "b", new RunPredictions(["b", "a"], [30, 40, 10, 20], [30, 40, 10, 20]));

        RunComparison comparison = RunComparison.Of(run, perfect, score);

        Assert.Equal((score, expected, 0), (comparison.ScoredBy, comparison.FirstScore, comparison.SecondScore));
        Assert.Equal(ItemScore.SquaredError, RunComparison.ScoreFor(project.Charter.Metric));
    }

    [Fact]
    public void Runs_with_points_are_not_compared_by_classes_nor_with_other_points()
    {
        Project project = Points("mae");
        StoredRun run = Run(project, "a", Two());
        StoredRun other = Run(project, "b", new RunPredictions(["a", "b"], [10, 20, 30, 41], [11, 17, 30, 42]));

        NotComparableException byClass = Assert.Throws<NotComparableException>(() => RunComparison.Of(run, run, ItemScore.Correct));
        NotComparableException targets = Assert.Throws<NotComparableException>(() => RunComparison.Of(run, other, ItemScore.AbsoluteError));

        Assert.Contains("2 outputs and 2 targets an item", byClass.Got, StringComparison.Ordinal);
        Assert.Contains("1 with different targets", targets.Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mae < 1", VerdictOutcome.Supported)]
    [InlineData("rmse > 1.5", VerdictOutcome.Refuted)]
    [InlineData("mae < base", VerdictOutcome.Supported)]
    [InlineData("accuracy > 0.5", VerdictOutcome.NoVerdict)]
    public void A_hypothesis_about_points_gets_a_verdict_where_the_metric_has_a_meaning(string expectation, VerdictOutcome outcome)
    {
        RunPredictions run = Noisy(60, 1, 0.5);
        RunVerdict verdict = VerdictJudge.Judge(new Hypothesis { Text = "Closer.", Expectation = expectation, Confidence = 70, Base = "base" }, run, Noisy(60, 2, 2), "mae");

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(outcome == VerdictOutcome.NoVerdict ? "3 targets" : "n = 60", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Residuals_of_all_numbers_correlate_and_the_mean_of_members_with_own_errors_gains()
    {
        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("a", Noisy(200, 1, 1)), CombineSamples.Member("b", Noisy(200, 2, 1))]);

        ErrorCorrelation correlation = Ensemble.Correlation(members, Mae);
        BlendResult mean = Ensemble.Blend(members, Mae, new() { Method = BlendMethod.Mean }, TestContext.Current.CancellationToken);

        Assert.InRange(correlation.Pairs[0].Correlation!.Value, -0.15, 0.15);
        Assert.Equal(200, correlation.N);
        Assert.Equal((BlendVerdict.Gain, 3, 200), (mean.Verdict, mean.Predictions.TargetCount, mean.N));
        Assert.Equal(0.7, mean.Score / mean.Members[0].Score, 0.05);
    }

    [Theory]
    [InlineData(BlendMethod.Greedy)]
    [InlineData(BlendMethod.Weighted)]
    public void Weights_of_points_are_fitted_on_other_folds_and_prefer_the_better_member(BlendMethod method)
    {
        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("good", Noisy(100, 1, 0.2)), CombineSamples.Member("poor", Noisy(100, 2, 3))]);

        BlendResult blend = Ensemble.Blend(members, Mae, new() { Method = method }, TestContext.Current.CancellationToken);

        Assert.True(blend.Members[0].Weight > 0.95, $"{blend.Members[0].Weight}");
        Assert.Equal(members.Targets, blend.Predictions.Targets);
    }

    [Theory]
    [InlineData(BlendMethod.Stack, "has one bias")]
    [InlineData(BlendMethod.Geometric, "positive values")]
    public void Methods_without_a_meaning_for_points_are_refused(BlendMethod method, string why)
    {
        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("a", Noisy(20, 1, 1)), CombineSamples.Member("b", Noisy(20, 2, 1))]);

        EnsembleException error = Assert.Throws<EnsembleException>(() => Ensemble.Blend(members, Mae, new() { Method = method }, TestContext.Current.CancellationToken));

        Assert.Contains("3 targets an item", error.Got, StringComparison.Ordinal);
        Assert.Contains(why, error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_with_other_truths_are_refused_with_the_count()
    {
        RunPredictions one = Noisy(20, 1, 1);
        double[] moved = [.. one.Targets];
        moved[4] += 1;

        EnsembleException error = Assert.Throws<EnsembleException>(() => EnsembleMembers.Of(
            [CombineSamples.Member("a", one), CombineSamples.Member("b", new RunPredictions(one.Ids, moved, one.Outputs.ToArray()))]));

        Assert.Contains("1 with other truths", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_of_fold_points_become_one_set()
    {
        Project project = Points("mae");
        FrozenSplit split = project.Splits.Freeze(Split.Random(new SplitData { Ids = [.. Enumerable.Range(0, 40).Select(item => $"item {item}")] }, new() { Fractions = new() { Valid = 0.2, Test = 0 }, Seed = 1 }), "v1", Samples.DataHash);
        RunPredictions all = Noisy(40, 1, 1);
        OutOfFoldStore store = OutOfFoldStore.Of(project);
        for (int fold = 0; fold < 2; fold++)
        {
            int first = 20 * fold;
            store.SaveFold("net", split, 2, fold, $"run {fold}", new RunPredictions(
                [.. all.Ids.Skip(first).Take(20)], [.. all.Targets.Skip(3 * first).Take(60)], all.Outputs.Slice(3 * first, 60).ToArray()));
        }

        RunPredictions read = store.Open("net").Predictions();

        Assert.Equal(3, read.TargetCount);
        Assert.Equal(Mae.Score(all), store.Open("net").Score(Mae).Score!.Value, 1e-12);
    }

    private Project Points(string metric) => Project.Create(
        _folder["p"],
        new Charter { Question = "?", Target = "points", TargetKind = TargetKind.Points, Metric = metric },
        new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7, Processes = new FakeProcessTable() });

    private static StoredRun Run(Project project, string name, RunPredictions predictions) =>
        project.Runs.Find(CombineSamples.Run(project, name, predictions, metric: project.Charter.Metric));
}
