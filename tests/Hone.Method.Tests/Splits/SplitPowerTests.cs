namespace Hone.Method.Tests;

public sealed class SplitPowerTests
{
    // spec/method.md M13: for an accuracy of 0.9 and independent samples.
    [Theory]
    [InlineData(200, 0.021, 0.059)]
    [InlineData(1000, 0.0095, 0.026)]
    [InlineData(5000, 0.0042, 0.012)]
    public void The_smallest_difference_of_accuracies_is_that_of_the_table(int n, double error, double difference)
    {
        SplitPower power = Valid(n).Power("accuracy");

        Assert.Equal(n, power.N);
        Assert.Equal(error, power.StandardError!.Value, 0.0003);
        Assert.Equal(difference, power.SmallestDifference!.Value, 0.0005);
        Assert.Null(power.NotChecked);
    }

    [Fact]
    public void Classes_with_fewer_than_30_items_are_not_checked()
    {
        Split split = Split.Stratified(Samples.Data(1000, 100, 60), new() { Fractions = new() { Valid = 0.2 } });

        Assert.Equal("2 of 3 classes have fewer than 30 validation items: 'c2' 12, 'c1' 20", split.Power("accuracy").ClassesNotChecked);
        Assert.Null(Split.Stratified(Samples.Data(1000, 1000)).Power("accuracy").ClassesNotChecked);
    }

    [Fact]
    public void A_metric_without_a_formula_is_not_checked_with_the_reason()
    {
        Split split = Valid(100);

        Assert.Contains("bootstrap", split.Power("rmsle").NotChecked, StringComparison.Ordinal);
        Assert.Contains("standard deviation", split.Power("mae").NotChecked, StringComparison.Ordinal);
        Assert.Null(split.Power("f1").SmallestDifference);
        Assert.Equal(0.5, split.Power("mae", new() { ItemDeviation = 5 }).StandardError);
        Assert.Contains("two classes", split.Power("auc").NotChecked, StringComparison.Ordinal);
    }

    [Fact]
    public void The_area_under_the_curve_has_the_error_of_hanley_and_mcneil()
    {
        // Worked by hand for an area of 0.9 with 51 and 58 items: Q1 = 0.818182, Q2 = 0.852632,
        // variance = (0.09 + 50 x 0.008182 + 57 x 0.042632) / 2958 = 0.00099.
        Split split = Split.Stratified(Samples.Data(102, 116), new() { Fractions = new() { Valid = 0.5 } });

        Assert.Equal([51, 58], split.ClassShares!.Valid);
        Assert.Equal(Math.Sqrt((0.09 + (50 * (0.81818182 - 0.81)) + (57 * (0.85263158 - 0.81))) / 2958), split.Power("auc").StandardError!.Value, 6);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_level_outside_0_to_1_is_refused(double level)
    {
        StatisticsException error = Assert.Throws<StatisticsException>(() => Valid(100).Power("accuracy", new() { Expected = level }));

        Assert.Contains($"level {Numbers.Plain(level)}", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    // spec/method.md M14 and 1.0: the luck of the best of k equal models.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.5642)]
    [InlineData(10, 1.5388)]
    [InlineData(50, 2.2491)]
    [InlineData(100, 2.5076)]
    [InlineData(10_000, 3.8516)]
    public void The_best_of_k_equal_models_looks_better_by_so_many_standard_errors(int k, double errors) =>
        Assert.Equal(errors, ExpectedMaximum.Of(k), 3);

    [Fact]
    public void Wear_counts_the_runs_on_the_split_and_compares_luck_with_the_gain()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        FrozenSplit split = project.Splits.Freeze(Valid(1000), "v1", Samples.DataHash);
        for (int i = 0; i < 50; i++)
        {
            Complete(project, split.Fingerprint, i == 49 ? 0.915 : 0.90);
        }

        Complete(project, "another-fingerprint", 0.99);

        SplitWear wear = SplitWear.Of(split, project.Runs.List(), "accuracy", MetricDirection.Higher);

        Assert.Equal(50, wear.Decisions);
        Assert.Equal(2.2491 * Math.Sqrt(0.915 * 0.085 / 1000), wear.Optimism!.Value, 4);
        Assert.Equal(0.015, wear.ClaimedGain!.Value, 6);
        Assert.True(wear.NeedsFreshFold);
        Assert.Contains("luck among 50 runs alone would look like +0.0198, the best run claims +0.015: decide on a fresh fold", wear.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gain_beyond_luck_needs_no_fresh_fold_and_a_single_run_is_no_choice()
    {
        using var folder = new TemporaryFolder();
        var clock = new FixedClock();
        Project project = Samples.NewProject(folder["p"], clock);
        FrozenSplit split = project.Splits.Freeze(Valid(1000), "v1", Samples.DataHash);
        Complete(project, split.Fingerprint, 0.80);
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Null(SplitWear.Of(split, project.Runs.List(), "accuracy", MetricDirection.Higher).NeedsFreshFold);
        Complete(project, split.Fingerprint, 0.90);

        SplitWear wear = SplitWear.Of(split, project.Runs.List(), "accuracy", MetricDirection.Higher);

        Assert.False(wear.NeedsFreshFold);
        Assert.Contains("more than luck among 2 runs", wear.Advice, StringComparison.Ordinal);
        Assert.Equal(0, SplitWear.Of(split, [], "accuracy", MetricDirection.Higher).Decisions);
    }

    private static Split Valid(int n) => Split.Random(new SplitData { Ids = Enumerable.Range(0, 2 * n).Select(i => $"id {i}").ToArray() }, new() { Fractions = new() { Valid = 0.5 } });

    private static void Complete(Project project, string fingerprint, double accuracy)
    {
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "net", Split = new RunSplit("v1", fingerprint) });
        run.Complete(new Dictionary<string, MetricSummary> { ["valid/accuracy"] = new() { Last = accuracy, Best = accuracy, N = 1000 } });
    }
}
