namespace Hone.Method.Tests;

public sealed class ExpectationTests
{
    [Theory]
    [InlineData("valid/f1 > base + 0.01", "valid/f1 > base + 0.01")]
    [InlineData("f1 > +0.01", "valid/f1 > base + 0.01")]
    [InlineData("accuracy>=90%", "valid/accuracy >= 0.9")]
    [InlineData("mae < base - 2.5e-1", "valid/mae < base - 0.25")]
    [InlineData("rmse < base", "valid/rmse < base")]
    [InlineData("r2 > -0.5", "valid/r2 > -0.5")]
    [InlineData("  log_loss <= 0.3 ", "valid/log_loss <= 0.3")]
    public void An_expectation_is_read_and_printed_in_full(string text, string full)
    {
        Expectation expectation = Expectation.Parse(text);

        Assert.Equal(full, expectation.ToString());
        Assert.Equal(full, Expectation.Parse(full).ToString());
    }

    [Theory]
    [InlineData("valid/f1 > base + 0.01", 0.72, 0.70, true)]
    [InlineData("valid/f1 > base + 0.01", 0.705, 0.70, false)]
    [InlineData("mae < 2", 1.5, 0, true)]
    [InlineData("mae < 2", 2, 0, false)]
    [InlineData("mae <= 2", 2, 0, true)]
    public void A_score_meets_it_or_does_not(string text, double score, double baseScore, bool meets)
    {
        Assert.Equal(meets, Expectation.Parse(text).IsMetBy(score, baseScore));
    }

    [Theory]
    [InlineData("better than before", "'better than before'")]
    [InlineData("f1 = 0.5", "'f1 = 0.5'")]
    [InlineData("f1 > base * 2", "'f1 > base * 2'")]
    [InlineData("", "''")]
    [InlineData("beauty > 0.5", "'beauty'")]
    [InlineData("train/loss < 1", "'train/loss < 1'")]
    public void What_cannot_be_checked_is_refused_with_the_text(string text, string got)
    {
        HypothesisException error = Assert.Throws<HypothesisException>(() => Expectation.Parse(text));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(got, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accuracy >= 0", "cannot fail", "between 0 and 1")]
    [InlineData("accuracy > base - 1.5", "cannot fail", "between -1 and 1")]
    [InlineData("accuracy > 1", "cannot come true", "between 0 and 1")]
    [InlineData("accuracy <= 1", "cannot fail", "between 0 and 1")]
    [InlineData("f1 > base + 1", "cannot come true", "between -1 and 1")]
    [InlineData("r2 < 1.5", "cannot fail", "1")]
    public void What_cannot_fail_or_cannot_come_true_is_refused_with_the_range(string text, string why, string range)
    {
        HypothesisException error = Assert.Throws<HypothesisException>(() => Expectation.Parse(text));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains(range, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_of_the_project_is_known_besides()
    {
        Assert.Equal("valid/beauty > 7", Expectation.Parse("beauty > 7", "beauty").ToString());
        Assert.Contains("f1, iou, log_loss", Assert.Throws<HypothesisException>(() => Expectation.Parse("nice > 7", "beauty")).Message, StringComparison.Ordinal);
    }
}
