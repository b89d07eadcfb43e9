namespace Hone.Method.Tests;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;

    public RunComparisonTests()
    {
        _project = Samples.NewProject(_folder["p"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_is_right_where_the_other_is_wrong_is_better()
    {
        StoredRun good = Run("abc", wrong: 10);
        StoredRun poor = Run("abc", wrong: 40);

        RunComparison comparison = RunComparison.Of(good, poor, ItemScore.Correct);

        Assert.Equal((0.9, 0.6), (comparison.FirstScore, comparison.SecondScore));
        Assert.Equal(0.3, comparison.Difference.Difference, 12);
        Assert.Equal((100, Verdict.Better), (comparison.Difference.N, comparison.Difference.Verdict));
        Assert.Equal(Verdict.Worse, RunComparison.Of(poor, good, ItemScore.Correct).Difference.Verdict);
        Assert.Equal(Verdict.Same, RunComparison.Of(good, good, ItemScore.Correct).Difference.Verdict);
        Assert.False(comparison.SubsetsDiffer);
    }

    [Fact]
    public void Log_loss_is_lower_for_the_better_run()
    {
        RunComparison comparison = RunComparison.Of(Run("abc", wrong: 0), Run("abc", wrong: 50), ItemScore.LogLoss);

        Assert.Equal(-Math.Log(0.8f), comparison.FirstScore, 6);
        Assert.Equal(Verdict.Better, comparison.Difference.Verdict);
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        StoredRun one = Run("abc", wrong: 10);
        StoredRun reversed = Run("abc", wrong: 10, reverse: true);

        Assert.Equal(new Interval(0, 0, 0.95), RunComparison.Of(one, reversed, ItemScore.Correct).Difference.Interval);
    }

    [Fact]
    public void Runs_on_different_splits_are_refused_with_both_fingerprints()
    {
        NotComparableException error = Assert.Throws<NotComparableException>(
            () => RunComparison.Of(Run("abc", wrong: 0), Run("def", wrong: 0), ItemScore.Correct));

        Assert.Contains("split fingerprints abc and def", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotChecked, error.ExitCode);
    }

    [Fact]
    public void Runs_on_different_validation_items_are_refused_with_the_counts()
    {
        NotComparableException error = Assert.Throws<NotComparableException>(
            () => RunComparison.Of(Run("abc", wrong: 0), Run("abc", wrong: 0, count: 80), ItemScore.Correct));

        Assert.Contains("100 and 80 items, 80 in common", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_predictions_is_refused_with_the_path()
    {
        StoredRun with = Run("abc", wrong: 0);
        using RunWriter writer = _project.Runs.Create(new RunPlan { Name = "empty", Split = new RunSplit("v1", "abc") });

        RunException error = Assert.Throws<RunException>(() => RunComparison.Of(with, _project.Runs.Find(writer.Id), ItemScore.Correct));

        Assert.Contains("valid.csv", error.Message, StringComparison.Ordinal);
    }

    private StoredRun Run(string fingerprint, int wrong, int count = 100, bool reverse = false)
    {
        using RunWriter writer = _project.Runs.Create(new RunPlan { Name = "probe", Split = new RunSplit("v1", fingerprint) });
        int[] items = reverse ? Enumerable.Range(0, count).Reverse().ToArray() : Enumerable.Range(0, count).ToArray();
        double[] targets = items.Select(item => (double)(item % 2)).ToArray();
        float[] outputs = items.SelectMany(item => (item % 2 == 0) == (item >= wrong) ? new[] { 0.8f, 0.2f } : [0.2f, 0.8f]).ToArray();
        writer.SaveValidPredictions(new RunPredictions(items.Select(item => $"id {item}").ToArray(), targets, outputs));
        writer.Complete(Samples.Accuracy(0.9));
        return _project.Runs.Find(writer.Id);
    }
}
