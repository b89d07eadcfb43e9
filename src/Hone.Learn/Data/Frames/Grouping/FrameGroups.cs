namespace Hone.Learn.Data;

/// <summary>The rows of a table in groups with the same keys; pandas' <c>groupby</c>. Groups are sorted by their keys.</summary>
public sealed class FrameGroups
{
    private readonly Frame _frame;
    private readonly IReadOnlyList<string> _keys;
    private readonly int[][] _rows;

    internal FrameGroups(Frame frame, IReadOnlyList<string> keys)
    {
        _frame = frame;
        _keys = keys;
        FrameColumn[] columns = [.. keys.Select(key => frame[key])];
        int[] numbers = RowKeys.Of(columns, out int count);
        var sizes = new int[frame.RowCount == 0 ? 0 : count];
        foreach (int number in numbers)
        {
            sizes[number]++;
        }

        int[][] rows = Array.ConvertAll(sizes, size => new int[size]);
        Array.Clear(sizes);
        for (int row = 0; row < numbers.Length; row++)
        {
            rows[numbers[row]][sizes[numbers[row]]++] = row;
        }

        var order = new RowOrder([.. columns.Select(column => (column, false))]);
        Array.Sort(rows, (first, second) => order.Compare(first[0], second[0]));
        _rows = rows;
    }

    /// <summary>Number of groups.</summary>
    public int Count => _rows.Length;

    /// <summary>The rows of a group, rising.</summary>
    /// <param name="group">0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<int> this[int group] => _rows[group];

    /// <summary>One row for each group: its keys and what is computed of its values.</summary>
    /// <param name="aggregations">The columns of the result besides the keys.</param>
    /// <returns>A table sorted by the keys.</returns>
    /// <exception cref="HoneDataException">A column does not exist, or has text where numbers are needed.</exception>
    public Frame Aggregate(params IReadOnlyList<Aggregation> aggregations)
    {
        ArgumentNullException.ThrowIfNull(aggregations);
        int[] first = Array.ConvertAll(_rows, rows => rows[0]);
        IEnumerable<FrameColumn> keys = _keys.Select(key => _frame[key].Take(first));
        return new Frame([.. keys, .. aggregations.Select(Compute)]);
    }

    /// <summary>The number of rows in each group.</summary>
    /// <returns>A table of the keys and <c>count</c>, sorted by the keys.</returns>
    public Frame CountRows()
    {
        int[] first = Array.ConvertAll(_rows, rows => rows[0]);
        IEnumerable<FrameColumn> keys = _keys.Select(key => _frame[key].Take(first));
        return new Frame([.. keys, IntegerColumn.Own("count", Array.ConvertAll(_rows, rows => (long)rows.Length))]);
    }

    private FrameColumn Compute(Aggregation aggregation)
    {
        FrameColumn column = _frame[aggregation.Column];
        switch (aggregation.Kind)
        {
            case AggregateKind.First:
                return column.Take(Array.ConvertAll(_rows, rows => rows.FirstOrDefault(row => !column.IsMissing(row), -1))).Rename(aggregation.Result);
            case AggregateKind.Last:
                return column.Take(Array.ConvertAll(_rows, rows => rows.LastOrDefault(row => !column.IsMissing(row), -1))).Rename(aggregation.Result);
            case AggregateKind.Count:
                return IntegerColumn.Own(aggregation.Result, Array.ConvertAll(_rows, rows => (long)rows.Count(row => !column.IsMissing(row))));
            case AggregateKind.CountDistinct:
                var codes = new int[column.Count];
                column.Encode(new KeyCodes(), codes);
                return IntegerColumn.Own(aggregation.Result, Array.ConvertAll(_rows, rows => (long)rows.Select(row => codes[row]).Where(code => code != 0).Distinct().Count()));
            default:
                return Reduce(column, aggregation);
        }
    }

    private FrameColumn Reduce(FrameColumn column, Aggregation aggregation)
    {
        if (column.Kind == ColumnKind.Text)
        {
            throw new HoneDataException($"{aggregation.Kind} of a group needs numbers, dates or truth values.", $"column {column.Name} of kind Text", "FrameGroups.Aggregate", "use Count, CountDistinct, First or Last for text");
        }

        var results = new double[_rows.Length];
        for (int i = 0; i < results.Length; i++)
        {
            double[] values = [.. _rows[i].Where(row => !column.IsMissing(row)).Select(column.NumberAt)];
            results[i] = NumberSummary.Reduce(values, aggregation.Kind);
        }

        return NumberColumn.Own(aggregation.Result, results);
    }
}
