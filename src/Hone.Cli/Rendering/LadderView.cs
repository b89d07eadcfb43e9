using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows a ladder as it runs: one line for each rung, then what the numbers mean.</summary>
internal sealed class LadderView(Screen screen, bool silent) : IProgress<LadderRow>
{
    private static readonly TableColumn[] Columns =
    [
        new("rung", 20),
        new("score", 10, IsNumber: true),
        new("95% interval", 20),
        new("n", 7, IsNumber: true),
        new("gain", 5, IsNumber: true),
        new("time", 6, IsNumber: true),
    ];

    private readonly TextTable _table = new(Columns);

    public void Begin(LadderTask task, string metric, FrozenSplit split)
    {
        if (silent)
        {
            return;
        }

        screen.Paragraph(
            "[bold]hone baseline[/]  ",
            15,
            $"{task.Kind.ToString().ToLowerInvariant()}, {metric} on the {Figures.Count(task.ValidIds.Count)} validation items of split {split.Name} ({Figures.Short(split.Fingerprint)})",
            "dim");
        foreach (string note in task.Notes)
        {
            screen.Paragraph("  [dim]note:[/] ", 8, note, "dim");
        }

        screen.Line();
        screen.Line(_table.Header());
    }

    public void Report(LadderRow value)
    {
        if (silent)
        {
            return;
        }

        if (value.Score is null)
        {
            screen.Paragraph($"  {Screen.Styled(value.Name.PadRight(22), "")}", 24, $"{Word(value.Outcome)}: {value.Reason}", "purple");
            return;
        }

        screen.Line(_table.Row(
            value.Name,
            new TableCell(Number(value.Score.Value), "bold"),
            new TableCell($"[{Number(value.Interval!.Low)}, {Number(value.Interval.High)}]", "dim"),
            new TableCell(Figures.Count(value.N!.Value), "dim"),
            value.Gain is double gain ? Figures.WholePercent(gain) : "",
            new TableCell(value.Seconds is double seconds ? Figures.ShortDuration(seconds) : "", "dim")));
    }

    public void End(LadderReport report)
    {
        if (report.Human is { } human)
        {
            Report(human);
        }

        screen.Line();
        string guess = report.GuessOutcome switch
        {
            GuessOutcome.Skipped => "no guess was made, and that is recorded; next time: --expect A..B",
            GuessOutcome.Inside => $"the best rung lies inside the guess {Number(report.Guess!.Low)}..{Number(report.Guess.High)}",
            GuessOutcome.AfterTheFact => "the ladder had run before: the range is recorded, but it is no guess any more",
            _ => $"the best rung lies outside the guess {Number(report.Guess!.Low)}..{Number(report.Guess.High)}: read the checklist below",
        };
        screen.Paragraph("  [dim]guess:[/]  ", 10, guess);
        screen.Paragraph("  [dim]best:[/]   ", 10, report.Best is null ? "no rung ran" : $"'{report.Best}'; a model must beat it, and beat '{report.BestTrivial}' by more than noise");
        foreach (LadderCheck check in report.Checks)
        {
            string style = check.IsError ? "red bold" : check.Outcome == CheckOutcome.Pass ? "dim" : "olive";
            string text = check.HowToFix is null ? check.Message : $"{check.Message}. Try: {check.HowToFix}";
            screen.Paragraph($"  {Screen.Styled(Word(check), style)}  {check.Id}  ", 6 + Word(check).Length + check.Id.Length, text, style == "dim" ? "dim" : "");
        }
    }

    private static string Word(LadderCheck check) => check.IsError ? "error" : check.Outcome == CheckOutcome.Finding ? "warn" : Word(check.Outcome);

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Pass => "pass",
        CheckOutcome.NotChecked => "not checked",
        CheckOutcome.Broken => "broken",
        _ => "finding",
    };

    // Errors of prices and times of day alike: four digits after the point where they fit.
    private static string Number(double value) => Math.Abs(value) < 1000 ? Figures.Score(value) : value.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
