using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows submissions and what they say together.</summary>
internal static class LeaderboardScreen
{
    private static readonly TableColumn[] Columns =
    [
        new("id", 0),
        new("recipe", 0),
        new("written", 0),
        new("sent", 0),
        new("local", 0, IsNumber: true),
        new("95% interval", 0),
        new("public", 0, IsNumber: true),
        new("rank", 0, IsNumber: true),
        new("private", 0, IsNumber: true),
    ];

    public static void ShowSubmission(Screen screen, Project project, SubmissionRow row)
    {
        string path = Path.Combine(project.Directory, "submissions", row.File);
        screen.Paragraph("[bold]hone submit[/]  ", 13, $"{row.Id}, {Figures.Count(row.Rows)} rows, hash {Figures.Short(row.FileHash)}", "dim");
        screen.Paragraph("  ", 2, $"valid; written to {Paths.Shown(path)}", "green");
        screen.Paragraph(
            "  ",
            2,
            row.Sent is null
                ? $"not sent: upload it by hand, then write its score down: hone leaderboard add {row.Id} SCORE"
                : $"sent; write its score down when the board shows it: hone leaderboard add {row.Id} SCORE");
    }

    public static void ShowReport(Screen screen, string path, SubmissionReport report)
    {
        screen.Paragraph("[bold]hone submit --check[/]  ", 21, $"{Paths.Shown(path)}, {Figures.Count(report.RowCount)} rows, hash {Figures.Short(report.Hash)}", "dim");
        foreach (SubmissionProblem problem in report.Problems)
        {
            string rule = problem.Rule.ToString().ToLowerInvariant();
            screen.Paragraph($"  {Screen.Styled(rule.PadRight(16), "red bold")}", 18, $"expected {problem.Expected}; {problem.Count} times otherwise");
            foreach (SubmissionOffender offender in problem.Offenders)
            {
                screen.Paragraph(new string(' ', 18), 18, offender.ToString(), "dim");
            }
        }

        screen.Paragraph("  ", 2, report.IsValid ? "valid" : $"{report.Problems.Count} broken rules; nothing was written", report.IsValid ? "green bold" : "red bold");
    }

    public static void Show(Screen screen, Project project, Leaderboard board, LeaderboardTracking? tracking, FinalPicks? final)
    {
        IReadOnlyList<SubmissionRow> rows = board.List();
        screen.Paragraph("[bold]hone leaderboard[/]  ", 18, $"{rows.Count} {(rows.Count == 1 ? "submission" : "submissions")} of {Paths.Shown(project.Directory)}, {project.Charter.Metric}", "dim");
        if (rows.Count > 0)
        {
            TableCell[][] cells = [.. rows.Select(Cells)];
            TextTable table = TextTable.Fitting(Columns, cells);
            screen.Line();
            screen.Line(table.Header());
            foreach (TableCell[] row in cells)
            {
                screen.Line(table.Row(row));
            }
        }

        screen.Line();
        LeaderboardWear wear = board.Wear();
        screen.Paragraph("  [dim]wear:[/]   ", 10, wear.Sentence, wear.IsWarning ? "olive bold" : "dim");
        if (tracking is not null)
        {
            ShowTracking(screen, tracking);
        }

        if (final is not null)
        {
            screen.Paragraph("  [dim]final:[/]  ", 10, final.Sentence);
            foreach (FinalPick pick in final.Picks)
            {
                screen.Paragraph($"          {Screen.Styled(pick.Id, "bold")}  ", 16, $"{pick.Recipe}: {pick.Reason}");
            }
        }
    }

    private static void ShowTracking(Screen screen, LeaderboardTracking tracking)
    {
        string style = tracking.State switch
        {
            TrackingState.Tracks => "green bold",
            TrackingState.Contradicts => "red bold",
            TrackingState.NotChecked => "purple",
            _ => "olive bold",
        };
        screen.Paragraph("  [dim]track:[/]  ", 10, tracking.Sentence, style);
        if (tracking.KendallTau is double tau)
        {
            screen.Line($"          [dim]Kendall's tau {Figures.Signed(tau)}[/]");
        }

        foreach (TrackedPair pair in tracking.Pairs)
        {
            string word = pair.Agreement > 0 ? "same order" : pair.Agreement < 0 ? "opposite order" : "inside noise";
            screen.Line($"          {Screen.Styled($"{pair.First} - {pair.Second}  local {Figures.Signed(pair.LocalDifference)}  public {Figures.Signed(pair.PublicDifference)}  {word}", "dim")}");
        }
    }

    private static TableCell[] Cells(SubmissionRow row) =>
    [
        row.Id,
        row.Recipe,
        new(row.Written.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "dim"),
        new(row.Sent?.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "no", "dim"),
        row.LocalScore is double local ? Figures.Score(local) : "",
        new(row.LocalInterval is { } interval ? Figures.Interval(interval) : "", "dim"),
        new(row.PublicScore is double board ? Figures.Score(board) : "", "bold"),
        row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "",
        row.PrivateScore is double secret ? Figures.Score(secret) : "",
    ];
}
