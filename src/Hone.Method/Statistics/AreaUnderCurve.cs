namespace Hone.Method;

/// <summary>The area under the ROC curve with a bootstrap interval.</summary>
internal static class AreaUnderCurve
{
    private const int Resamples = 1000;
    private const double Tail = 0.025;

    /// <summary>The share of pairs of a positive and a negative item in which the positive one has the higher score; ties count half.</summary>
    /// <param name="scores">One a item.</param>
    /// <param name="labels">1 is positive, 0 negative.</param>
    /// <exception cref="StatisticsException">All items are of one class.</exception>
    public static (double Area, Interval Interval) Of(double[] scores, double[] labels)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort((double[])scores.Clone(), order);
        int positives = labels.Count(label => label == 1);
        if (positives == 0 || positives == labels.Length)
        {
            throw new StatisticsException(ExitCode.NotChecked, "items of both classes for the area under the ROC curve", $"{positives} positive of {labels.Length} items", "the area under the ROC curve", "take more items, or score by accuracy");
        }

        var weights = new int[scores.Length];
        Array.Fill(weights, 1);
        double area = Area(scores, labels, order, weights);
        var areas = new List<double>(Resamples);
        var random = new CounterRandom(0);
        for (int resample = 0; resample < Resamples; resample++)
        {
            CounterRandom draws = random.Stream((ulong)resample);
            Array.Clear(weights);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[draws.Below(weights.Length, (ulong)i)]++;
            }

            double one = Area(scores, labels, order, weights);
            if (!double.IsNaN(one))
            {
                areas.Add(one);
            }
        }

        double[] sorted = [.. areas.Order()];
        Interval interval = sorted.Length == 0 ? new Interval(0, 1, 0.95) : new Interval(Bootstrap.Quantile(sorted, Tail), Bootstrap.Quantile(sorted, 1 - Tail), 0.95);
        return (area, interval);
    }

    /// <summary>The area with each item as often as its weight says; NaN when one class is not there.</summary>
    private static double Area(double[] scores, double[] labels, int[] order, int[] weights)
    {
        double wins = 0;
        double negatives = 0;
        double positives = 0;
        int at = 0;
        while (at < order.Length)
        {
            // Items of equal scores together: a positive one wins against the negatives below and half of those beside it.
            double negativesHere = 0;
            double positivesHere = 0;
            double score = scores[order[at]];
            for (; at < order.Length && scores[order[at]] == score; at++)
            {
                int item = order[at];
                negativesHere += labels[item] == 1 ? 0 : weights[item];
                positivesHere += labels[item] == 1 ? weights[item] : 0;
            }

            wins += positivesHere * (negatives + (0.5 * negativesHere));
            negatives += negativesHere;
            positives += positivesHere;
        }

        return wins / (positives * negatives);
    }
}
