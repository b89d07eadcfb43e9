namespace Hone.Method;

/// <summary>What each item contributes to the error of a run: the smaller the better, whatever the metric.</summary>
internal static class ItemLoss
{
    private const double SmallestProbability = 1e-15;

    /// <summary>1 for a wrong class where the metric counts classes, -ln p where it reads probabilities, the error in the terms of the metric for values.</summary>
    public static double[] Of(ScoreMetric metric, RunPredictions predictions) =>
        [.. Enumerable.Range(0, predictions.Ids.Count).Select(item => Of(metric, predictions, item))];

    private static double Of(ScoreMetric metric, RunPredictions predictions, int item)
    {
        ReadOnlySpan<float> outputs = predictions.OutputsOf(item);
        int width = predictions.Targets.Count / predictions.Ids.Count;
        if (metric.IsOfClasses)
        {
            bool readsProbabilities = metric.Name is "log_loss" or "cross_entropy" or "auc";
            return readsProbabilities
                ? -Math.Log(Math.Max(SmallestProbability, MetricFormulas.ProbabilityOf(outputs, (int)predictions.Targets[item])))
                : MetricFormulas.IsRight(predictions, item) ? 0 : 1;
        }

        // An item of several numbers, such as points, counts with the mean of their errors.
        double sum = 0;
        for (int number = 0; number < width; number++)
        {
            sum += OfValue(metric.Name, outputs[number], predictions.Targets[(item * width) + number]);
        }

        return sum / width;
    }

    /// <summary>output - target, of logarithms where the metric reads those.</summary>
    public static double Residual(string metric, double output, double target) => metric == "rmsle"
        ? Math.Log(1 + Math.Max(0, output)) - Math.Log(1 + Math.Max(0, target))
        : output - target;

    private static double OfValue(string metric, double output, double target)
    {
        double error = Residual(metric, output, target);
        return metric == "mae" ? Math.Abs(error) : error * error;
    }
}
