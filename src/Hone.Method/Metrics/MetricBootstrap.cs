namespace Hone.Method;

/// <summary>Intervals of any metric from resampling the items, also for metrics that are no mean over items.</summary>
internal static class MetricBootstrap
{
    // Enough for the ends of a 95% interval to two figures; each resample computes the whole metric.
    private const int Resamples = 400;
    private const double Confidence = 0.95;

    /// <summary>The value of a metric and its 95% interval: Wilson's for a share of items, percentiles of the bootstrap for anything else.</summary>
    public static (double Score, Interval Interval) Score(ScoreMetric metric, RunPredictions predictions)
    {
        double score = metric.Score(predictions);
        int n = predictions.Ids.Count;
        if (metric.IsOfClasses && metric.Name is ("accuracy" or "error_rate"))
        {
            return (score, Proportion.Wilson((long)Math.Round(score * n), n));
        }

        return (score, Percentiles(n, metric.Over(predictions)));
    }

    /// <summary>first - second on the same items, with its 95% interval and what it says about the first.</summary>
    public static PairedDifference Paired(ScoreMetric metric, RunPredictions first, RunPredictions second)
    {
        double difference = metric.Score(first) - metric.Score(second);
        int n = first.Ids.Count;
        Func<int[], double> ofFirst = metric.Over(first);
        Func<int[], double> ofSecond = metric.Over(second);
        Interval interval = Percentiles(n, rows => ofFirst(rows) - ofSecond(rows));
        bool positive = interval.Low > 0;
        bool negative = interval.High < 0;
        bool better = metric.Direction == MetricDirection.Higher ? positive : negative;
        bool worse = metric.Direction == MetricDirection.Higher ? negative : positive;
        return new PairedDifference(difference, interval, n, better ? Verdict.Better : worse ? Verdict.Worse : Verdict.Same);
    }

    private static Interval Percentiles(int n, Func<int[], double> value)
    {
        var random = new CounterRandom(0);
        var rows = new int[n];
        var values = new double[Resamples];
        for (int resample = 0; resample < Resamples; resample++)
        {
            CounterRandom stream = random.Stream((ulong)resample);
            for (int i = 0; i < n; i++)
            {
                rows[i] = stream.Below(n, (ulong)i);
            }

            values[resample] = value(rows);
        }

        Array.Sort(values);
        double tail = (1 - Confidence) / 2;
        return new Interval(Bootstrap.Quantile(values, tail), Bootstrap.Quantile(values, 1 - tail), Confidence);
    }
}
