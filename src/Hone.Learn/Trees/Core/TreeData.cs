using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// The features that trees see: a table of floats, stored by column, in which NaN means missing. It never changes once it is made.
/// </summary>
/// <remarks>
/// Trees compare and never calculate, so features need no scaling. Numbers that Float32 cannot tell apart are equal to a tree.
/// </remarks>
public sealed class TreeData
{
    /// <summary>The largest code that a categorical column may hold: bit sets of categories stay small.</summary>
    public const int MaxCode = 65_535;

    private readonly float[][] _columns;
    private readonly bool[] _isCategorical;

    private TreeData(float[][] columns, int rows, string[] names, bool[] isCategorical)
    {
        _columns = columns;
        Rows = rows;
        Names = names;
        _isCategorical = isCategorical;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _columns.Length;

    /// <summary>One name per column.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A table of columns, which are kept without a copy: do not change them afterwards.</summary>
    /// <param name="columns">Columns of equal length; NaN is a missing value.</param>
    /// <param name="options">Names and categorical columns.</param>
    /// <exception cref="HoneDataException">Columns differ in length, a value is infinite, or a code is no whole number from 0 to <see cref="MaxCode"/>.</exception>
    public static TreeData FromColumns(IReadOnlyList<float[]> columns, TreeDataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new();
        float[][] copy = [.. columns];
        int rows = copy.Length == 0 ? 0 : copy[0].Length;
        string[] names = NamesOf(copy.Length, options);
        for (int c = 0; c < copy.Length; c++)
        {
            if (copy[c].Length != rows)
            {
                throw new HoneDataException($"Columns of equal length: \"{names[0]}\" has {rows} rows.", $"\"{names[c]}\" with {copy[c].Length} rows", $"column {c}", "check how the columns were read");
            }
        }

        var isCategorical = new bool[copy.Length];
        foreach (int column in options.Categorical)
        {
            if ((uint)column >= (uint)copy.Length)
            {
                throw new HoneDataException($"Categorical columns from 0 to {copy.Length - 1}.", column.ToString(CultureInfo.InvariantCulture), "TreeDataOptions.Categorical", "columns count from 0");
            }

            isCategorical[column] = true;
        }

        for (int c = 0; c < copy.Length; c++)
        {
            Check(copy[c], names[c], isCategorical[c]);
        }

        return new TreeData(copy, rows, names, isCategorical);
    }

    /// <summary>A table of values that lie row by row.</summary>
    /// <param name="values">values: [rows, columns].</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="options">Names and categorical columns.</param>
    /// <exception cref="HoneDataException">The values are no whole number of rows, or a value cannot be used, as in <see cref="FromColumns"/>.</exception>
    public static TreeData FromRows(ReadOnlySpan<float> values, int columns, TreeDataOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0)
        {
            throw new HoneDataException($"A whole number of rows of {columns} columns.", $"{values.Length} values", "TreeData.FromRows", "check the number of columns");
        }

        int rows = values.Length / columns;
        var table = new float[columns][];
        for (int c = 0; c < columns; c++)
        {
            var column = new float[rows];
            for (int r = 0; r < rows; r++)
            {
                column[r] = values[(r * columns) + c];
            }

            table[c] = column;
        }

        return FromColumns(table, options);
    }

    /// <summary>The values of a column.</summary>
    /// <param name="column">Counts from 0.</param>
    /// <returns>[rows]; NaN is missing.</returns>
    public ReadOnlySpan<float> Column(int column) => _columns[column];

    /// <summary>Whether a column holds codes of categories.</summary>
    /// <param name="column">Counts from 0.</param>
    public bool IsCategorical(int column) => _isCategorical[column];

    /// <summary>A table of some rows, in the order given; a row may come more than once.</summary>
    /// <param name="rows">Rows from 0.</param>
    /// <exception cref="HoneDataException">There is no such row.</exception>
    public TreeData Take(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Rows)
            {
                throw new HoneDataException($"Rows from 0 to {Rows - 1}.", $"row {row}", "TreeData.Take", "rows count from 0");
            }
        }

        var table = new float[Columns][];
        for (int c = 0; c < table.Length; c++)
        {
            float[] source = _columns[c];
            var column = new float[rows.Length];
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = source[rows[i]];
            }

            table[c] = column;
        }

        return new TreeData(table, rows.Length, [.. Names], _isCategorical);
    }

    /// <summary>The same table with another column in one place; the other columns are shared.</summary>
    internal TreeData With(int column, float[] values)
    {
        var table = (float[][])_columns.Clone();
        table[column] = values;
        return new TreeData(table, Rows, (string[])Names, _isCategorical);
    }

    /// <summary>The values of a column, for loops that run on other threads.</summary>
    internal float[] Values(int column) => _columns[column];

    /// <summary>Writes rows one after the other: [count, columns].</summary>
    internal void CopyRows(int start, int count, Span<float> target)
    {
        int width = Columns;
        for (int c = 0; c < width; c++)
        {
            ReadOnlySpan<float> column = _columns[c].AsSpan(start, count);
            int at = c;
            for (int r = 0; r < column.Length; r++)
            {
                target[at] = column[r];
                at += width;
            }
        }
    }

    private static string[] NamesOf(int columns, TreeDataOptions options)
    {
        if (options.Names is null)
        {
            return [.. Enumerable.Range(0, columns).Select(c => $"x{c}")];
        }

        if (options.Names.Count != columns)
        {
            throw new HoneDataException($"One name for each of {columns} columns.", $"{options.Names.Count} names", "TreeDataOptions.Names", "give as many names as columns");
        }

        return [.. options.Names];
    }

    private static void Check(float[] column, string name, bool isCategorical)
    {
        for (int row = 0; row < column.Length; row++)
        {
            float value = column[row];
            if (float.IsInfinity(value))
            {
                throw new HoneDataException("Finite features, or NaN for a missing value.", value > 0 ? "infinity" : "minus infinity", $"column \"{name}\", row {row}", "replace it by NaN or by the largest value that makes sense");
            }

            if (isCategorical && !float.IsNaN(value) && (value < 0 || value > MaxCode || value != MathF.Floor(value)))
            {
                throw new HoneDataException($"Codes of categories: whole numbers from 0 to {MaxCode}, or NaN.", value.ToString(CultureInfo.InvariantCulture), $"categorical column \"{name}\", row {row}", "number the categories from 0, or take the column as a number");
            }
        }
    }
}
