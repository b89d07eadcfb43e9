namespace Hone.Learn.Data;

/// <summary>One row of a table: texts by the name or the number of their column.</summary>
public sealed class CsvRow
{
    private readonly string[] _values;

    internal CsvRow(string path, int number, IReadOnlyList<string> columns, string[] values)
    {
        Path = path;
        Number = number;
        Columns = columns;
        _values = values;
    }

    /// <summary>The table.</summary>
    public string Path { get; }

    /// <summary>The row in the file, from 1; the header is row 1.</summary>
    public int Number { get; }

    /// <summary>The names of the columns, as in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The texts, one a column.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The text in a column.</summary>
    /// <param name="column">Its name; case matters.</param>
    /// <exception cref="HoneDataException">There is no such column, two have this name, or the row ends before it.</exception>
    public string this[string column]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(column);
            int[] found = [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i] == column)];
            return found.Length == 1
                ? this[found[0]]
                : throw new HoneDataException(
                    $"A table with one column \"{column}\".",
                    $"{found.Length} of them among {string.Join(", ", Columns.Select(name => $"\"{name}\""))}",
                    Path,
                    "choose a name of the header, or the number of the column");
        }
    }

    /// <summary>The text in a column.</summary>
    /// <param name="column">Its number, from 0.</param>
    /// <exception cref="HoneDataException">The row has fewer columns.</exception>
    public string this[int column] => column >= 0 && column < _values.Length
        ? _values[column]
        : throw new HoneDataException($"A table with a column {column}, counted from 0.", $"{_values.Length} columns in row {Number}", Path, "check the separator, or choose other columns");

    /// <summary>The table and the row: the identity of an item.</summary>
    /// <returns>Such as <c>labels.csv:12</c>.</returns>
    public override string ToString() => $"{System.IO.Path.GetFileName(Path)}:{Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
