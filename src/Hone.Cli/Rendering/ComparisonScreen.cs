using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows how two runs compare.</summary>
internal static class ComparisonScreen
{
    public static void Show(Screen screen, Project project, StoredRun first, StoredRun second, RunComparison comparison)
    {
        PairedDifference difference = comparison.Difference;
        screen.Paragraph(
            "[bold]hone compare[/]  ",
            14,
            $"{project.Charter.Metric} on the same {Figures.Count(difference.N)} validation items of split {Figures.Short(first.Record!.Split!.Fingerprint)}",
            "dim");
        screen.Line();
        TableCell[][] rows =
        [
            ["A", first.Id, first.Record!.Name, Figures.Score(comparison.FirstScore)],
            ["B", second.Id, second.Record!.Name, Figures.Score(comparison.SecondScore)],
        ];
        var table = TextTable.Fitting([new("", 0), new("run", 0), new("name", 0), new(ScoreWord(project.Charter.Metric, comparison.ScoredBy), 0, IsNumber: true)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        screen.Line($"  A - B  [bold]{Figures.Signed(difference.Difference)}[/]  {Screen.Styled(Ends(difference.Interval), "")}  [dim]paired 95% interval[/]");
        screen.Line($"  {Sentence(difference.Verdict)}");
        if (comparison.SubsetsDiffer)
        {
            screen.Paragraph(
                "  ",
                2,
                $"They trained on different shares of the training items ({Figures.Percent(first.Record!.Subset)} and {Figures.Percent(second.Record!.Subset)}): "
                + "the difference is real, its cause may be the share.",
                "olive");
        }
    }

    // A metric that is no mean over items is compared by the items' part of it, which has another unit.
    private static string ScoreWord(string metric, ItemScore score) => score switch
    {
        ItemScore.SquaredError when metric != "mse" => "squared error",
        ItemScore.AbsoluteError when metric != "mae" => "absolute error",
        ItemScore.Correct when metric != "accuracy" => "share right",
        _ => metric,
    };

    public static void Show(Screen screen, BisectResult result)
    {
        screen.Paragraph("[bold]hone compare --bisect[/]  ", 23, $"{Figures.Count(result.Steps.Count)} runs", "dim");
        screen.Line();
        TableCell[][] rows = [.. result.Steps.Select(step => new TableCell[] { Figures.Short(step.Version), Figures.Score(step.Score) })];
        var table = TextTable.Fitting([new("commit", 0), new("score", 0, IsNumber: true)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        screen.Paragraph(
            result.Culprit is null ? "  [purple]not checked[/]  " : "  [bold]found[/]  ",
            result.Culprit is null ? 15 : 9,
            result.Culprit is null ? result.Problem! : $"{result.Culprit} moved the score; {result.LastGood} was still good");
    }

    public static void Show(Screen screen, StoredRun run, StoredRun? reference, GateResult result)
    {
        (string word, string style) = result.Outcome switch
        {
            GateOutcome.Better => ("better", "green bold"),
            GateOutcome.Same => ("same", "olive bold"),
            GateOutcome.Worse => ("worse", "red bold"),
            GateOutcome.DidNotComplete => ("did not complete", "red bold"),
            _ => ("not checked", "purple"),
        };
        screen.Paragraph("[bold]hone compare --gate[/]  ", 21, reference is null ? run.Id : $"{run.Id} against {reference.Id}", "dim");
        screen.Paragraph($"  [{style}]{word}[/]  ", 4 + word.Length, result.Reason);
    }

    private static string Ends(Interval interval) => $"[{Figures.Signed(interval.Low)}, {Figures.Signed(interval.High)}]";

    private static string Sentence(Verdict verdict) => verdict switch
    {
        Verdict.Better => "[green bold]A is better[/]: the whole interval is on its side of zero.",
        Verdict.Worse => "[red bold]A is worse[/]: the whole interval is on the side of B.",
        _ => "[olive bold]No difference that these items can show[/]: the interval holds zero.",
    };
}
