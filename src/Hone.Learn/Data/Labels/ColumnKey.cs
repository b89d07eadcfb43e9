using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>A column of a table by its name or by its number, whichever is at hand; a text or a number turns into it by itself.</summary>
/// <example><code>new TableLabelsOptions { FileColumn = "image", LabelColumn = 1 }</code></example>
public readonly record struct ColumnKey
{
    private readonly string? _name;
    private readonly int _number;

    private ColumnKey(string? name, int number)
    {
        _name = name;
        _number = number;
    }

    /// <summary>A column by its name.</summary>
    /// <param name="name">As in the header.</param>
    public static implicit operator ColumnKey(string name) => FromString(name);

    /// <summary>A column by its number.</summary>
    /// <param name="number">From 0.</param>
    public static implicit operator ColumnKey(int number) => FromInt32(number);

    /// <summary>A column by its name.</summary>
    /// <param name="name">As in the header.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ColumnKey FromString(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ColumnKey(name, -1);
    }

    /// <summary>A column by its number.</summary>
    /// <param name="number">From 0.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public static ColumnKey FromInt32(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new ColumnKey(null, number);
    }

    /// <summary>The name, or the number in digits.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => _name ?? _number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of the column in a table.</summary>
    /// <exception cref="HoneDataException">The table has no such column.</exception>
    internal string NameIn(Frame table)
    {
        if (_name is not null)
        {
            return table[_name].Name;
        }

        return _number < table.Columns.Count
            ? table.Columns[_number].Name
            : throw new HoneDataException($"A table with a column {_number}, counted from 0.", $"{table.Columns.Count} columns: {string.Join(", ", table.Names)}", "Frame", "check the separator, or choose other columns");
    }
}
