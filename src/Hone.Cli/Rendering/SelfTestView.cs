using Hone.Testing;

namespace Hone.Cli;

/// <summary>Shows a self-test: a row for each fault as it is done, and a bar in between.</summary>
internal sealed class SelfTestView(Screen screen, int faults, int seeds, bool isQuiet) : IProgress<FaultResult>
{
    private const int BarWidth = 24;
    private const int ShownProblems = 3;

    private readonly TextTable _table = new(
        new TableColumn("fault", 58),
        new TableColumn("found", 7, IsNumber: true),
        new TableColumn("false", 7, IsNumber: true),
        new TableColumn("time", 7, IsNumber: true));

    private int _done;

    public void Begin()
    {
        if (!isQuiet)
        {
            screen.Paragraph("", 0, $"{Count(faults, "fault")}, {Count(seeds, "seed")} each, beside twins without the fault");
            screen.Line();
            screen.Line(_table.Header());
        }

        Advance("");
    }

    public void Report(FaultResult value)
    {
        _done++;
        if (!isQuiet)
        {
            screen.Line(_table.Row(
                value.Fault.Name,
                new TableCell($"{value.Found}/{seeds}", value.Missed == 0 ? "green" : "red bold"),
                new TableCell($"{value.FalseAlarms}", value.FalseAlarms == 0 ? "" : "red bold"),
                new TableCell(Figures.ShortDuration(value.Seconds), "dim")));
            foreach (string problem in value.Problems.Take(ShownProblems))
            {
                screen.Paragraph("    ", 4, problem, "dim");
            }
        }

        Advance(value.Fault.Name);
    }

    public void End(SelfTestReport report)
    {
        screen.EndLive();
        if (isQuiet)
        {
            return;
        }

        screen.Line();
        string verdict = report.Passed ? "[green bold]pass[/]" : "[red bold]failed[/]";
        screen.Line($"{verdict}  {Count(report.Faults.Count, "fault")} over {Count(report.Seeds, "seed")}: {report.Missed} missed, {report.FalseAlarms} with false alarms  [dim]{Figures.Duration(report.Seconds)}[/]");
    }

    private static string Count(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private void Advance(string last) => screen.Live($"  {ProgressBar.Of((double)_done / faults, BarWidth)}  {_done} of {faults}  [dim]{Screen.Styled(last, "")}[/]");
}
