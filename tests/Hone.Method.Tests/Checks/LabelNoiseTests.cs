namespace Hone.Method.Tests;

public sealed class LabelNoiseTests
{
    [Fact]
    public void The_confident_joint_counts_items_that_reach_the_threshold_of_a_class()
    {
        // p(0) of the first three, which are labeled 0: threshold 1.9 / 3; p(1) of the others, labeled 1: the same.
        double[] p = [0.9, 0.1, 0.8, 0.2, 0.2, 0.8, 0.1, 0.9, 0.3, 0.7, 0.7, 0.3];

        ConfidentLearning found = ConfidentLearning.Find(p, [0, 0, 0, 1, 1, 1], 2);

        Assert.Equal([[2, 1], [1, 2]], found.ConfidentJoint);

        // The third has a margin of 0.2 - 0.8, the last one of 0.3 - 0.7.
        Assert.Equal([2, 5], found.Issues);
        Assert.Equal(6, found.N);
    }

    [Fact]
    public void Items_without_probabilities_or_label_are_left_out()
    {
        double[] p = [0.9, 0.1, double.NaN, double.NaN, 0.1, 0.9, 0.5, 0.5];

        ConfidentLearning found = ConfidentLearning.Find(p, [0, 0, 1, -1], 2);

        Assert.Equal(2, found.N);
        Assert.Empty(found.Issues);
    }

    [Fact]
    public void Counts_that_do_not_fit_are_an_error_with_the_counts()
    {
        StatisticsException error = Assert.Throws<StatisticsException>(() => ConfidentLearning.Find([0.5, 0.5], [0, 1], 2));

        Assert.Contains("2 probabilities, 2 labels, 2 classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_percent_of_flipped_labels_are_found_nearly_all_and_nearly_alone()
    {
        var random = new Random(3);
        int[] labels = new int[2000];
        double[] p = new double[4000];
        var flipped = new HashSet<int>();
        for (int item = 0; item < labels.Length; item++)
        {
            bool truth = item % 2 == 0;
            double sure = 0.93 + (0.06 * random.NextDouble());
            p[2 * item] = truth ? sure : 1 - sure;
            p[(2 * item) + 1] = 1 - p[2 * item];
            bool isFlipped = random.NextDouble() < 0.05;
            if (isFlipped)
            {
                flipped.Add(item);
            }

            labels[item] = truth != isFlipped ? 0 : 1;
        }

        IReadOnlyList<int> issues = ConfidentLearning.Find(p, labels, 2).Issues;

        int right = issues.Count(flipped.Contains);
        Assert.True(right >= 0.9 * flipped.Count, $"recall {right} of {flipped.Count}");
        Assert.True(right >= 0.9 * issues.Count, $"precision {right} of {issues.Count}");
    }

    [Fact]
    public void Neighbors_in_time_are_compared_with_chance()
    {
        // Deviations -1.5 -0.5 0.5 1.5: products 0.75 - 0.25 + 0.75 = 1.25 of 5; r = 0.25, times the root of 4.
        Assert.Equal(0.5, SerialAgreement.OfNumbers([1, 2, 3, 4]), 12);

        // 4 of 5 neighbors agree, chance is 1/2: 0.3 * root of 5 / (1/2).
        Assert.Equal(0.3 * Math.Sqrt(5) * 2, SerialAgreement.OfClasses([0, 0, 0, 1, 1, 1]), 12);
        Assert.Equal(double.NaN, SerialAgreement.OfNumbers([2, 2, 2]));
    }

    [Fact]
    public void A_row_far_from_all_others_is_a_local_outlier()
    {
        float[] places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 60];
        float[] distances = (from a in places from b in places select Math.Abs(a - b)).ToArray();

        double[] probabilities = LocalOutliers.Probabilities(distances, 10, 3);

        Assert.True(probabilities[9] > 0.7, $"{probabilities[9]}");
        Assert.All(probabilities[..9], probability => Assert.True(probability < 0.2, $"{probability}"));
        Assert.Equal(0.5204999, LocalOutliers.Erf(0.5), 6);
    }
}
