using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows what to try next, and where a run struggles.</summary>
internal static class InsightScreen
{
    private const int Indent = 28;

    public static void Show(Screen screen, Project project, HeadroomReport report)
    {
        string what = report.RunId is string id
            ? $"run {id} ({project.Runs.Find(id).Record?.Name}), {report.Metric} {(report.Score is double score ? Figures.Measure(score) : "not known")}"
            : $"{report.CompletedRuns} completed runs beside the ladder";
        screen.Paragraph("[bold]hone report --next[/]  ", 20, what, "dim");
        screen.Line();
        if (report.BaselineAdvice is string advice)
        {
            screen.Paragraph("  ", 2, advice);
            return;
        }

        foreach (HeadroomItem item in report.Items)
        {
            string head = $"{Figures.Percent(Math.Round(item.Share, 3)).PadLeft(6)}  {Headroom.Word(item.Kind)}".PadRight(Indent - 2);
            screen.Paragraph($"  [bold]{head}[/]", Indent, item.Evidence);
            screen.Paragraph(new string(' ', Indent), Indent, item.Try, "dim");
        }

        if (report.Items.Count == 0)
        {
            screen.Paragraph("  ", 2, "nothing that was measured leaves room");
        }

        screen.Line();
        screen.Paragraph("  ", 2, "each percentage is the share of the error or loss (of the training time for input wait) that this could take away at most; they overlap and do not add up", "dim");
        foreach (string reason in report.NotChecked)
        {
            screen.Paragraph("  [purple]not checked[/]  ", 15, reason, "dim");
        }
    }

    public static void Show(Screen screen, Project project, SegmentReport report)
    {
        screen.Paragraph(
            "[bold]hone report --segments[/]  ",
            24,
            $"run {report.RunId} ({project.Runs.Find(report.RunId).Record?.Name}), {report.Metric} {Figures.Measure(report.Score)} on {Figures.Count(report.N)} validation items",
            "dim");
        if (report.LeftOut.Count > 0)
        {
            screen.Paragraph("  ", 2, $"left out, as the baseline ladder does (hone baseline --drop): {string.Join(", ", report.LeftOut)}", "dim");
        }

        screen.Line();
        if (report.NotChecked is string reason)
        {
            screen.Paragraph("  [purple]not checked[/]  ", 15, reason);
            return;
        }

        if (report.Weak.Count == 0)
        {
            screen.Paragraph("  ", 2, $"no weak segment among {report.Compared} that {report.Columns.Count} columns describe: none with at least 5% of the items is worse by more than 20%, beyond chance");
            return;
        }

        TableCell[][] rows =
        [
            .. report.Weak.Select(segment => new TableCell[]
            {
                segment.Rule,
                Figures.Count(segment.N),
                Figures.WholePercent(segment.Support),
                new(Figures.Measure(segment.Score), "bold"),
                $"{Figures.WholePercent(segment.RelativeDrop)} worse",
                Figures.WholePercent(segment.LossShare),
                new($"+{Figures.Measure(segment.LossDifference)} [{Figures.Measure(segment.Interval.Low)}, {Figures.Measure(segment.Interval.High)}]", "dim"),
            }),
        ];
        var table = TextTable.Fitting(
            [new("where", 0), new("n", 0, IsNumber: true), new("items", 0, IsNumber: true), new(report.Metric, 0, IsNumber: true), new("than all", 0, IsNumber: true), new("of the loss", 0, IsNumber: true), new("loss against the others", 0)],
            rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        screen.Paragraph("  ", 2, $"found on one half of the items and measured on the other; {report.Compared} segments were compared, and the intervals are widened for all of them (Holm). A worse score says where, not why.", "dim");
    }
}
