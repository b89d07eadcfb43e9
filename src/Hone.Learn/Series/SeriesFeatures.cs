using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Adds earlier values of a series to its rows, so that forests and nets for tables can read it.</summary>
/// <remarks>
/// <para>
/// For the rows r of one entity in the order of time: <c>lag k</c> of r is the value of r - k; a window of w rows with shift s goes over r - s - w + 1 .. r - s. Rows that do not exist give missing
/// values. A feature depends on rows r - s and earlier alone, so nothing looks ahead, and nothing is learned that could leak: compute features before splitting by time.
/// </para>
/// <para>Rows count, not days: fill a calendar with gaps first. pandas' <c>groupby().shift()</c> and <c>groupby().rolling()</c>.</para>
/// </remarks>
/// <example><code>
/// Frame sales = SeriesFeatures.Add(table, new() { Time = "date", Entity = "shop", Columns = ["sold"], Lags = [1, 7], Windows = [7, 28] });
/// </code></example>
public static class SeriesFeatures
{
    /// <summary>Adds lags and rolling statistics.</summary>
    /// <param name="frame">The table, in any order.</param>
    /// <param name="options">Columns, lags and windows.</param>
    /// <returns>The rows in their order with more columns of kind Number at the end.</returns>
    /// <exception cref="HoneDataException">A column does not exist or holds text, times are missing, an entity has two rows of one moment, or a new name is taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A lag, window or count is below 1, or the shift below 0.</exception>
    public static Frame Add(Frame frame, SeriesFeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Shift);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinCount, 1);
        foreach (int size in options.Lags.Concat(options.Windows))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        }

        SeriesOrder order = SeriesOrder.Of(frame, options.Time, options.Entity);
        var columns = new List<FrameColumn>(frame.Columns);
        foreach (string name in options.Columns)
        {
            FrameColumn column = frame[name];
            double[] values = Array.ConvertAll(order.Rows, column.NumberAt);
            columns.AddRange(options.Lags.Select(lag => Column(Name(name, "lag", lag), order, (start, at) => at - lag < start ? double.NaN : values[at - lag])));
            foreach (int window in options.Windows)
            {
                columns.AddRange(options.Statistics.Select(statistic => Column(
                    Name(name, statistic.ToString().ToLowerInvariant(), window),
                    order,
                    (start, at) => Compute(statistic, values.AsSpan(start, at + 1 - start), options.Shift, window, options.MinCount))));
            }
        }

        return new Frame(columns);
    }

    private static string Name(string column, string what, int size) => string.Create(CultureInfo.InvariantCulture, $"{column}_{what}{size}");

    /// <summary>Computes a value for each row from the start of its series and its place in the order.</summary>
    private static NumberColumn Column(string name, SeriesOrder order, Func<int, int, double> compute)
    {
        var result = new double[order.Rows.Length];
        for (int series = 0; series + 1 < order.Starts.Length; series++)
        {
            for (int at = order.Starts[series]; at < order.Starts[series + 1]; at++)
            {
                result[order.Rows[at]] = compute(order.Starts[series], at);
            }
        }

        return NumberColumn.Own(name, result);
    }

    /// <param name="statistic">What to compute.</param>
    /// <param name="past">Values of the series up to the present row.</param>
    /// <param name="shift">Rows at the end that are left out.</param>
    /// <param name="window">Rows before those that count.</param>
    /// <param name="minCount">Values that are needed.</param>
    private static double Compute(RollingStatistic statistic, ReadOnlySpan<double> past, int shift, int window, int minCount)
    {
        int end = past.Length - shift;
        if (end <= 0)
        {
            return double.NaN;
        }

        int count = 0;
        double sum = 0;
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        ReadOnlySpan<double> rows = past[Math.Max(0, end - window)..end];
        foreach (double value in rows)
        {
            if (!double.IsNaN(value))
            {
                count++;
                sum += value;
                least = Math.Min(least, value);
                greatest = Math.Max(greatest, value);
            }
        }

        if (count < minCount)
        {
            return double.NaN;
        }

        return statistic switch
        {
            RollingStatistic.Mean => sum / count,
            RollingStatistic.Sum => sum,
            RollingStatistic.Min => least,
            RollingStatistic.Max => greatest,
            _ => Deviation(rows, sum / count, count),
        };
    }

    private static double Deviation(ReadOnlySpan<double> rows, double mean, int count)
    {
        double squares = 0;
        foreach (double value in rows)
        {
            squares += double.IsNaN(value) ? 0 : (value - mean) * (value - mean);
        }

        return count < 2 ? double.NaN : Math.Sqrt(squares / (count - 1));
    }
}
