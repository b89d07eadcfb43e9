namespace Hone.Learn.Data;

/// <summary>Features as floats, column by column, for forests and other models of tables.</summary>
/// <param name="Names">Name of each column.</param>
/// <param name="Columns">The values: <c>[columns][rows]</c>; NaN is missing, codes are whole numbers.</param>
/// <param name="IsCategorical">Whether a column holds codes of categories, in which order means nothing.</param>
public sealed record FeatureMatrix(IReadOnlyList<string> Names, IReadOnlyList<float[]> Columns, IReadOnlyList<bool> IsCategorical)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>Number of columns.</summary>
    public int ColumnCount => Columns.Count;

    /// <summary>Some rows, in the order given.</summary>
    /// <param name="rows">Positions from 0.</param>
    /// <returns>A matrix with these rows.</returns>
    public FeatureMatrix Take(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return this with { Columns = [.. Columns.Select(column => rows.Select(row => column[row]).ToArray())] };
    }
}
