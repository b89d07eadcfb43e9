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
        double target = predictions.Targets[item];
        if (metric.IsOfClasses)
        {
            bool readsProbabilities = metric.Name is "log_loss" or "cross_entropy" or "auc";
            return readsProbabilities
                ? -Math.Log(Math.Max(SmallestProbability, MetricFormulas.ProbabilityOf(outputs, (int)target)))
                : MetricFormulas.IsRight(predictions, item) ? 0 : 1;
        }

        double error = metric.Name == "rmsle"
            ? Math.Log(1 + Math.Max(0, outputs[0])) - Math.Log(1 + Math.Max(0, target))
            : outputs[0] - target;
        return metric.Name == "mae" ? Math.Abs(error) : error * error;
    }
}
