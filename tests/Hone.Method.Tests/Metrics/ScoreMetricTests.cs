namespace Hone.Method.Tests.Metrics;

public sealed class ScoreMetricTests
{
    public static TheoryData<string> Names() => [.. ScoreMetric.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_metric_gives_the_value_of_its_example_that_was_worked_by_hand(string name)
    {
        (RunPredictions predictions, double expected) = MetricExamples.Of(name);

        Assert.Equal(expected, ScoreMetric.Named(name).Score(predictions), 1e-6);
    }

    [Fact]
    public void Ties_count_half_in_the_area_under_the_curve_and_one_output_is_class_1()
    {
        var predictions = new RunPredictions(["a", "b", "c"], [1, 0, 0], [0.5f, 0.5f, 0.1f]);

        Assert.Equal(0.75, ScoreMetric.Named("auc").Score(predictions), 1e-12);
    }

    [Fact]
    public void F1_of_three_classes_is_the_mean_over_the_classes_that_occur()
    {
        // Class 0: 1 of 1 right, said twice; class 1: 0 of 1; class 2: 1 of 1.
        var predictions = new RunPredictions(["a", "b", "c"], [0, 1, 2], [1, 0, 0, 1, 0, 0, 0, 0, 1]);

        Assert.Equal(((2.0 / 3) + 0 + 1) / 3, ScoreMetric.Named("f1").Score(predictions), 1e-12);
        Assert.Equal(2.0 / 3, ScoreMetric.Named("balanced_accuracy").Score(predictions), 1e-12);
    }

    [Fact]
    public void A_metric_of_pixels_is_refused_with_the_list_of_the_others()
    {
        var error = Assert.Throws<MetricException>(() => ScoreMetric.Named("dice"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("'dice'", error.Message);
        Assert.Contains("log_loss", error.Message);
    }

    [Fact]
    public void A_target_that_is_no_class_is_named_with_its_item_and_row()
    {
        var error = Assert.Throws<MetricException>(() => ScoreMetric.Named("accuracy").Score(new RunPredictions(["a", "b"], [0, 2], [1, 0, 0, 1])));

        Assert.Contains("classes from 0 to 1", error.Message);
        Assert.Contains("target 2", error.Message);
        Assert.Contains("item 'b', row 2 of 2", error.Message);
    }

    [Fact]
    public void An_output_that_is_not_finite_is_named()
    {
        var error = Assert.Throws<MetricException>(() => ScoreMetric.Named("mae").Score(new RunPredictions(["a", "b"], [0, 2], [1, float.NaN])));

        Assert.Contains("output NaN", error.Message);
        Assert.Contains("row 2 of 2", error.Message);
    }

    [Fact]
    public void Outputs_that_do_not_fit_the_metric_are_refused()
    {
        Assert.Contains("2 outputs", Assert.Throws<MetricException>(() => ScoreMetric.Named("mae").Score(CombineSamples.Classes(4, []))).Message);
        var three = new RunPredictions(["a", "b"], [0, 1], [1, 0, 0, 0, 1, 0]);
        Assert.Contains("3 outputs", Assert.Throws<MetricException>(() => ScoreMetric.Named("auc").Score(three)).Message);
    }

    [Fact]
    public void The_interval_of_a_metric_that_is_no_mean_holds_its_value_and_shrinks_with_items()
    {
        (double score, Interval few) = MetricBootstrap.Score(ScoreMetric.Named("rmse"), CombineSamples.Values(CombineSamples.Noise(50, 1)));
        (_, Interval many) = MetricBootstrap.Score(ScoreMetric.Named("rmse"), CombineSamples.Values(CombineSamples.Noise(2000, 1)));

        Assert.True(few.Contains(score));
        Assert.True(many.Width < few.Width / 3);
    }
}
