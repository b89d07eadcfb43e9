using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>The columns of a table: what was inferred from the file, or asked for.</summary>
/// <param name="Columns">The columns in their order.</param>
public sealed record FrameSchema(IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>The kind of each column by name: hand it to <see cref="CsvOptions.Kinds"/> to read another file in the same way. For rows without a target: <c>frame.Without("y").Schema.Kinds</c>.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds => Columns.ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal);

    /// <summary>A table of names, kinds and missing values.</summary>
    /// <returns>One line a column, below a heading.</returns>
    public override string ToString()
    {
        List<string[]> lines = [["column", "kind", "missing"]];
        lines.AddRange(Columns.Select(column => (string[])[column.Name, column.Kind.ToString(), column.Missing.ToString(CultureInfo.InvariantCulture)]));
        return TextTable.Of(lines);
    }
}
