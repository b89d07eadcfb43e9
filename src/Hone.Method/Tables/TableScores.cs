using Hone.Learn;

namespace Hone.Method;

/// <summary>Scores of predictions of the same rows, with intervals.</summary>
internal sealed class TableScores
{
    private readonly TableMetric _metric;
    private readonly double[] _targets;
    private readonly int _width;

    /// <summary>Takes what is true.</summary>
    /// <param name="metric">How to score.</param>
    /// <param name="targets">Class indices, or numbers; one a row.</param>
    /// <param name="width">Numbers that a prediction has: classes, or 1.</param>
    public TableScores(TableMetric metric, double[] targets, int width)
    {
        _metric = metric;
        _targets = targets;
        _width = width;
    }

    public static MetricDirection DirectionOf(TableMetric metric) => metric is TableMetric.Accuracy or TableMetric.RocAuc ? MetricDirection.Higher : MetricDirection.Lower;

    /// <summary>The score and its 95% interval.</summary>
    /// <param name="outputs">Probabilities or numbers: <c>[rows, width]</c>.</param>
    public (double Score, Interval Interval) Of(double[] outputs)
    {
        if (_metric == TableMetric.RocAuc)
        {
            return AreaUnderCurve.Of([.. Enumerable.Range(0, _targets.Length).Select(row => outputs[(row * _width) + 1])], _targets);
        }

        double[] items = Items(outputs);
        if (_metric == TableMetric.Accuracy)
        {
            long right = items.LongCount(item => item == 1);
            return ((double)right / items.Length, Proportion.Wilson(right, items.Length));
        }

        (double mean, Interval interval) = Bootstrap.Mean(items);
        return _metric == TableMetric.Mae
            ? (mean, interval)
            : (Math.Sqrt(mean), new Interval(Math.Sqrt(interval.Low), Math.Sqrt(interval.High), interval.Confidence));
    }

    /// <summary>Whether predictions are better than others of the same rows by more than chance.</summary>
    public Verdict Compare(double[] outputs, double[] others)
    {
        if (_metric != TableMetric.RocAuc)
        {
            return Bootstrap.Paired(Items(outputs), Items(others), DirectionOf(_metric)).Verdict;
        }

        (double score, _) = Of(others);
        (_, Interval interval) = Of(outputs);
        return interval.Low > score ? Verdict.Better : interval.High < score ? Verdict.Worse : Verdict.Same;
    }

    private double[] Items(double[] outputs)
    {
        var items = new double[_targets.Length];
        for (int row = 0; row < items.Length; row++)
        {
            items[row] = Item(outputs.AsSpan(row * _width, _width), _targets[row]);
        }

        return items;
    }

    private double Item(ReadOnlySpan<double> output, double target) => _metric switch
    {
        TableMetric.Accuracy => Largest(output) == (int)target ? 1 : 0,
        TableMetric.Mae => Math.Abs(output[0] - target),
        TableMetric.Rmsle => Math.Pow(Math.Log(1 + Math.Max(0, output[0])) - Math.Log(1 + target), 2),
        _ => Math.Pow(output[0] - target, 2),
    };

    private static int Largest(ReadOnlySpan<double> output)
    {
        int best = 0;
        for (int i = 1; i < output.Length; i++)
        {
            best = output[i] > output[best] ? i : best;
        }

        return best;
    }
}
