namespace Hone.Learn.Data;

/// <summary>Means, deviations and quantiles of values none of which is missing.</summary>
internal static class NumberSummary
{
    public static double Reduce(double[] values, AggregateKind kind)
    {
        if (kind == AggregateKind.Sum)
        {
            return values.Sum();
        }

        if (values.Length == 0)
        {
            return double.NaN;
        }

        return kind switch
        {
            AggregateKind.Mean => Mean(values),
            AggregateKind.Std => Deviation(values, Mean(values), 1),
            AggregateKind.Min => values.Min(),
            AggregateKind.Max => values.Max(),
            AggregateKind.Median => Median(values),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such aggregate"),
        };
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>sqrt(sum (x - mean)^2 / (n - ddof)); NaN for too few values.</summary>
    public static double Deviation(ReadOnlySpan<double> values, double mean, int ddof)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return values.Length <= ddof ? double.NaN : Math.Sqrt(sum / (values.Length - ddof));
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return Quantile(sorted, 0.5);
    }

    /// <summary>Linear between the two nearest ranks, as in NumPy and pandas.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double position = share * (sorted.Length - 1);
        int low = (int)position;
        int high = Math.Min(low + 1, sorted.Length - 1);
        double part = position - low;
        return part == 0 ? sorted[low] : sorted[low] + (part * (sorted[high] - sorted[low]));
    }
}
