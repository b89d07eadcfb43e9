namespace Hone.Learn.Data;

/// <summary>A table of typed columns with names; immutable: every change gives a new table that shares what stays. The place of pandas' <c>DataFrame</c>.</summary>
/// <example><code>
/// Frame rides = Frame.ReadCsv("hour.csv");
/// Console.WriteLine(rides.Schema);
/// Frame busy = rides.Filter(row => row.Number("cnt") > 100).AddDatePart("dteday");
/// </code></example>
public sealed partial class Frame
{
    private readonly FrameColumn[] _columns;
    private readonly Dictionary<string, int> _positions;

    /// <summary>Joins columns.</summary>
    /// <param name="columns">Columns with different names and as many rows each.</param>
    /// <exception cref="HoneDataException">A name occurs twice, or the numbers of rows differ.</exception>
    public Frame(params IReadOnlyList<FrameColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
        _positions = new Dictionary<string, int>(_columns.Length, StringComparer.Ordinal);
        for (int i = 0; i < _columns.Length; i++)
        {
            FrameColumn column = _columns[i];
            if (!_positions.TryAdd(column.Name, i))
            {
                throw new HoneDataException("The columns of a table have different names.", $"\"{column.Name}\" at {_positions[column.Name]} and at {i}", "Frame", "rename one of them");
            }

            if (column.Count != _columns[0].Count)
            {
                throw new HoneDataException($"All columns have {_columns[0].Count} rows, as {_columns[0].Name}.", $"{column.Count} rows in {column.Name}", "Frame", "take the columns from the same table");
            }
        }
    }

    /// <summary>Number of rows.</summary>
    public int RowCount => _columns.Length == 0 ? 0 : _columns[0].Count;

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<FrameColumn> Columns => _columns;

    /// <summary>The names of the columns in their order.</summary>
    public IReadOnlyList<string> Names => [.. _columns.Select(column => column.Name)];

    /// <summary>Names, kinds and missing values of the columns.</summary>
    public FrameSchema Schema => new([.. _columns.Select(column => new ColumnSchema(column.Name, column.Kind, column.MissingCount))]);

    /// <summary>Memory of the values in bytes.</summary>
    public long ByteCount => _columns.Sum(column => column.ByteCount);

    /// <summary>The rows, as items of a data block.</summary>
    /// <example><code>
    /// Frame table = Frame.ReadCsv("labels.csv", new() { Kind = ColumnKind.Text });
    /// var file = new ColReader("image", new() { Prefix = "train/", Suffix = ".jpg" });
    /// var tags = new ColReader("tags", new() { Delimiter = " " });
    /// var block = new DataBlock&lt;FrameRow&gt;
    /// {
    ///     GetId = file.Text,
    ///     Input = new ImageBlock&lt;FrameRow&gt;(row => ImageFile.Read(file.Text(row)).Image),
    ///     Target = new MultiCategoryBlock&lt;FrameRow&gt;(tags.Labels),
    /// };
    /// DataLoaders data = block.DataLoaders(table.Rows());
    /// </code></example>
    /// <returns>One item a row, in their order.</returns>
    public IReadOnlyList<FrameRow> Rows()
    {
        var rows = new FrameRow[RowCount];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = new FrameRow(this, row);
        }

