using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>All columns of a table in numbers; pandas' <c>describe</c>.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Columns">The columns in their order.</param>
public sealed record FrameSummary(int Rows, IReadOnlyList<ColumnSummary> Columns)
{
    /// <summary>The summary of one column.</summary>
    /// <param name="name">Its name.</param>
    public ColumnSummary this[string name] => Columns.FirstOrDefault(column => column.Name == name)
        ?? throw new HoneDataException($"A column of the table: {string.Join(", ", Columns.Select(column => column.Name))}.", $"\"{name}\"", "FrameSummary", "check the spelling");

    /// <summary>A table.</summary>
    /// <returns>One line a column, below a heading.</returns>
    public override string ToString()
    {
        List<string[]> lines = [["column", "kind", "count", "missing", "distinct", "mean", "std", "min", "25%", "50%", "75%", "max", "top"]];
        lines.AddRange(Columns.Select(Line));
        return TextTable.Of(lines);
    }

    private static string[] Line(ColumnSummary column) =>
    [
        column.Name,
        column.Kind.ToString(),
        Text(column.Count),
        Text(column.Missing),
        Text(column.Distinct),
        Text(column.Mean),
        Text(column.Std),
        Text(column.Min),
        Text(column.LowerQuartile),
        Text(column.Median),
        Text(column.UpperQuartile),
        Text(column.Max),
        column.Top.Count == 0 ? string.Empty : $"{column.Top[0].Value} ({column.Top[0].Count})",
    ];

    private static string Text(double value) => double.IsNaN(value) ? string.Empty : value.ToString("0.####", CultureInfo.InvariantCulture);
}
