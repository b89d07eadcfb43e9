using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows what each input is worth: a live line while the models run, then one row for each input and model.</summary>
internal sealed class InputView(Screen screen, bool silent) : IProgress<LadderRow>
{
    public void Begin(InputTask task, string metric, FrozenSplit split)
    {
        if (silent)
        {
            return;
        }

        screen.Paragraph(
            "[bold]hone baseline --per-input[/]  ",
            27,
            $"{metric} on the {Figures.Count(task.ValidIds.Count)} validation items of split {split.Name} ({Figures.Short(split.Fingerprint)})",
            "dim");
        foreach (InputColumns input in task.Inputs)
        {
            string columns = string.Join(", ", input.Columns.Take(8)) + (input.Columns.Count > 8 ? $" and {input.Columns.Count - 8} more" : "");
            screen.Paragraph("  [dim]input:[/] ", 9, $"{input.Name}: {columns}", "dim");
        }

        foreach (string note in task.Notes)
        {
            screen.Paragraph("  [dim]note:[/]  ", 9, note, "dim");
        }

        screen.Line();
    }

    public void Report(LadderRow value)
    {
        if (!silent)
        {
            screen.Live(Screen.Styled($"  {value.Name}", "dim"));
        }
    }

    public void End(InputReport report)
    {
        screen.EndLive();
        TableCell[][] rows =
        [
            .. report.All.Select(row => new TableCell[] { "all", ModelOf(row.Name), Score(row), new(Ends(row), "dim"), "", "" }),
            .. report.Inputs.Select(input => new TableCell[]
            {
                input.Input,
                input.Model,
                Score(input.Alone),
                new(Ends(input.Alone), "dim"),
                Score(input.Dropped),
                input.Adds is null ? "" : Signed(input.Adds),
            }),
        ];
        var table = TextTable.Fitting(
            [new("input", 0), new("model", 0), new($"{report.Metric} alone", 0, IsNumber: true), new("95% interval", 0), new("without it", 0, IsNumber: true), new("all - without it", 0)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        foreach (LadderRow row in report.All.Concat(report.Inputs.SelectMany(input => new[] { input.Alone, input.Dropped })).Where(row => row.Score is null).DistinctBy(row => row.Name))
        {
            screen.Paragraph("  [purple]not checked[/]  ", 15, $"{row.Name}: {row.Reason}");
        }

        foreach (string sentence in report.Sentences)
        {
            screen.Paragraph("  ", 2, sentence);
        }
    }

    private static string ModelOf(string rung) => rung.Split(',')[0];

    private static TableCell Score(LadderRow row) => row.Score is double score ? new TableCell(Figures.Measure(score), "bold") : new TableCell("not checked", "purple");

    private static string Ends(LadderRow row) => row.Interval is null ? "" : $"[{Figures.Measure(row.Interval.Low)}, {Figures.Measure(row.Interval.High)}]";

    private static string Signed(PairedDifference difference) =>
        $"{Sign(difference.Difference)} [{Sign(difference.Interval.Low)}, {Sign(difference.Interval.High)}]";

    private static string Sign(double value) => (value < 0 ? "-" : "+") + Figures.Measure(Math.Abs(value));
}
