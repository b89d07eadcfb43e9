using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>When each row happened, as declared or as found out.</summary>
/// <param name="Name">Such as <c>column dteday</c> or <c>the order of the rows</c>.</param>
/// <param name="Column">The column; null for the order of the rows.</param>
/// <param name="Values">The time of each row: days for dates; NaN for none.</param>
/// <param name="IsDeclared">Whether the user said so.</param>
internal sealed record TimeOrder(string Name, string? Column, double[] Values, bool IsDeclared)
{
    // Seconds since 1970 between 1990 and 2100.
    private const double FirstEpoch = 631_152_000;
    private const double LastEpoch = 4_102_444_800;

    /// <summary>The declared time; else a column of dates, one that never falls from row to row, or one of seconds since 1970; else the order of the rows.</summary>
    public static TimeOrder Of(CheckedTable table)
    {
        if (table.Options.TimeColumn is { } declared)
        {
            return new TimeOrder($"column {declared}", declared, table.Feature(declared).Values, true);
        }

        if (table.Dates.Count > 0)
        {
            return new TimeOrder($"column {table.Dates[0]}", table.Dates[0], table.Feature(table.Dates[0]).Values, false);
        }

        string? found = table.FeatureNames
            .Where(name => table.Frame[name].Kind is ColumnKind.Integer or ColumnKind.Number && table.Frame[name].MissingCount == 0)
            .FirstOrDefault(name => Rises(table.Feature(name).Values) || LooksLikeEpoch(table.Feature(name).Values));
        return found is not null
            ? new TimeOrder($"column {found}", found, table.Feature(found).Values, false)
            : new TimeOrder("the order of the rows", null, Enumerable.Range(0, table.Ids.Count).Select(row => (double)row).ToArray(), false);
    }

    /// <summary>Never falls, and takes at least ten values: two or three are a sorted category.</summary>
    internal static bool Rises(double[] values)
    {
        int steps = 0;
        for (int row = 1; row < values.Length; row++)
        {
            if (values[row] < values[row - 1])
            {
                return false;
            }

            steps += values[row] > values[row - 1] ? 1 : 0;
        }

        return steps >= 10;
    }

    internal static bool LooksLikeEpoch(double[] values) =>
        values.All(value => value is >= FirstEpoch and <= LastEpoch && value == Math.Floor(value)) && values.Distinct().Take(11).Count() > 10;
}
