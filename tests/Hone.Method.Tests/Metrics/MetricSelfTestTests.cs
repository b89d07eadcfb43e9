namespace Hone.Method.Tests.Metrics;

public sealed class MetricSelfTestTests
{
    private static readonly double[] ClassTargets = [0, 1, 1, 0, 0, 1, 0, 0, 1, 0];
    private static readonly double[] ValueTargets = [1, 2, 4, 8, 3, 5, 7, 0.5, 2.5, 6];

    public static TheoryData<string> Names() => [.. ScoreMetric.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_known_metric_passes(string name)
    {
        ScoreMetric metric = ScoreMetric.Named(name);
        CheckResult result = MetricSelfTest.Run(metric, metric.IsOfClasses ? ClassTargets : ValueTargets);

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("n = 10", result.Message);
    }

    [Fact]
    public void A_metric_that_improves_when_predictions_are_inverted_has_the_wrong_direction()
    {
        CheckResult result = MetricSelfTest.Run("my error", MetricDirection.Higher, false, ScoreMetric.Named("mae").Score, ValueTargets);

        Assert.True(result.IsError);
        Assert.Contains("direction: my error improves when predictions are inverted", result.Message);
        Assert.Contains("perfect 0", result.Message);
        Assert.Contains("lower is better", result.Findings[0].HowToFix);
    }

    [Fact]
    public void A_metric_that_does_not_read_predictions_is_found()
    {
        CheckResult result = MetricSelfTest.Run("blind", MetricDirection.Higher, true, predictions => predictions.Targets.Average(), ClassTargets);

        Assert.True(result.IsError);
        Assert.Contains("does not order predictions", result.Message);
    }

    [Fact]
    public void A_metric_that_is_not_finite_is_found()
    {
        CheckResult result = MetricSelfTest.Run("logs", MetricDirection.Lower, false, predictions => Math.Log(-1), ValueTargets);

        Assert.True(result.IsError);
        Assert.Contains("not finite", result.Message);
    }

    [Fact]
    public void One_class_alone_is_not_checked()
    {
        CheckResult result = MetricSelfTest.Run(ScoreMetric.Named("accuracy"), [1, 1, 1]);

        Assert.Equal(CheckOutcome.NotChecked, result.Outcome);
        Assert.Contains("3 targets with 1 different values", result.Message);
    }
}
