using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows what was tried, how worn the validation part is, and how beliefs came true.</summary>
internal static class KindsScreen
{
    public static void Show(Screen screen, RunKinds kinds)
    {
        screen.Paragraph("[bold]hone runs --kinds[/]  ", 19, $"what {Figures.Count(kinds.Runs)} runs changed against the run before them; baselines, dry runs and controls are not counted", "dim");
        screen.Line();
        TableCell[][] rows = [.. kinds.Counts.Select(each => new TableCell[] { each.Key.ToString().ToLowerInvariant(), Figures.Count(each.Value), Figures.WholePercent((double)each.Value / kinds.Runs) })];
        var table = TextTable.Fitting([new("change", 0), new("runs", 0, IsNumber: true), new("share", 0, IsNumber: true)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        screen.Paragraph("  ", 2, $"{Figures.Count(kinds.ArchitecturesTried.Count)} architectures: {(kinds.ArchitecturesTried.Count == 0 ? "no run names its model among its parameters" : string.Join("; ", kinds.ArchitecturesTried))}");
        if (kinds.Nudge is { } nudge)
        {
            screen.Paragraph("  [olive bold]warn[/]  ", 8, $"{nudge.What}; {nudge.Why}");
            screen.Paragraph("        ", 8, "try: " + nudge.HowToFix, "dim");
        }
    }

    public static void Show(Screen screen, IReadOnlyList<SplitWear> splits)
    {
        screen.Paragraph("[bold]hone runs --wear[/]  ", 18, "how much the best of so many equal models looks better by luck", "dim");
        screen.Line();
        foreach (SplitWear wear in splits)
        {
            string optimism = wear.Optimism is double points ? $" = {Figures.Score(points)}" : "";
            screen.Paragraph(
                $"  [teal bold]Split {Figures.Short(wear.SplitFingerprint)}[/]  ",
                10 + Figures.Short(wear.SplitFingerprint).Length,
                FormattableString.Invariant($"{wear.Decisions} decisions, optimism {wear.StandardErrors:0.00} standard errors{optimism}"));
            if (wear.ClaimedGain is double gain)
            {
                screen.Paragraph("    ", 4, $"best over first: {Figures.Signed(gain)}", "dim");
            }

            if (wear.NeedsFreshFold == true)
            {
                screen.Paragraph("    [olive bold]warn[/]  ", 10, "luck alone explains that gain: decide on a fresh fold from here on");
            }
        }

        if (splits.Count == 0)
        {
            screen.Paragraph("  [purple]not checked[/]  ", 15, "no completed run on a frozen split");
        }
    }

    public static void Show(Screen screen, BeliefCalibration calibration)
    {
        screen.Paragraph("[bold]hone runs --calibration[/]  ", 25, "how often your hypotheses came true", "dim");
        screen.Line();
        if (!calibration.IsChecked)
        {
            screen.Paragraph("  [purple]not checked[/]  ", 15, $"{calibration.Verdicts} of {BeliefCalibration.FewestVerdicts} verdicts with a confidence; {calibration.Undecided} undecided");
            return;
        }

        TableCell[][] rows = [.. calibration.Bins.Select(bin => new TableCell[] { $"{bin.From} to {bin.To}%", Figures.WholePercent(bin.CameTrue), Figures.Count(bin.N) })];
        var table = TextTable.Fitting([new("you said", 0), new("came true", 0, IsNumber: true), new("n", 0, IsNumber: true)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }

        screen.Line();
        screen.Paragraph("  ", 2, $"{calibration}; {calibration.Undecided} undecided");
    }
}
