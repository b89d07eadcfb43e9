namespace Hone.Method.Tests.Baselines;

public sealed class SoftmaxRegressionTests
{
    [Fact]
    public void At_the_optimum_the_mean_probability_of_a_class_is_its_share()
    {
        var random = new Random(2);
        const int Count = 500;
        float[] rows = [.. Enumerable.Range(0, Count * 4).Select(_ => (float)(random.NextDouble() - 0.5) * 4)];
        int[] labels = [.. Enumerable.Range(0, Count).Select(row => rows[4 * row] + rows[(4 * row) + 1] > 1 ? 2 : rows[(4 * row) + 2] > 0.7 ? 1 : 0)];

        float[] outputs = SoftmaxRegression.Fit(rows, labels, 3, TestContext.Current.CancellationToken).Predict(rows, Count);

        for (int label = 0; label < 3; label++)
        {
            double share = labels.Count(other => other == label) / (double)Count;
            double mean = Enumerable.Range(0, Count).Average(row => (double)outputs[(3 * row) + label]);
            Assert.Equal(share, mean, 1e-3);
        }

        int right = Enumerable.Range(0, Count).Count(row => Accuracies.ArgMax(outputs.AsSpan(3 * row, 3)) == labels[row]);
        Assert.True(right > 0.9 * Count, $"{right} of {Count}");
    }

    [Fact]
    public void A_class_that_does_not_occur_is_never_likely()
    {
        float[] outputs = SoftmaxRegression.Fit([1, -1, 1, -1], [0, 1, 0, 1], 3, TestContext.Current.CancellationToken).Predict([1, -1], 2);

        Assert.True(outputs[0] > 0.9 && outputs[4] > 0.9, string.Join(", ", outputs));
        Assert.True(outputs[2] < 0.02 && outputs[5] < 0.02, string.Join(", ", outputs));
    }
}
