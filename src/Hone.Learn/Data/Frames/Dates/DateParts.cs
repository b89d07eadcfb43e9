using System.Globalization;
using System.Text.RegularExpressions;

namespace Hone.Learn.Data;

/// <summary>Takes dates apart.</summary>
internal static partial class DateParts
{
    public static IEnumerable<FrameColumn> Of(DateColumn dates, bool time)
    {
        string prefix = EndsInDate().Replace(dates.Name, string.Empty);
        yield return Integers("Year", date => date.Year);
        yield return Integers("Month", date => date.Month);
        yield return Integers("Week", ISOWeek.GetWeekOfYear);
        yield return Integers("Day", date => date.Day);
        yield return Integers("Dayofweek", date => ((int)date.DayOfWeek + 6) % 7);
        yield return Integers("Dayofyear", date => date.DayOfYear);
        yield return Truths("Is_month_end", IsMonthEnd);
        yield return Truths("Is_month_start", date => date.Day == 1);
        yield return Truths("Is_quarter_end", date => IsMonthEnd(date) && date.Month % 3 == 0);
        yield return Truths("Is_quarter_start", date => date.Day == 1 && date.Month % 3 == 1);
        yield return Truths("Is_year_end", date => date is { Month: 12, Day: 31 });
        yield return Truths("Is_year_start", date => date is { Month: 1, Day: 1 });
        if (time)
        {
            yield return Integers("Hour", date => date.Hour);
            yield return Integers("Minute", date => date.Minute);
            yield return Integers("Second", date => date.Second);
        }

        var seconds = new double[dates.Count];
        for (int row = 0; row < seconds.Length; row++)
        {
            seconds[row] = Math.Floor(dates.NumberAt(row));
        }

        yield return NumberColumn.Own(prefix + "Elapsed", seconds);

        FrameColumn Integers(string name, Func<DateTime, int> part)
        {
            var values = new long[dates.Count];
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = dates[row] is { } date ? part(date) : IntegerColumn.Missing;
            }

            return IntegerColumn.Own(prefix + name, values);
        }

        FrameColumn Truths(string name, Func<DateTime, bool> part)
        {
            var values = new sbyte[dates.Count];
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = dates[row] is { } date ? (sbyte)(part(date) ? 1 : 0) : (sbyte)-1;
            }

            return BoolColumn.Own(prefix + name, values);
        }
    }

    private static bool IsMonthEnd(DateTime date) => date.Day == DateTime.DaysInMonth(date.Year, date.Month);

    [GeneratedRegex("[Dd]ate$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsInDate();
}
