using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Columns of tables as numbers.</summary>
internal static class FrameNumbers
{
    /// <summary>The values of a column: codes in the order of first occurrence for words, days since 1970 for dates, 0 and 1 for truths; NaN is missing.</summary>
    public static double[] Of(FrameColumn column)
    {
        var values = new double[column.Count];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = column.IsMissing(row) ? double.NaN : column switch
            {
                NumberColumn numbers => numbers[row],
                IntegerColumn integers => integers[row]!.Value,
                BoolColumn truths => truths[row]!.Value ? 1 : 0,
                DateColumn dates => (dates[row]!.Value - DateTime.UnixEpoch).TotalDays,
                CategoricalColumn words => words.Codes[row],
                _ => double.NaN,
            };
        }

        return values;
    }

    /// <summary>The values of a target; a missing or unreadable one is an error with its row.</summary>
    public static double[] Target(FrameColumn column, IReadOnlyList<int> rows)
    {
        bool isText = column.Kind is ColumnKind.Text or ColumnKind.Date;
        double[] values = isText ? [] : Of(column);
        foreach (int row in rows)
        {
            if (isText || double.IsNaN(values[row]))
            {
                throw new BaselineException(
                    ExitCode.BadInput,
                    $"a number in the target '{column.Name}' of every training and validation row",
                    column.IsMissing(row) ? "a missing value" : $"'{column.TextAt(row)}'",
                    string.Create(CultureInfo.InvariantCulture, $"row {row + 2} of the file"),
                    isText ? "choose a metric of classes for the project, such as accuracy" : "leave rows without a target out of the split");
            }
        }

        return [.. rows.Select(row => values[row])];
    }

    /// <summary>The names of the classes of some rows; a missing one is an error with its row.</summary>
    public static string[] Labels(FrameColumn column, IReadOnlyList<int> rows) => [.. rows.Select(row => column.TextAt(row) ?? throw new BaselineException(
        ExitCode.BadInput,
        $"a class in the target '{column.Name}' of every training and validation row",
        "a missing value",
        string.Create(CultureInfo.InvariantCulture, $"row {row + 2} of the file"),
        "leave rows without a target out of the split"))];
}
