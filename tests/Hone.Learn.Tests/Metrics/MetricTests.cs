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
        var metric = new F1Score(Average.Macro);
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
    public void Pixels_of_masks_count_one_by_one_and_unlabelled_ones_not_at_all()
    {
        // Two masks of 1x3 pixels; the predicted classes are 0 1 2 and 2 1 0.
        Tensor scores = Tensor.From<float>([9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0, 9, 0, 9, 0, 0], [2, 3, 1, 3]);
        Tensor masks = Tensor.From<long>([0, 1, 1, 255, 1, 0], [2, 1, 3]);
        foreach ((Metric metric, double expected) in ((Metric, double)[])
        [
            (new Accuracy(ignoreIndex: 255), 4 / 5.0),
            (new ErrorRate(ignoreIndex: 255), 1 / 5.0),
            (new HammingLoss(ignoreIndex: 255), 1 / 5.0),

            // The score of the wrong pixel is equal for its class 1 and class 0, which comes first.
            (new TopKAccuracy(2, ignoreIndex: 255), 4 / 5.0),

            // Four pixels with the softmax of 9, 0, 0 for their class, one with that of 0.
            (new Perplexity(ignoreIndex: 255), Math.Exp(Math.Log(Math.Exp(9) + 2) - (4 * 9 / 5.0))),
        ])
        {
            Assert.True(double.IsNaN(metric.Value));
            metric.Update(scores, masks);
            Assert.Equal(5, metric.Count);
            Assert.Equal(expected, metric.Value, 9);
        }

        HoneDataException data = Assert.Throws<HoneDataException>(() => new Accuracy().Update(scores, masks));
        Assert.Contains("255", data.Message);
        Assert.Contains("ignoreIndex", data.Message);
    }

    [Fact]
    public void A_column_of_answers_is_read_as_a_list()
    {
        foreach (Func<Metric> make in (Func<Metric>[])[() => new Accuracy(), () => new TopKAccuracy(2), () => new Perplexity(), () => new BrierScore(), () => new HammingLoss(), () => new MeanIoU(), () => new Accuracy(-1)])
        {
            Metric list = make();
            Metric column = make();
            list.Update(Scores, Answers);
            column.Update(Scores, Answers.Reshape(4, 1));
            Assert.Equal((list.Value, 4L), (column.Value, column.Count));
        }
    }

    [Fact]
    public void Answers_that_do_not_fit_the_axis_are_refused_with_a_hint()
    {
        Tensor scores = Tensor.Zeros([2, 3, 5]);
        Tensor answers = Tensor.Zeros([2, 3], DType.Int64);
        foreach (Metric metric in (Metric[])[new Accuracy(), new F1Score(Average.Macro)])
        {
            string message = Assert.Throws<ShapeException>(() => metric.Update(scores, answers)).Message;
            Assert.Contains("[2, 3, 5] and [2, 3]", message);
            Assert.Contains("axis: -1", message);
        }

        Assert.Contains("axis 3", Assert.Throws<ShapeException>(() => new Accuracy(3).Update(scores, answers)).Message);
        Assert.Contains("axis -3", Assert.Throws<ShapeException>(() => new F1Score(Average.Macro, axis: -3).Update(scores, answers)).Message);
        Assert.Contains("Int64", Assert.Throws<ShapeException>(() => new Accuracy(-1).Update(scores, answers.To(DType.Float32))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Accuracy(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Recall(axis: 0));
    }

    [Fact]
    public void Scores_of_one_class_are_those_of_class_1_of_two_and_refused_for_more()
    {
        // Predicted 1, 1, 0, 1 for 1, 0, 0, 1: two right of three answers, two found of two.
        Tensor scores = Tensor.From<float>([0, 1, 0, 1, 1, 0, 0, 1], [4, 2]);
        Tensor answers = Tensor.From<long>([1, 0, 0, 1], [4]);
        foreach ((Func<Metric> make, string name, double expected) in ((Func<Metric>, string, double)[])
        [
            (() => new Precision(), "precision_binary", 2 / 3.0),
            (() => new Recall(), "recall_binary", 1),
            (() => new F1Score(), "f1_binary", 4 / 5.0),
            (() => new FBeta(2), "f2_binary", 10 / 11.0),
            (() => new Jaccard(), "jaccard_binary", 2 / 3.0),
        ])
        {
            Metric metric = make();
            metric.Update(scores, answers);
            Assert.Equal(name, metric.Name);
            Assert.Equal(expected, metric.Value, 12);
            string message = Assert.Throws<ShapeException>(() => make().Update(Scores, Answers)).Message;
            Assert.Contains("3 classes", message);
            Assert.Contains(name, message);
            Assert.Contains("Average.Macro", message);
        }
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
