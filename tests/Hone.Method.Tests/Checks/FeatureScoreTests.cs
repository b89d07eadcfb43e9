namespace Hone.Method.Tests;

public sealed class FeatureScoreTests
{
    [Fact]
    public void A_feature_equal_to_the_class_gains_everything_and_noise_gains_nothing()
    {
        int[] items = Enumerable.Range(0, 200).ToArray();
        CheckTarget target = CheckTarget.OfClasses("y", items.Select(i => i % 2 == 0 ? "a" : "b").ToArray());
        var score = new SingleFeatureScore(target, items, items.Select(i => i / 2 % 5).ToArray(), GainMetric.Accuracy);
        var random = new Random(1);

        Assert.Equal(1, score.Gain(new CheckFeature("copy", items.Select(i => (double)(i % 2)).ToArray(), false)), 12);
        Assert.InRange(score.Gain(new CheckFeature("noise", items.Select(_ => random.NextDouble()).ToArray(), false)), -1, 0.3);
    }

    [Fact]
    public void The_gain_of_a_status_with_noise_is_what_is_left_of_the_errors()
    {
        // 200 items, half of each class; 6 of them have the wrong status: (0.97 - 0.5) / (1 - 0.5).
        int[] items = Enumerable.Range(0, 200).ToArray();
        CheckTarget target = CheckTarget.OfClasses("y", items.Select(i => i % 2 == 0 ? "a" : "b").ToArray());
        double[] status = items.Select(i => (double)(i is < 6 ? 1 - (i % 2) : i % 2)).ToArray();
        var score = new SingleFeatureScore(target, items, items.Select(i => i / 2 % 5).ToArray(), GainMetric.Accuracy);

        Assert.Equal(0.94, score.Gain(new CheckFeature("status", status, true)), 12);
    }

    [Fact]
    public void Numbers_are_scored_against_the_median()
    {
        int[] items = Enumerable.Range(0, 100).ToArray();
        CheckTarget target = CheckTarget.OfNumbers("y", items.Select(i => (double)(i % 4)).ToArray());
        var score = new SingleFeatureScore(target, items, items.Select(i => i / 4 % 5).ToArray(), GainMetric.MeanAbsoluteError);

        Assert.Equal(1, score.Gain(new CheckFeature("double", items.Select(i => 2.0 * (i % 4)).ToArray(), false)), 6);
    }

    [Theory]
    [InlineData("auc", "auc")]
    [InlineData("f1", "accuracy")]
    [InlineData("cross_entropy", "log_loss")]
    [InlineData("balanced_accuracy", "balanced_accuracy")]
    [InlineData(null, "accuracy")]
    public void The_metric_of_the_project_decides_where_a_gain_can_be_measured_on_it(string? metric, string expected) =>
        Assert.Equal(expected, GainMetrics.NameOf(GainMetrics.Of(metric, CheckTarget.OfClasses("y", ["a", "b"]))));

    [Fact]
    public void Gains_of_each_metric_are_worked_by_hand()
    {
        double[] p = [0.8, 0.2, 0.4, 0.6, 0.3, 0.7, 0.1, 0.9];
        double[] guess = [0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25];
        int[] labels = [0, 0, 1, 1];

        // 3 of 4 are right; guessing gets 2.
        Assert.Equal(0.5, GainMetrics.OfProbabilities(GainMetric.Accuracy, p, guess, labels, 2), 12);
        Assert.Equal(0.5, GainMetrics.OfProbabilities(GainMetric.BalancedAccuracy, p, guess, labels, 2), 12);

        // All four pairs are in order.
        Assert.Equal(1, GainMetrics.OfProbabilities(GainMetric.Auc, p, guess, labels, 2), 12);
        double loss = Math.Log(0.8) + Math.Log(0.4) + Math.Log(0.7) + Math.Log(0.9);
        double guessed = (2 * Math.Log(0.75)) + (2 * Math.Log(0.25));
        Assert.Equal(1 - (loss / guessed), GainMetrics.OfProbabilities(GainMetric.LogLoss, p, guess, labels, 2), 12);
        Assert.Equal(0.75, GainMetrics.OfNumbers(GainMetric.MeanSquaredError, [1, 3], [0, 4], [2, 2]), 12);
        Assert.Equal(0.5, GainMetrics.OfNumbers(GainMetric.RootMeanSquaredError, [1, 3], [0, 4], [2, 2]), 12);
    }

    [Fact]
    public void Items_of_one_group_count_once_in_a_standard_error()
    {
        // Mean 1/2. Two groups that are all right and all wrong: deviations sum to +1 and -1, √2 / 4; alone: each ±1/2, √(4 / 4) / 4.
        Assert.Equal(Math.Sqrt(2) / 4, ForestScore.Clustered([1, 1, 0, 0], [0, 0, 1, 1]).StandardError, 12);
        Assert.Equal(0.25, ForestScore.Clustered([1, 1, 0, 0], [0, 1, 2, 3]).StandardError, 12);
    }

    [Theory]
    [InlineData("price", "prize", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void The_edit_distance_counts_letters(string first, string second, int distance) => Assert.Equal(distance, Hone.Learn.Data.EditDistance.Of(first, second));

    [Fact]
    public void Names_like_the_target_or_an_outcome_are_told_and_others_are_not()
    {
        CheckResult hints = new NameHintCheck("price", ["prices", "weight_after", "loan_status", "rooms"], 10).Run(default);
        CheckResult none = new NameHintCheck("price", ["rooms", "street", "age"], 10).Run(default);

        Assert.Equal("prices, weight_after, loan_status", hints.Findings.Single().Evidence);
        Assert.Equal(Severity.Info, hints.Findings.Single().Severity);
        Assert.Equal(CheckOutcome.Pass, none.Outcome);
    }

    [Fact]
    public void A_statistic_that_saw_other_rows_than_training_rows_is_an_error()
    {
        Split split = Split.Random(new SplitData { Ids = Samples.Data(20).Ids });

        CheckResult good = new FittedRowsCheck("scaler of price", split, split.TrainIndices).Run(default);
        Finding bad = new FittedRowsCheck("scaler of price", split, [.. split.TrainIndices, .. split.ValidIndices]).Run(default).Findings.Single();

        Assert.Equal(CheckOutcome.Pass, good.Outcome);
        Assert.Equal(Severity.Error, bad.Severity);
        Assert.Contains($"fitted on {split.ValidIndices.Count} rows outside the training part, of 20", bad.What, StringComparison.Ordinal);
    }
}
