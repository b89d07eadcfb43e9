using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The ladder of a series: zeros, constant, last value, seasonal naive. The future is predicted from the past alone.</summary>
public sealed class TimeLadder : LadderTask
{
    // In steps of the series: a week of days, months of a year, hours of a day, weeks of a year, hours of a week, days of a year.
    private static readonly int[] Seasons = [7, 12, 24, 52, 168, 365];

    private readonly LadderTargets _targets;
    private readonly string _metric;
    private readonly Series[] _series;

    private TimeLadder(LadderTargets targets, string metric, Series[] series, LadderRows rows)
        : base(rows.ValidIds, targets.Valid)
    {
        _targets = targets;
        _metric = metric;
        _series = series;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Time;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        .. _targets.TrivialRungs(_metric),
        new("last value", "the last value that training has seen before", false, (_, _) => LastValue()),
        new("seasonal naive", "the value one season before, with the season that fits the training part best", false, (_, _) => SeasonalNaive()),
    ];

    /// <summary>Makes the task.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="target">The column to predict, a number.</param>
    /// <param name="time">The column of times: dates or numbers.</param>
    /// <param name="metric">The metric of the project, one of values.</param>
    /// <param name="rows">The training and validation rows.</param>
    /// <param name="entity">The column that says which series a row belongs to; null for one series.</param>
    /// <exception cref="BaselineException">A column is missing, a time is missing or occurs twice in a series, or the metric is one of classes.</exception>
    public static TimeLadder Of(Frame frame, string target, string time, string metric, LadderRows rows, string? entity = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(rows);
        if (!frame.Contains(time) || (entity is not null && !frame.Contains(entity)))
        {
            throw new BaselineException(
                ExitCode.BadInput, $"the columns {time}{(entity is null ? "" : " and " + entity)}", $"the columns {string.Join(", ", frame.Names.Take(12))}", "the table", "name the time column with --time, the series with --group");
        }

        if (ScoreMetric.Named(metric).IsOfClasses)
        {
            throw new BaselineException(ExitCode.Usage, "a metric of values for a series, such as mae or rmse", metric, Project.CharterFile, "change the metric of the project");
        }

        LadderTargets targets = TableLadder.TargetsOf(frame, target, metric, rows);
        double[] times = TimesOf(frame[time], rows);
        return new TimeLadder(targets, metric, Group(frame, entity, times, targets, rows), rows);
    }

    // Text such as 2011-01-01T05:00 is read as a date where the table has not done so.
    private static double[] TimesOf(FrameColumn column, LadderRows rows)
    {
        double[] times = column is CategoricalColumn ? new double[column.Count] : FrameNumbers.Of(column);
        foreach (int row in rows.Train.Concat(rows.Valid))
        {
            if (column is CategoricalColumn)
            {
                times[row] = DateTime.TryParse(column.TextAt(row), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date)
                    ? (date - DateTime.UnixEpoch).TotalDays
                    : double.NaN;
            }

            if (double.IsNaN(times[row]))
            {
                throw new BaselineException(
                    ExitCode.BadInput,
                    $"a date or a number in '{column.Name}'",
                    $"'{column.TextAt(row)}'",
                    string.Create(CultureInfo.InvariantCulture, $"row {row + 2} of the file"),
                    "write dates as 2026-11-21 or 2026-11-21T04:55");
            }
        }

        return times;
    }

    private static Series[] Group(Frame frame, string? entity, double[] times, LadderTargets targets, LadderRows rows)
    {
        string KeyOf(int row) => entity is null ? "" : frame[entity].TextAt(row) ?? "";
        IEnumerable<Moment> moments = rows.Train.Select((row, i) => new Moment(KeyOf(row), times[row], targets.Train[i], -1))
            .Concat(rows.Valid.Select((row, i) => new Moment(KeyOf(row), times[row], targets.Valid[i], i)));
        Series[] series = [.. moments.GroupBy(moment => moment.Key, StringComparer.Ordinal).Select(group => new Series(group.Key, [.. group.OrderBy(moment => moment.Time)]))];
        foreach (Series each in series)
        {
            for (int i = 1; i < each.Moments.Count; i++)
            {
                if (each.Moments[i].Time == each.Moments[i - 1].Time)
                {
                    throw new BaselineException(
                        ExitCode.BadInput,
                        "one row for each time of a series",
                        $"time {Numbers.Plain(each.Moments[i].Time)} twice{(entity is null ? "" : $" in series '{each.Key}'")}",
                        "the table",
                        entity is null ? "name the column that tells the series apart with --group" : "remove the duplicate, or add it up");
                }
            }
        }

        return series;
    }

    private RungPredictions LastValue()
    {
        var outputs = new float[_targets.Valid.Length];
        double mean = _targets.Train.Average();
        foreach (Series series in _series)
        {
            double last = mean;
            foreach (Moment moment in series.Moments)
            {
                if (moment.Valid < 0)
                {
                    last = moment.Value;
                }
                else
                {
                    outputs[moment.Valid] = (float)last;
                }
            }
        }

        return new RungPredictions(outputs);
    }

    private RungPredictions SeasonalNaive()
    {
        int season = Seasons
            .Where(candidate => _series.Any(series => series.Moments.Count(moment => moment.Valid < 0) >= 2 * candidate))
            .OrderBy(TrainError)
            .FirstOrDefault();
        if (season == 0)
        {
            throw new BaselineException(
                ExitCode.NotChecked,
                $"at least {2 * Seasons[0]} training times in a series, two of the shortest season",
                $"{_series.Max(series => series.Moments.Count(moment => moment.Valid < 0))}",
                "the table",
                "a longer history");
        }

        var outputs = new float[_targets.Valid.Length];
        double mean = _targets.Train.Average();
        foreach (Series series in _series)
        {
            for (int i = 0; i < series.Moments.Count; i++)
            {
                if (series.Moments[i].Valid < 0)
                {
                    continue;
                }

                // As many seasons back as it takes to reach a time that training has.
                int back = i - season;
                while (back >= 0 && series.Moments[back].Valid >= 0)
                {
                    back -= season;
                }

                outputs[series.Moments[i].Valid] = (float)(back >= 0 ? series.Moments[back].Value : mean);
            }
        }

        return new RungPredictions(outputs);
    }

    private double TrainError(int season)
    {
        double sum = 0;
        int count = 0;
        foreach (Series series in _series)
        {
            Moment[] train = [.. series.Moments.Where(moment => moment.Valid < 0)];
            for (int i = season; i < train.Length; i++)
            {
                sum += Math.Abs(train[i].Value - train[i - season].Value);
                count++;
            }
        }

        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    /// <summary>A row of a series; <paramref name="Valid"/> is its position among the validation items, -1 for training.</summary>
    private readonly record struct Moment(string Key, double Time, double Value, int Valid);

    private sealed record Series(string Key, IReadOnlyList<Moment> Moments);
}
