namespace Hone.Learn.Tests;

public sealed class MetricTests
{
    private static readonly Tensor Scores = Tensor.From<float>([3, 1, 0, 0, 2, 1, 1, 0, 2, 5, 4, 3], [4, 3]);
    private static readonly Tensor Answers = Tensor.From<long>([0, 1, 0, 1], [4]);

    [Fact]
    public void Accuracy_and_error_rate_count_items_over_unequal_batches()
    {
        // Right, right, wrong, wrong; then a batch of one that is wrong.
        var accuracy = new Accuracy();
        var error = new ErrorRate();
        foreach (Metric metric in new Metric[] { accuracy, error })
        {
            metric.Reset();
            metric.Update(Scores, Answers);
            metric.Update(Tensor.From<float>([0, 0, 1], [1, 3]), Tensor.From<long>([0], [1]));
            Assert.Equal(5, metric.Count);
        }

        Assert.Equal(2 / 5.0, accuracy.Value);
        Assert.Equal(3 / 5.0, error.Value);
        Assert.True(accuracy.HigherIsBetter);
        Assert.False(error.HigherIsBetter);
    }

    [Fact]
    public void Top_two_accuracy_accepts_the_second_place()
    {
        var metric = new TopKAccuracy(2);
        metric.Update(Scores, Answers);
        Assert.Equal(1, metric.Value);
        Assert.Equal("top_2_accuracy", metric.Name);
        Assert.Equal("top_5_accuracy", new TopKAccuracy().Name);
    }

    [Fact]
    public void F1_comes_from_all_items_not_from_batches()
    {
        // Predicted 0, 1, 2, 0 for 0, 1, 0, 1: F1 of the classes 2/4, 2/3, 0.
        var metric = new F1Score();
        metric.Reset();
        metric.Update(Tensor.From<float>([3, 1, 0, 0, 2, 1], [2, 3]), Tensor.From<long>([0, 1], [2]));
        metric.Update(Tensor.From<float>([1, 0, 2, 5, 4, 3], [2, 3]), Tensor.From<long>([0, 1], [2]));
        Assert.Equal((0.5 + (2 / 3.0) + 0) / 3, metric.Value, 12);
        Assert.Equal(4, metric.Count);
    }

    [Fact]
    public void Most_confused_pairs_come_first()
    {
        var matrix = new ConfusionMatrix(3);
        (int Actual, int Predicted)[] items = [(0, 1), (2, 1), (2, 1), (1, 1), (0, 2)];
        foreach ((int actual, int predicted) in items)
        {
            matrix.Add(actual, predicted);
        }

        Assert.Equal([new ConfusedPair(2, 1, 2), new ConfusedPair(0, 1, 1), new ConfusedPair(0, 2, 1)], matrix.MostConfused());
        Assert.Equal([new ConfusedPair(2, 1, 2)], matrix.MostConfused(2));
        Assert.Equal(5, matrix.Count);
    }

    [Fact]
    public void Scores_and_answers_of_unequal_length_are_refused_with_their_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => new Accuracy().Update(Scores, Tensor.From<long>([0, 1], [2])));
        Assert.Contains("[4, 3] and [2]", error.Message);
    }

    [Fact]
    public void Smooth_loss_by_hand()
    {
        var smooth = new SmoothLoss();
        Assert.True(double.IsNaN(smooth.Value));
        smooth.Add(2);
        Assert.Equal(2, smooth.Value, 12);
        smooth.Add(1);

        // (.98 * .02 * 2 + .02 * 1) / (1 - .98^2) = .0592 / .0396
        Assert.Equal(0.0592 / 0.0396, smooth.Value, 12);
    }
}
