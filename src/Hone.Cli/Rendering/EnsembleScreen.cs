using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows blends and the correlation of errors.</summary>
internal static class EnsembleScreen
{
    public static void Show(Screen screen, Project project, BlendResult result, string? runId)
    {
        string how = result.Folds == 0 ? "nothing is fitted" : $"weights of {result.Folds} folds, each scored on the fold it has not seen";
        screen.Paragraph("[bold]hone ensemble[/]  ", 15, $"{Word(result.Method)} of {result.Members.Count}, {result.Metric} on {Figures.Count(result.N)} items; {how}", "dim");
        screen.Line();
        TableCell[][] rows =
        [
            .. result.Members.Select(member => new TableCell[]
            {
                member.Name, NameOf(project, member.Name), Figures.Score(member.Score), new(Figures.Interval(member.Interval), "dim"), Figures.Score(member.Weight),
            }),
            ["the blend", "", new(Figures.Score(result.Score), "bold"), new(Figures.Interval(result.Interval), "dim"), ""],
        ];
        Table(screen, [new("member", 0), new("name", 0), new(result.Metric, 0, IsNumber: true), new("95% interval", 0), new("weight", 0, IsNumber: true)], rows);
        screen.Line();
        screen.Line($"  blend - {result.BestSingle}  [bold]{Figures.Signed(result.Difference.Difference)}[/]  {Screen.Styled(Ends(result.Difference.Interval), "")}  [dim]paired 95% interval[/]");
        string style = result.Verdict == BlendVerdict.Gain ? "green bold" : "olive bold";
        screen.Paragraph("  ", 2, result.Sentence, style);
        if (result.Note is not null)
        {
            screen.Paragraph("  ", 2, result.Note, "olive");
        }

        if (runId is not null)
        {
            screen.Line();
            screen.Paragraph("", 0, $"kept as run {runId}{(result.Test is null ? "; without test predictions, because not every member has them" : ", with test predictions")}", "dim");
        }
    }

    public static void Show(Screen screen, Project project, ErrorCorrelation correlation)
    {
        string errors = correlation.IsOfClasses ? "wrong classes" : "residuals";
        screen.Paragraph("[bold]hone ensemble corr[/]  ", 20, $"errors ({errors}) on the same {Figures.Count(correlation.N)} items", "dim");
        screen.Line();
        Table(
            screen,
            [new("member", 0), new("name", 0), new(project.Charter.Metric, 0, IsNumber: true)],
            [.. correlation.Members.Select((name, i) => new TableCell[] { name, NameOf(project, name), Figures.Score(correlation.Scores[i]) })]);
        screen.Line();
        Table(
            screen,
            [new("pair", 0), new("", 0), new("correlation", 0, IsNumber: true), new("disagree", 0, IsNumber: true), new("Q", 0, IsNumber: true)],
            [.. correlation.Pairs.Select(pair => new TableCell[]
            {
                pair.First,
                pair.Second,
                pair.Correlation is double rho ? Figures.Signed(rho) : "not defined",
                pair.Disagreement is double share ? Figures.Percent(share) : "",
                pair.QStatistic is double q ? Figures.Signed(q) : "",
            })]);
        screen.Line();
        string sentence = correlation.VarianceRatio is double ratio
            ? $"An average of {correlation.Members.Count} leaves {Figures.Percent(ratio)} of the error variance of one (mean correlation {Figures.Score(correlation.MeanCorrelation!.Value)}). What the metric makes of it: hone ensemble"
            : "No pair has a correlation: a member makes no error that varies.";
        screen.Paragraph("  ", 2, sentence);
    }

    // A recipe goes by its own name; an id is told by the name of its run.
    private static string NameOf(Project project, string member) =>
        OutOfFoldStore.Of(project).Recipes.Contains(member) ? "out of fold" : project.Runs.Find(member).Record?.Name ?? "";

    private static void Table(Screen screen, TableColumn[] columns, TableCell[][] rows)
    {
        var table = TextTable.Fitting(columns, rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }
    }

    private static string Ends(Interval interval) => $"[{Figures.Signed(interval.Low)}, {Figures.Signed(interval.High)}]";

    private static string Word(BlendMethod method) => method.ToString().ToLowerInvariant();
}
