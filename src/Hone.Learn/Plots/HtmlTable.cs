namespace Hone.Learn.Plots;

/// <summary>A table of an <see cref="HtmlPage"/>. Cells are plain text.</summary>
public sealed record HtmlTable
{
    /// <summary>Creates a table.</summary>
    /// <param name="columns">The heads, from left to right.</param>
    /// <param name="rows">The cells: one list per row, one cell per column.</param>
    /// <exception cref="ArgumentException">A row has another number of cells than there are columns.</exception>
    public HtmlTable(IReadOnlyList<HtmlColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != columns.Count)
            {
                throw new ArgumentException(
                    $"Expected {columns.Count} cells in each row; got {rows[i].Count} in row {i}. Try an empty text where a value is missing.",
                    nameof(rows));
            }
        }

        Columns = columns;
        Rows = rows;
    }

    /// <summary>The heads, from left to right.</summary>
    public IReadOnlyList<HtmlColumn> Columns { get; }

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>A line above the table. Default: empty.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The row to set in bold: the model among its baselines. Default: null, none.</summary>
    public int? EmphasizedRow { get; init; }
}
