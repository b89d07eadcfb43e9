using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Reads the times of a column of a table: dates, years, seconds since 1970, or text in a given format.</summary>
public static class TimeValues
{
    private const long FirstYear = 1000;
    private const long LastYear = 2999;
    private const long FirstSecond = 100_000_000;
    private const long LastSecond = 10_000_000_000;
    private const int ShownRows = 3;

    /// <summary>Reads a column.</summary>
    /// <param name="column">Dates; whole numbers from 1000 to 2999 are years, from 100,000,000 to 10,000,000,000 seconds since 1970; or text.</param>
    /// <param name="format">How text is written, in .NET's letters, such as <c>d/M/yyyy</c>; null refuses text.</param>
    /// <returns>The times; null where a value is missing.</returns>
    /// <exception cref="SplitException">The column holds something else, or a value is not in the format; the message has the first three rows.</exception>
    public static DateTime?[] Read(FrameColumn column, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        int[] rows = [.. Enumerable.Range(0, column.Count)];
        if (column is DateColumn dates)
        {
            return [.. rows.Select(row => dates[row])];
        }

        if (column is IntegerColumn numbers && format is null)
        {
            return FromNumbers(numbers, rows);
        }

        DateTime?[] times = [.. rows.Select(row => Parse(column.TextAt(row), format))];
        int[] wrong = [.. rows.Where(row => !column.IsMissing(row) && times[row] is null)];
        return wrong.Length == 0 ? times : throw Unreadable(column, wrong, format);
    }

    internal static bool IsTime(FrameColumn column) => column switch
    {
        DateColumn => true,
        IntegerColumn numbers => InRange(numbers, FirstYear, LastYear) || InRange(numbers, FirstSecond, LastSecond),
        _ => false,
    };

    private static DateTime?[] FromNumbers(IntegerColumn column, int[] rows)
    {
        if (InRange(column, FirstYear, LastYear))
        {
            return [.. rows.Select(row => column[row] is long year ? new DateTime((int)year, 1, 1) : (DateTime?)null)];
        }

        return InRange(column, FirstSecond, LastSecond)
            ? [.. rows.Select(row => column[row] is long second ? DateTime.UnixEpoch.AddSeconds(second) : (DateTime?)null)]
            : throw Unreadable(column, rows, null);
    }

    private static bool InRange(IntegerColumn column, long least, long most) =>
        column.MissingCount < column.Count
        && Enumerable.Range(0, column.Count).All(row => column[row] is not long value || (value >= least && value <= most));

    private static DateTime? Parse(string? text, string? format) =>
        text is not null
        && format is not null
        && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTime time)
            ? time
            : null;

    private static SplitException Unreadable(FrameColumn column, int[] wrong, string? format)
    {
        string shown = string.Join(", ", wrong.Take(ShownRows).Select(row => $"row {row}: '{column.TextAt(row)}'"));
        return new SplitException(
            ExitCode.BadInput,
            format is null ? $"dates that can be read in column '{column.Name}'" : $"dates written as {format} in column '{column.Name}'",
            $"{wrong.Length} of {column.Count} that are not, {shown}",
            $"column '{column.Name}' ({column.Kind})",
            "say how they are written, day d, month M, year y, hour H, minute m: --date-format d/M/yyyy");
    }
}