        return rows;
    }

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="HoneDataException">There is no such column; the message lists those that exist.</exception>
    public FrameColumn this[string name] => _positions.TryGetValue(name, out int position) ? _columns[position] : throw NoColumn(name);

    /// <summary>Whether there is a column of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>True when it exists.</returns>
    public bool Contains(string name) => _positions.ContainsKey(name);

    /// <summary>A column of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The column.</returns>
    /// <exception cref="HoneDataException">It does not exist or holds something else.</exception>
    public NumberColumn NumberColumn(string name) => Typed<NumberColumn>(name, ColumnKind.Number);

    /// <summary>A column of whole numbers.</summary>
    /// <inheritdoc cref="NumberColumn"/>
    public IntegerColumn IntegerColumn(string name) => Typed<IntegerColumn>(name, ColumnKind.Integer);

    /// <summary>A column of words.</summary>
    /// <inheritdoc cref="NumberColumn"/>
    public CategoricalColumn TextColumn(string name) => Typed<CategoricalColumn>(name, ColumnKind.Text);

    /// <summary>A column of dates.</summary>
    /// <inheritdoc cref="NumberColumn"/>
    public DateColumn DateColumn(string name) => Typed<DateColumn>(name, ColumnKind.Date);

    /// <summary>A column of truth values.</summary>
    /// <inheritdoc cref="NumberColumn"/>
    public BoolColumn BoolColumn(string name) => Typed<BoolColumn>(name, ColumnKind.Bool);

    /// <summary>Some columns, in the order given.</summary>
    /// <param name="names">Their names.</param>
    /// <returns>A table with these alone.</returns>
    /// <exception cref="HoneDataException">A column does not exist, or is named twice.</exception>
    public Frame Select(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new Frame([.. names.Select(name => this[name])]);
    }

    /// <summary>All columns but some.</summary>
    /// <param name="names">Names of the columns to leave out.</param>
    /// <returns>A table with the others.</returns>
    /// <exception cref="HoneDataException">A column does not exist.</exception>
    public Frame Without(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        HashSet<FrameColumn> left = [.. names.Select(name => this[name])];
        return new Frame([.. _columns.Where(column => !left.Contains(column))]);
    }

    /// <summary>The table with more columns; one that has the name of an existing column takes its place.</summary>
    /// <param name="columns">The columns, with as many rows as the table.</param>
    /// <returns>A table with these.</returns>
    /// <exception cref="HoneDataException">The number of rows differs.</exception>
    public Frame With(params IReadOnlyList<FrameColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var all = new List<FrameColumn>(_columns);
        foreach (FrameColumn column in columns)
        {
            if (_positions.TryGetValue(column.Name, out int position))
            {
                all[position] = column;
            }
            else
            {
                all.Add(column);
            }
        }

        return new Frame(all);
    }

    /// <summary>The table with another name for a column.</summary>
    /// <param name="name">The present name.</param>
    /// <param name="newName">The new one.</param>
    /// <returns>A table with the column in the same place.</returns>
    /// <exception cref="HoneDataException">The column does not exist, or the new name is taken.</exception>
    public Frame Rename(string name, string newName)
    {
        FrameColumn renamed = this[name];
        return new Frame([.. _columns.Select(column => ReferenceEquals(column, renamed) ? column.Rename(newName) : column)]);
    }

    /// <summary>Some rows, in the order given; a row may be named several times.</summary>
    /// <param name="rows">Positions from 0.</param>
    /// <returns>A table with these rows.</returns>
    /// <exception cref="HoneDataException">A position does not exist.</exception>
    public Frame Take(params ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)RowCount)
            {
                throw new HoneDataException($"Rows of this table lie in 0..{RowCount - 1}.", $"{row}", "Frame.Take", "take positions of this table");
            }
        }

        var columns = new FrameColumn[_columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = _columns[i].Take(rows);
        }

        return new Frame(columns);
    }

    /// <summary>The first rows.</summary>
    /// <param name="count">How many; fewer when the table is shorter.</param>
    /// <returns>A table with these rows.</returns>
    public Frame Head(int count = 5) => Take([.. Enumerable.Range(0, Math.Clamp(count, 0, RowCount))]);

    /// <summary>The rows for which a condition holds.</summary>
    /// <param name="condition">Looks at one row.</param>
    /// <returns>A table with these rows, in their order.</returns>
    public Frame Filter(Func<FrameRow, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var rows = new List<int>();
        for (int row = 0; row < RowCount; row++)
        {
            if (condition(new FrameRow(this, row)))
            {
                rows.Add(row);
            }
        }

        return Take([.. rows]);
    }

    /// <summary>The rows sorted by columns; equal rows keep their order, missing values come last.</summary>
    /// <param name="keys">The columns, the most important first.</param>
    /// <returns>A table with the same rows.</returns>
    /// <exception cref="HoneDataException">A column does not exist.</exception>
    public Frame Sort(params IReadOnlyList<SortKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        int[] rows = [.. Enumerable.Range(0, RowCount)];
        Array.Sort(rows, new RowOrder([.. keys.Select(key => (this[key.Column], key.Descending))]));
        return Take(rows);
    }

    /// <summary>The rows sorted by one column; equal rows keep their order, missing values come last.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="descending">Whether the greatest value comes first.</param>
    /// <returns>A table with the same rows.</returns>
    /// <exception cref="HoneDataException">The column does not exist.</exception>
    public Frame Sort(string column, bool descending = false) => Sort([new SortKey(column, descending)]);

    /// <summary>Puts rows with the same values in some columns together.</summary>
    /// <param name="keys">Names of the columns; missing is a key of its own.</param>
    /// <returns>The groups.</returns>
    /// <exception cref="HoneDataException">A column does not exist, or none is named.</exception>
    public FrameGroups GroupBy(params IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        RequireKeys(keys, nameof(GroupBy));
        return new FrameGroups(this, keys);
    }

    /// <summary>Puts another table beside this one where the keys are equal; pandas' <c>merge</c>.</summary>
    /// <remarks>
    /// A key that several rows of the other table have gives several rows, in their order. Missing keys match nothing. Columns of the other table whose name is taken
    /// here get <paramref name="suffix"/>.
    /// </remarks>
    /// <param name="other">The table to the right.</param>
    /// <param name="keys">Columns that both have, of the same kind.</param>
    /// <param name="kind">Which rows are kept.</param>
    /// <param name="suffix">Added to names that both tables have.</param>
    /// <returns>The rows of this table in their order, with the columns of both.</returns>
    /// <exception cref="HoneDataException">A key does not exist, or is of different kinds.</exception>
    public Frame Join(Frame other, IReadOnlyList<string> keys, JoinKind kind = JoinKind.Left, string suffix = "_right")
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(keys);
        RequireKeys(keys, nameof(Join));
        foreach (string key in keys)
        {
            if (this[key].Kind != other[key].Kind)
            {
                throw new HoneDataException("Both tables have keys of the same kind.", $"{key}: {this[key].Kind} here, {other[key].Kind} there", "Frame.Join", $"change one of them: Convert(\"{key}\", ColumnKind.{this[key].Kind})");
            }
        }

        (int[] left, int[] right) = JoinRows.Match([.. keys.Select(key => this[key])], [.. keys.Select(key => other[key])], kind);
        var columns = new List<FrameColumn>(_columns.Select(column => column.Take(left)));
        HashSet<string> keyNames = [.. keys];
        columns.AddRange(other._columns
            .Where(column => !keyNames.Contains(column.Name))
            .Select(column => column.Take(right).Rename(Contains(column.Name) ? column.Name + suffix : column.Name)));
        return new Frame(columns);
    }

    /// <summary>Counts, means, deviations, quantiles and most frequent values of all columns.</summary>
    /// <returns>A summary that prints as a table.</returns>
    public FrameSummary Describe() => new(RowCount, [.. _columns.Select(ColumnSummaries.Of)]);

    /// <summary>Columns of numbers for models that take them as they are, such as forests.</summary>
    /// <param name="names">Columns of any kind but text; null stands for all columns but text and dates.</param>
    /// <returns>Column by column: <c>[columns][rows]</c>; NaN is missing.</returns>
    /// <exception cref="HoneDataException">A column does not exist or holds text.</exception>
    public FeatureMatrix ToMatrix(IReadOnlyList<string>? names = null)
    {
        names ??= [.. _columns.Where(column => column.Kind is not (ColumnKind.Text or ColumnKind.Date)).Select(column => column.Name)];
        return new FeatureMatrix(names, [.. names.Select(name => Floats(this[name]))], [.. names.Select(_ => false)]);
    }

    /// <summary>Rows and columns, then the first rows.</summary>
    /// <returns>A small table.</returns>
    public override string ToString()
    {
        const int Rows = 5;
        List<string[]> lines = [Names.ToArray()];
        for (int row = 0; row < Math.Min(Rows, RowCount); row++)
        {
            int at = row;
            lines.Add([.. _columns.Select(column => column.TextAt(at) ?? "missing")]);
        }

        return _columns.Length == 0 ? "0 rows, 0 columns" : $"{RowCount} rows, {_columns.Length} columns\n{TextTable.Of(lines)}";
    }

    /// <summary>A column as floats; NaN is missing.</summary>
    internal static float[] Floats(FrameColumn column)
    {
        var values = new float[column.Count];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = (float)column.NumberAt(row);
        }

        return values;
    }

    private static void RequireKeys(IReadOnlyList<string> keys, string where)
    {
        if (keys.Count == 0)
        {
            throw new HoneDataException("At least one key column.", "none", $"Frame.{where}", "name the columns whose values are compared");
        }
    }

    private T Typed<T>(string name, ColumnKind kind)
        where T : FrameColumn
    {
        FrameColumn column = this[name];
        return column as T ?? throw new HoneDataException($"Column {name} is of kind {kind}.", $"kind {column.Kind}", "Frame", $"read it so with CsvOptions.Kinds, or use Convert(\"{name}\", ColumnKind.{kind})");
    }

    private HoneDataException NoColumn(string name)
    {
        const int Named = 20;
        string known = string.Join(", ", _columns.Take(Named).Select(column => column.Name));
        string more = _columns.Length > Named ? $" and {_columns.Length - Named} more" : string.Empty;
        return new HoneDataException($"A column of the table: {known}{more}.", $"\"{name}\"", "Frame", "check the spelling; case matters");
    }
}
