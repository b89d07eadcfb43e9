using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows what the vault said about a run.</summary>
internal static class TestScreen
{
    private const int Indent = 14;

    public static void Show(Screen screen, StoredRun run, VaultOpening opening, int budget)
    {
        string metric = VaultMetrics.NameOf(opening.Metric);
        bool isHigher = KnownMetrics.DirectionOf(metric) == MetricDirection.Higher;
        screen.Paragraph("[bold]hone test[/]  ", 11, $"{run.Id} ({run.Record?.Name}), {metric} on the sealed test part, {(isHigher ? "higher" : "lower")} is better", "dim");
        screen.Line();
        Row(screen, "test", $"{Figures.Measure(opening.Score)} [{Figures.Measure(opening.Interval.Low)}, {Figures.Measure(opening.Interval.High)}], n = {Figures.Count(opening.N)}", "bold");
        if (opening.ValidScore is double valid)
        {
            bool isWorse = isHigher ? opening.Gap < 0 : opening.Gap > 0;
            string gap = opening.Gap == 0 ? "the same" : $"the test score is {(isWorse ? "worse" : "better")} by {Figures.Measure(Math.Abs(opening.Gap!.Value))}";
            Row(screen, "validation", $"{Figures.Measure(valid)}; {gap}");
        }

        Row(screen, "evaluation", $"no. {opening.OpeningNumber} of {budget}{(opening.IsOverBudget ? ", beyond the budget" : "")}", opening.IsOverBudget ? "olive" : "");
        Row(screen, "split", $"{opening.Split?.Name} ({Figures.Short(opening.Split?.Fingerprint ?? "")})");
        Row(screen, "reason", opening.Reason);
        if (opening.IgnoredClass is int ignored)
        {
            Row(screen, "not judged", $"class {ignored}");
        }

        if (opening.IsOptimistic)
        {
            screen.Line();
            screen.Paragraph("  ", 2, "the validation score lies on the good side of the test interval: the run was chosen by that score, or the test part is different (hone check leak looks for drift)", "olive");
        }

        if (opening.Repeated)
        {
            screen.Line();
            screen.Paragraph("  ", 2, $"this is the stored result of {opening.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: a run is evaluated once, and nothing was opened now", "olive");
        }
    }

    private static void Row(Screen screen, string name, string text, string style = "") =>
        screen.Paragraph($"  [dim]{name.PadRight(Indent - 2)}[/]", Indent, text, style);
}
