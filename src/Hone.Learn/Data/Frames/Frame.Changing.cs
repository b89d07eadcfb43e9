namespace Hone.Learn.Data;

public sealed partial class Frame
{
    /// <summary>Puts tables with the same columns below each other, such as the training and the test file of a contest.</summary>
    /// <param name="frames">At least one; columns are matched by name and stand in the order of the first.</param>
    /// <returns>All rows, table by table.</returns>
    /// <exception cref="HoneDataException">A table has other columns, or a column of another kind.</exception>
    public static Frame Concat(params IReadOnlyList<Frame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        Frame first = frames[0];
        foreach (Frame frame in frames)
        {
            string[] different = [.. first.Names.Except(frame.Names), .. frame.Names.Except(first.Names)];
            if (different.Length > 0)
            {
                throw new HoneDataException("Tables that are joined have the same columns.", $"{string.Join(", ", different)} in one of them alone", "Frame.Concat", "leave columns out, or name them alike");
            }

            FrameColumn? other = first._columns.FirstOrDefault(column => frame[column.Name].Kind != column.Kind);
            if (other is not null)
            {
                throw new HoneDataException("Columns that are joined are of one kind.", $"{other.Name}: {other.Kind} and {frame[other.Name].Kind}", "Frame.Concat", "read the tables with the same CsvOptions.Kinds, or use Convert");
            }
        }

        return new Frame([.. first.Names.Select(name => ColumnJoin.Of([.. frames.Select(frame => frame[name])]))]);
    }

    /// <summary>The table with the words of a column changed, such as a dot taken from their end; words that become equal become one.</summary>
    /// <param name="name">A column of text.</param>
    /// <param name="map">The new word of an old one; null makes it missing. Called once for each different word.</param>
    /// <returns>A table with the new column in the same place.</returns>
    /// <exception cref="HoneDataException">The column does not exist or holds something else.</exception>
    public Frame MapText(string name, Func<string, string?> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        CategoricalColumn column = TextColumn(name);
        string?[] words = [.. column.Levels.Select(map)];
        return With(new CategoricalColumn(name, [.. Enumerable.Range(0, column.Count).Select(row => column.IsMissing(row) ? null : words[column.Codes[row]])]));
    }

    /// <summary>The table with the numbers of a column changed, such as prices to their logarithms; missing ones stay missing.</summary>
    /// <param name="name">A column of any kind but text.</param>
    /// <param name="map">The new number of an old one; NaN makes it missing.</param>
    /// <returns>A table with a column of kind Number in the same place.</returns>
    /// <exception cref="HoneDataException">The column does not exist or holds text.</exception>
    public Frame MapNumbers(string name, Func<double, double> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        FrameColumn column = this[name];
        var values = new double[column.Count];
        for (int row = 0; row < values.Length; row++)
        {
            double value = column.NumberAt(row);
            values[row] = double.IsNaN(value) ? value : map(value);
        }

        return With(Data.NumberColumn.Own(name, values));
    }

    /// <summary>The table with a column as another kind, by way of its text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">The kind to read it as.</param>
    /// <returns>A table with the new column in the same place.</returns>
    /// <exception cref="HoneDataException">A value cannot be read so; the message names row, column and value.</exception>
    public Frame Convert(string name, ColumnKind kind)
    {
        FrameColumn column = this[name];
        return column.Kind == kind ? this : With(ColumnBuilder.Convert(column, kind));
    }

    /// <summary>The table with numbers in half the memory: 32 bits instead of 64, about 7 digits; fastai's <c>df_shrink</c>.</summary>
    /// <returns>A table of the same schema; integers are kept in 32 bits anyway when they fit.</returns>
    public Frame Shrink() => new([.. _columns.Select(column => column.Shrink())]);
}
