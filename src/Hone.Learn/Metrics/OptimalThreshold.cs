namespace Hone.Learn;

/// <summary>The threshold with which a metric is best, and the value there.</summary>
/// <param name="Threshold">Probability above which a label is answered.</param>
/// <param name="Value">The metric with this threshold.</param>
public sealed record OptimalThreshold(double Threshold, double Value)
{
    /// <summary>Tries thresholds from 0 to 1 on predictions of several labels; fastai's <c>optim_metric</c>.</summary>
    /// <remarks>
    /// Of several best neighbors the middle one is taken, which is the most robust. The value is too good for the data it was searched on: judge the threshold on other
    /// items. fastai searches by Brent's method, which can end in a local optimum; all steps are tried here.
    /// </remarks>
    /// <param name="predictions">From <see cref="Learner.GetPreds(DataLoader?, CancellationToken)"/>: probabilities and targets, [items, labels].</param>
    /// <param name="metricAt">The metric for a threshold, reading probabilities: <c>t => new FBetaMulti(threshold: t, sigmoid: false)</c>.</param>
    /// <param name="steps">Number of thresholds, evenly spaced inside 0 to 1; 99 tries the hundredths.</param>
    /// <returns>The best threshold and its value.</returns>
    /// <exception cref="HoneException">There are no labels, or the metric is NaN everywhere.</exception>
    public static OptimalThreshold Find(Predictions predictions, Func<double, Metric> metricAt, int steps = 99)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(metricAt);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (predictions.TargetValues is not { } targets || targets.Count != predictions.Outputs.Length)
        {
            throw new HoneException("Predictions with a target for each output.", $"{predictions.Outputs.Length} outputs and {predictions.TargetValues?.Count ?? 0} targets", nameof(OptimalThreshold), "predict for a part with labels, with a model of several labels");
        }

        Tensor outputs = Tensor.From<float>(predictions.Outputs.Span, [predictions.Count, predictions.Width]);
        Tensor answers = Tensor.From<float>([.. targets], [predictions.Count, predictions.Width]);
        var values = new double[steps];
        bool isHigherBetter = true;
        for (int i = 0; i < steps; i++)
        {
            Metric metric = metricAt((i + 1.0) / (steps + 1));
            metric.Reset();
            metric.Update(outputs, answers);
            values[i] = metric.Value;
            isHigherBetter = metric.HigherIsBetter;
        }

        int best = Middle(values, isHigherBetter);
        return new OptimalThreshold((best + 1.0) / (steps + 1), values[best]);
    }

    private static int Middle(double[] values, bool isHigherBetter)
    {
        int first = -1;
        for (int i = 0; i < values.Length; i++)
        {
            bool isBetter = first < 0 || (isHigherBetter ? values[i] > values[first] : values[i] < values[first]);
            first = !double.IsNaN(values[i]) && isBetter ? i : first;
        }

        if (first < 0)
        {
            throw new HoneException("A metric that is a number for some threshold.", $"NaN for all {values.Length}", nameof(OptimalThreshold), "check that the labels occur");
        }

        int last = first;
        while (last + 1 < values.Length && values[last + 1] == values[first])
        {
            last++;
        }

        return (first + last) / 2;
    }
}
