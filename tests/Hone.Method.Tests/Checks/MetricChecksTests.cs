namespace Hone.Method.Tests.Checks;

public sealed class MetricChecksTests
{
    [Fact]
    public void Every_metric_that_Hone_computes_passes_its_self_test()
    {
        CheckReport report = MetricChecks.All().Run(null, TestContext.Current.CancellationToken);

        Assert.Equal(ScoreMetric.Names.Count, report.Results.Count);
        Assert.All(report.Results, result => Assert.True(result.Outcome == CheckOutcome.Pass, result.Message));
    }

    [Fact]
    public void A_project_that_declares_the_other_direction_is_told_so()
    {
        Finding finding = Assert.Single(MetricChecks.Of("log_loss", MetricDirection.Higher).Run(null, TestContext.Current.CancellationToken).Findings);

        Assert.StartsWith("direction: log_loss improves when predictions are inverted (perfect 0.0202", finding.What);
        Assert.Equal("declare the other direction: lower is better", finding.HowToFix);
    }

    [Fact]
    public void Metrics_of_pixels_are_not_checked_and_unknown_ones_are_refused_with_the_known()
    {
        CheckResult pixels = MetricChecks.Of("dice").Run(null, TestContext.Current.CancellationToken).Results.Single();
        MetricException unknown = Assert.Throws<MetricException>(() => MetricChecks.Of("loggloss"));

        Assert.Equal(CheckOutcome.NotChecked, pixels.Outcome);
        Assert.Contains("pixel by pixel", pixels.Message);
        Assert.Contains("'loggloss'", unknown.Got);
        Assert.Contains("log_loss", unknown.Expected);
    }
}
