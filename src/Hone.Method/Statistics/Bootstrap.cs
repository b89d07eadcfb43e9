namespace Hone.Method;

/// <summary>Intervals from resampling the items that were measured.</summary>
public static class Bootstrap
{
    /// <summary>
    /// The paired bootstrap: resamples the items (not the two runs apart), takes the mean of first - second each time, and returns the
    /// percentiles of those means. Two runs that fail on the same items have a much tighter difference than their own intervals suggest.
    /// </summary>
    /// <param name="first">The score of each item in the first run.</param>
    /// <param name="second">The score of each item in the second run, in the same order.</param>
    /// <param name="direction">Whether a larger score is better.</param>
    /// <param name="options">Resamples, seed and confidence.</param>
    /// <exception cref="StatisticsException">The lengths differ, there are no items, or a score is not finite.</exception>
    public static PairedDifference Paired(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        MetricDirection direction,
        BootstrapOptions? options = null)
    {
        if (first.Length != second.Length || first.Length == 0)
        {
            throw new StatisticsException(
                ExitCode.NotChecked,
                "two lists of scores of the same items, at least one",
                $"{first.Length} and {second.Length} scores",
                "the paired bootstrap",
                "compare runs on the same validation rows");
        }

        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
        }

        (double mean, Interval interval) = Mean(differences, options);
        bool positive = interval.Low > 0;
        bool negative = interval.High < 0;
        bool better = direction == MetricDirection.Higher ? positive : negative;
        bool worse = direction == MetricDirection.Higher ? negative : positive;
        Verdict verdict = better ? Verdict.Better : worse ? Verdict.Worse : Verdict.Same;
        return new PairedDifference(mean, interval, differences.Length, verdict);
    }

    /// <summary>The percentile interval of a mean.</summary>
    /// <param name="values">The value of each item.</param>
    /// <param name="options">Resamples, seed and confidence.</param>
    /// <exception cref="StatisticsException">There are no values, one is not finite, or an option is out of its range.</exception>
    public static (double Mean, Interval Interval) Mean(ReadOnlySpan<double> values, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        Validate(values, options);
        var random = new CounterRandom(options.Seed);
        double[] means = new double[options.Resamples];
        for (int resample = 0; resample < means.Length; resample++)
        {
            means[resample] = ResampledSum(values, random.Stream((ulong)resample)) / values.Length;
        }

        Array.Sort(means);
        double tail = (1 - options.Confidence) / 2;
        var interval = new Interval(Quantile(means, tail), Quantile(means, 1 - tail), options.Confidence);
        return (Sum(values) / values.Length, interval);
    }

    // Four sums side by side hide the latency of an addition; the draws themselves are independent of each other.
    private static double ResampledSum(ReadOnlySpan<double> values, CounterRandom random)
    {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            a += values[random.Below(values.Length, (ulong)i)];
            b += values[random.Below(values.Length, (ulong)i + 1)];
            c += values[random.Below(values.Length, (ulong)i + 2)];
            d += values[random.Below(values.Length, (ulong)i + 3)];
        }

        for (; i < values.Length; i++)
        {
            a += values[random.Below(values.Length, (ulong)i)];
        }

        return a + b + (c + d);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The quantile of sorted values by linear interpolation between neighbors, as NumPy's default.</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double q)
    {
        double position = q * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static void Validate(ReadOnlySpan<double> values, BootstrapOptions options)
    {
        if (options.Resamples < 100 || options.Confidence is not (> 0 and < 1))
        {
            throw new StatisticsException(
                ExitCode.Usage,
                "at least 100 resamples and a confidence between 0 and 1",
                $"{options.Resamples} resamples, confidence {Numbers.Plain(options.Confidence)}",
                "the options of the bootstrap",
                "leave them at 1000 and 0.95");
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new StatisticsException(
                    ExitCode.BadInput, "finite scores", Numbers.Plain(values[i]), $"item {i} of {values.Length}", "look for NaN in the predictions");
            }
        }

        if (values.Length == 0)
        {
            throw new StatisticsException(ExitCode.NotChecked, "at least one value", "0 values", "the bootstrap", "give it some");
        }
    }
}
