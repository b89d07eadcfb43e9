namespace Hone.Cli;

/// <summary>A table without lines, written row by row, so that rows can appear while the work goes on.</summary>
internal sealed class TextTable
{
    private const string Margin = "  ";
    private const string Gap = "  ";

    private readonly TableColumn[] _columns;

    public TextTable(params TableColumn[] columns)
    {
        _columns = columns;
    }

    /// <summary>A table whose columns are as wide as their widest cell.</summary>
    public static TextTable Fitting(IReadOnlyList<TableColumn> columns, IReadOnlyList<TableCell[]> rows)
    {
        TableColumn[] fitting = columns
            .Select((column, i) => column with { Width = rows.Select(row => row[i].Text.Length).Append(column.Header.Length).Max() })
            .ToArray();
        return new TextTable(fitting);
    }

    /// <summary>The columns of a full row on the screen.</summary>
    public int Width => Margin.Length + _columns.Sum(column => column.Width) + (Gap.Length * (_columns.Length - 1));

    /// <summary>The line of headings, as markup.</summary>
    public string Header() => Row(_columns.Select(column => new TableCell(column.Header, "dim")).ToArray());

    /// <summary>A row, as markup; empty cells at its end are left out.</summary>
    public string Row(params TableCell[] cells)
    {
        var parts = new List<string>();
        int count = 1 + Array.FindLastIndex(cells, cell => cell.Text.Length > 0);
        for (int i = 0; i < count; i++)
        {
            TableColumn column = _columns[i];
            bool isLast = i == count - 1;
            string text = column.IsNumber ? cells[i].Text.PadLeft(column.Width) : cells[i].Text.PadRight(isLast ? 0 : column.Width);
            parts.Add(Screen.Styled(text, cells[i].Style));
        }

        return Margin + string.Join(Gap, parts);
    }
}
