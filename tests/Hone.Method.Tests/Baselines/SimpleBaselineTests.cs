namespace Hone.Method.Tests.Baselines;

public sealed class SimpleBaselineTests
{
    private static readonly BaselineData Train = new([0, 0, 1, 0, 10, 10, 11, 10, 12, 10], [0, 0, 1, 1, 1], ["a", "b", "c", "d", "e"], 3);
    private static readonly BaselineData Valid = new([2, 1, 9, 9], [0, 1], ["v", "w"], 3);

    [Fact]
    public void The_majority_class_is_predicted_with_the_training_shares()
    {
        float[] outputs = new MajorityClassBaseline().FitPredict(Train, Valid, 1, TestContext.Current.CancellationToken);
        Assert.Equal([0.4f, 0.6f, 0f, 0.4f, 0.6f, 0f], outputs.Select(p => MathF.Round(p, 6)));
    }

    [Fact]
    public void The_nearest_class_mean_wins_and_a_class_without_items_never_does()
    {
        float[] outputs = new NearestClassMeanBaseline().FitPredict(Train, Valid, 1, TestContext.Current.CancellationToken);
        Assert.True(outputs[0] > 0.5f);
        Assert.True(outputs[4] > 0.5f);
        Assert.Equal(0f, outputs[2]);
        Assert.Equal(1f, outputs[0] + outputs[1] + outputs[2], 1e-5f);
    }

    [Fact]
    public void The_accuracy_is_the_share_of_items_whose_most_probable_class_is_right()
    {
        var baseline = new MajorityClassBaseline();
        Assert.Equal(0.5, baseline.Accuracy(Train, Valid, 1, TestContext.Current.CancellationToken));
        Assert.Equal(0.6, baseline.Accuracy(Train, Train, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Rows_that_do_not_fit_the_classes_are_refused_with_the_numbers()
    {
        var error = Assert.Throws<HoneDataException>(() => new BaselineData(new float[7], [0, 1], ["a", "b"], 2));
        Assert.Contains("7 numbers, 2 classes, 2 ids", error.Message);
    }
}
