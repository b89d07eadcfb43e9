using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class ThresholdTests
{
    [Fact]
    public void The_threshold_with_the_best_f_is_found_in_the_middle_of_its_plateau()
    {
        // Perfect between 0.3 and 0.6.
        var predictions = new Predictions(["a", "b"], [0.1f, 0.6f, 0.7f, 0.3f], Shape.Create([2]), ["x", "y"]) { TargetValues = [0, 1, 1, 0] };

        OptimalThreshold best = OptimalThreshold.Find(predictions, t => new FBetaMulti(threshold: t, sigmoid: false));

        Assert.Equal(1, best.Value);
        Assert.Equal(0.45, best.Threshold, 0.011);
    }

    [Fact]
    public void A_lower_is_better_metric_is_minimized()
    {
        var predictions = new Predictions(["a", "b"], [0.1f, 0.6f, 0.7f, 0.3f], Shape.Create([2]), ["x", "y"]) { TargetValues = [0, 1, 1, 0] };
        OptimalThreshold best = OptimalThreshold.Find(predictions, t => new HammingLossMulti(t, sigmoid: false), steps: 9);
        Assert.Equal(0, best.Value);
    }

    [Fact]
    public void Predictions_without_labels_have_no_best_threshold()
    {
        var predictions = new Predictions(["a"], [0.1f, 0.6f], Shape.Create([2]), []);
        HoneException error = Assert.Throws<HoneException>(() => OptimalThreshold.Find(predictions, t => new AccuracyMulti(t, sigmoid: false)));
        Assert.Contains("2 outputs and 0 targets", error.Message);
    }

    [Fact]
    public void Curves_that_do_not_exist_are_left_out_or_nan()
    {
        var auc = new RocAucBinary();
        Assert.True(double.IsNaN(auc.Value));
        auc.Update(Tensor.From<float>([1, 2], [2]), Tensor.From<float>([1, 1], [2]));
        Assert.True(double.IsNaN(auc.Value));
        var multi = new RocAucMulti();
        multi.Update(Tensor.From<float>([1, 5, 2, 6], [2, 2]), Tensor.From<float>([0, 1, 1, 1], [2, 2]));
        Assert.Equal(1, multi.Value);
        Assert.True(double.IsNaN(multi.PerLabel[1]));
    }

    [Fact]
    public void Labels_that_are_never_there_nor_answered_count_zero()
    {
        // Label 0: one right, one missed, one too many of three; label 1 never; probabilities 0.9, 0.2, 0.6 and 0.1.
        Tensor answers = Tensor.From<float>([1, 0, 1, 0, 0, 0], [3, 2]);
        Tensor probabilities = Tensor.From<float>([0.9f, 0.1f, 0.2f, 0.1f, 0.6f, 0.1f], [3, 2]);
        var jaccard = new JaccardMulti(sigmoid: false);
        var matthews = new MatthewsCorrelationMulti(sigmoid: false);
        var brier = new BrierScoreMulti(sigmoid: false);
        foreach (Metric metric in (Metric[])[jaccard, matthews, brier])
        {
            Assert.True(double.IsNaN(metric.Value));
            metric.Update(probabilities, answers);
            Assert.Equal(3, metric.Count);
        }

        // (3 * 1 - 2 * 2) / sqrt(2 * 1 * 2 * 1) = -1/2.
        Assert.Equal((1 / 3.0) / 2, jaccard.Value, 12);
        Assert.Equal(-0.5 / 2, matthews.Value, 12);
        Assert.Equal((0.01 + 0.64 + 0.36 + 0.01 + 0.01 + 0.01) / 6, brier.Value, 6);
        Assert.True(matthews.HigherIsBetter);
        Assert.False(brier.HigherIsBetter);
    }

    [Fact]
    public void Jaccard_counts_an_empty_class_as_zero_and_mean_iou_leaves_it_out()
    {
        // Of three classes the last neither occurs nor is answered.
        Tensor scores = Tensor.From<float>([1, 0, 0, 0, 1, 0, 1, 0, 0], [3, 3]);
        Tensor classes = Tensor.From<long>([0, 1, 1], [3]);
        var jaccard = new Jaccard(Average.Macro);
        var mean = new MeanIoU();
        jaccard.Update(scores, classes);
        mean.Update(scores, classes);

        Assert.Equal((0.5 + 0.5 + 0) / 3, jaccard.Value, 12);
        Assert.Equal(0.5, mean.Value, 12);
    }

    [Fact]
    public void Wrong_targets_of_scores_are_named()
    {
        HoneDataException data = Assert.Throws<HoneDataException>(() => new RocAucBinary().Update(Tensor.Zeros([1, 2]), Tensor.From<long>([3], [1])));
        Assert.Contains("3", data.Message);
        ShapeException shape = Assert.Throws<ShapeException>(() => new AveragePrecision().Update(Tensor.Zeros([1, 3]), Tensor.From<long>([0], [1])));
        Assert.Contains("[1, 3]", shape.Message);
        shape = Assert.Throws<ShapeException>(() => new AccuracyMulti().Update(Tensor.Zeros([1, 3]), Tensor.Zeros([1, 2])));
        Assert.Contains("[1, 2]", shape.Message);
        shape = Assert.Throws<ShapeException>(() => new Rmse().Update(Tensor.Zeros([2, 3]), Tensor.Zeros([2])));
        Assert.Contains("[2, 3]", shape.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RocAuc(Average.Micro));
    }

    [Fact]
    public void Rmse_of_a_learner_is_the_root_over_all_items_not_a_mean_of_batches()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i }),
            Target = new RegressionBlock<int>(i => new float[] { i * i }),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 25)], new DataLoaderOptions { Workers = 0, BatchSize = 2 });
        var learner = new Learner(data, new Linear(1, 1).Initialize(1), new LearnerOptions { Loss = new MseLoss(), Metrics = [new Rmse(), new R2Score()] });

        ValidationResult result = learner.Validate();

        Assert.Equal(Math.Sqrt(result.Loss), result.Metrics[0].Value, 1e-3);
        Assert.Equal(5, result.Metrics[1].Count);
    }
}
