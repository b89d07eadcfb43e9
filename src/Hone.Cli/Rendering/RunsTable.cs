using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows runs, the newest first, in groups whose numbers may be compared.</summary>
internal static class RunsTable
{
    private const int NameColumn = 1;
    private const int NarrowestName = 12;

    private static readonly TableColumn[] Columns =
    [
        new("run", 0),
        new("name", 0),
        new("status", 0),
        new("score", 0, IsNumber: true),
        new("95% interval", 0),
        new("n", 0, IsNumber: true),
        new("gain", 0, IsNumber: true),
        new("time", 0, IsNumber: true),
    ];

    public static void Show(Screen screen, Project project, IReadOnlyList<StoredRun> runs)
    {
        string metric = project.Charter.Metric;
        screen.Paragraph("[bold]hone runs[/]  ", 11, $"{Count(runs.Count)} in {Paths.Shown(project.Directory)}, scored by {metric} on the validation part", "dim");
        IReadOnlyList<RunGroup> groups = RunGroup.Of(runs);

        // Damaged runs are no result: they come after everything that is one.
        RunGroup[] shown = groups.OrderBy(group => group.Subset is null).ToArray();
        RunRow[] rows = shown.SelectMany(group => group.Runs).Select(run => RunRow.Of(run, metric)).ToArray();
        TableCell[][] cells = rows.Select(Cells).ToArray();
        ShortenNames(cells, screen.Width);

        // One table for all groups, so that the columns stand below each other.
        TextTable table = TextTable.Fitting(Columns, cells);
        int next = 0;
        foreach (RunGroup group in shown)
        {
            screen.Line();
            screen.Line(Heading(group));
            if (group.Subset is not null)
            {
                screen.Line(table.Header());
            }

            for (int end = next + group.Runs.Count; next < end; next++)
            {
                Row(screen, table, cells[next], rows[next].Problem);
                Verdict(screen, group.Runs[next - (end - group.Runs.Count)]);
            }
        }

        if (groups.Count > 1)
        {
            screen.Line();
            screen.Paragraph("", 0, "Numbers of different groups were measured on other data: they do not rank each other.", "dim");
        }
    }

    private static string Count(int runs) => runs == 1 ? "1 run" : $"{Figures.Count(runs)} runs";

    private static string Heading(RunGroup group)
    {
        if (group.Subset is not double subset)
        {
            return "[red bold]Damaged[/]  [dim]nothing is known about their data[/]";
        }

        string split = group.SplitFingerprint is string fingerprint ? $"Split {Figures.Short(fingerprint)}" : "Without a split";
        string share = subset == 1 ? "all training items" : $"{Figures.Percent(subset)} of the training items";
        return $"[teal bold]{split}[/]  [dim]{share}[/]";
    }

    private static void Row(Screen screen, TextTable table, TableCell[] cells, string? problem)
    {
        screen.Line(table.Row(cells));
        if (problem is not null)
        {
            screen.Paragraph("    ", 4, problem, "olive");
        }
    }

    private static void Verdict(Screen screen, StoredRun run)
    {
        if (run.Record?.Verdict is { } verdict)
        {
            (string word, string style) = VerdictText.Of(verdict.Outcome);
            screen.Paragraph($"    [{style}]{word}[/]: ", 6 + word.Length, verdict.Learned ?? verdict.Reason, "dim");
        }
    }

    private static TableCell[] Cells(RunRow row) =>
    [
        row.Id,
        row.Name ?? "?",
        StatusCell(row),
        new TableCell(row.Score is double score ? Figures.Score(score) : "", "bold"),
        new TableCell(row.Low is double low && row.High is double high ? Figures.Interval(low, high) : "", "dim"),
        new TableCell(row.N is int n ? Figures.Count(n) : "", "dim"),
        row.Gain is double gain ? Figures.WholePercent(gain) : "",
        new TableCell(row.Seconds is double seconds ? Figures.ShortDuration(seconds) : "", "dim"),
    ];

    // The name is what can give way when the numbers need the width: it has an id beside it.
    private static void ShortenNames(TableCell[][] cells, int width)
    {
        int others = TextTable.Fitting(Columns, cells).Width - cells.Max(row => row[NameColumn].Text.Length);
        int room = Math.Max(NarrowestName, width - others);
        foreach (TableCell[] row in cells)
        {
            string name = row[NameColumn].Text;
            row[NameColumn] = name.Length <= room ? name : name[..(room - 1)] + "…";
        }
    }

    private static TableCell StatusCell(RunRow row) => row switch
    {
        { Damaged: true } => new TableCell("damaged", "red bold"),
        { Status: RunStatus.Completed } => new TableCell("completed", "green"),
        { Status: RunStatus.Failed } => new TableCell("failed", "red"),
        { Status: RunStatus.Stopped } => new TableCell("stopped", "olive"),
        { Status: RunStatus.Running } => new TableCell("running", "teal"),
        _ => new TableCell("created", "dim"),
    };
}
