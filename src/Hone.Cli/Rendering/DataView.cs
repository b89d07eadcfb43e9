using System.Globalization;
using Hone.Learn.Data;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows what data are, and the items at the ends of a property.</summary>
internal static class DataView
{
    private const int ShownLabels = 20;
    private const int ShownColumns = 40;
    private const int LongestCell = 40;

    public static void Show(Screen screen, DatasetDescription data)
    {
        screen.Paragraph("[bold]data[/]  ", 6, $"{Figures.Count(data.Items)} items of kind {OptionValues.WordOf(data.Kind)}; {Figures.Count(data.Join.Matched)} with a label{Unmatched(data.Join)}");
        if (data.Labels.Count > 0)
        {
            TableCell[][] labels = [.. data.Labels.Take(ShownLabels).Select(label => new TableCell[] { Cut(label.Value), Figures.Count(label.Count), Figures.Percent((double)label.Count / data.Items) })];
            Table(screen, $"Labels ({data.Target})", [new("label", 0), new("items", 0, IsNumber: true), new("share", 0, IsNumber: true)], labels);
        }

        ColumnSummary[] others = [.. data.Columns.Columns];
        if (data.Targets.Count > 1)
        {
            Points(screen, data);
            others = [.. others.Where(column => !data.Targets.Contains(column.Name))];
        }

        TableCell[][] columns = [.. others.Take(ShownColumns).Select(Cells)];
        Table(screen, data.Targets.Count > 1 ? $"Other columns ({others.Length})" : $"Columns ({others.Length})", [new("column", 0), new("kind", 0), new("missing", 0, IsNumber: true), new("different", 0, IsNumber: true), new("values", 0)], columns);
    }

    public static void Show(Screen screen, DataExtremes extremes)
    {
        screen.Paragraph("[bold]data[/]  ", 6, $"{Figures.Count(extremes.Items)} items by {extremes.SortedBy}");
        Ends(screen, "Least", extremes.Lowest);
        Ends(screen, "Greatest", extremes.Highest);
        if (extremes.Undecodable.Count > 0)
        {
            screen.Line();
            screen.Line("[red bold]Cannot be decoded[/]");
            foreach (UndecodableItem item in extremes.Undecodable)
            {
                screen.Paragraph("  ", 2, $"{item.Id}: {item.Reason}");
            }
        }
    }

    // A hundred rows of coordinates say less than their range.
    private static void Points(Screen screen, DatasetDescription data)
    {
        ColumnSummary[] targets = [.. data.Columns.Columns.Where(column => data.Targets.Contains(column.Name))];
        screen.Line();
        screen.Line(Screen.Styled($"Points ({data.Targets.Count} numbers an item)", "teal bold"));
        screen.Paragraph("  ", 2, string.Create(
            CultureInfo.InvariantCulture,
            $"columns {data.Targets[0]} to {data.Targets[^1]}: {targets.Min(column => column.Min):0.###} to {targets.Max(column => column.Max):0.###}, mean {targets.Average(column => column.Mean):0.###}"));
    }

    private static string Unmatched(LabelJoin join) => join.IsComplete
        ? ""
        : $", {Figures.Count(join.WithoutLabel.Count)} without a label, {Figures.Count(join.WithoutFile.Count)} labels without a file";

    private static void Ends(Screen screen, string title, IReadOnlyList<DataExtreme> items)
    {
        TableCell[][] rows = [.. items.Select(item => new TableCell[] { item.Value.ToString("0.####", CultureInfo.InvariantCulture), Cut(item.Id, 80) })];
        Table(screen, title, [new("value", 0, IsNumber: true), new("item", 0)], rows);
    }

    private static void Table(Screen screen, string title, TableColumn[] columns, TableCell[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        TextTable table = TextTable.Fitting(columns, rows);
        screen.Line();
        screen.Line(Screen.Styled(title, "teal bold"));
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }
    }

    private static TableCell[] Cells(ColumnSummary column)
    {
        string values = double.IsNaN(column.Mean)
            ? string.Join(", ", column.Top.Take(3).Select(value => value.Value))
            : string.Create(CultureInfo.InvariantCulture, $"{column.Min:0.###} to {column.Max:0.###}, mean {column.Mean:0.###}");
        return [Cut(column.Name, 24), column.Kind.ToString().ToLowerInvariant(), Figures.Count(column.Missing), Figures.Count(column.Distinct), Cut(values)];
    }

    private static string Cut(string text, int longest = LongestCell)
    {
        string flat = text.ReplaceLineEndings(" ").Trim();
        return flat.Length <= longest ? flat : flat[..(longest - 1)].TrimEnd() + "…";
    }
}
