using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows splits: the interview, the parts and folds, power and wear.</summary>
internal static class SplitView
{
    private const int ShownFolds = 30;

    public static void Show(Screen screen, SplitAdvice advice, string command)
    {
        for (int i = 0; i < advice.Questions.Count; i++)
        {
            SplitQuestion question = advice.Questions[i];
            string answer = question.Answer switch
            {
                true => "[green]yes [/]",
                false => "no  ",
                _ => "[purple]open[/]",
            };
            screen.Paragraph($"{(i + 1).ToString(CultureInfo.InvariantCulture)}  {answer}  ", 9, question.Text);
            screen.Paragraph("         ", 9, question.Evidence, "dim");
        }

        screen.Line();
        if (advice.Strategy is SplitStrategy strategy)
        {
            screen.Paragraph($"[bold]{OptionValues.WordOf(strategy)}[/]  ", OptionValues.WordOf(strategy).Length + 2, advice.Reason);
            screen.Paragraph("next  ", 6, $"{command} split make --valid 20%{(strategy == SplitStrategy.GivenTest ? "" : " --test 10%")}");
        }
        else
        {
            screen.Paragraph("[purple]not checked[/]  ", 13, advice.Reason);
            screen.Paragraph("next         ", 13, $"{command} split plan --time none --by none, if that is so; without an answer only '{command} split make --i-know random' makes a split");
        }
    }

    public static void Show(Screen screen, string name, Split split, string? fingerprint)
    {
        string state = fingerprint is null ? "a draft" : $"frozen, fingerprint {Figures.Short(fingerprint)}";
        screen.Paragraph("[bold]split[/]  ", 7, $"{name}: {OptionValues.WordOf(split.Strategy)} over {Figures.Count(split.Ids.Count)} items, {state}");
        if (split.Options.Reason is string reason)
        {
            screen.Paragraph("       ", 7, reason, "dim");
        }

        screen.Line();
        Part(screen, "train", split.TrainIndices.Count, split);
        Part(screen, "valid", split.ValidIndices.Count, split);
        Part(screen, "test", split.TestIndices.Count, split);
        Part(screen, "gap", split.GapIndices.Count, split);
        if (split.Groups is { } groups)
        {
            screen.Paragraph("  ", 2, $"groups  {groups.Total}: {groups.Train} in train, {groups.Valid} in valid, {groups.Test} in test; {groups.Shared} of the later ones are in train too");
        }

        if (split.ClassShares is { } shares)
        {
            screen.Paragraph("  ", 2, $"shares  {shares.Classes.Count} classes; no share is further than {Figures.Percent(shares.MaxDeviation)} from the whole");
        }

        Folds(screen, split);
    }

    public static void Show(Screen screen, SplitPower? power, SplitWear? wear)
    {
        if (power is not null)
        {
            screen.Line();
            string text = power.StandardError is double error
                ? $"{power.Metric} on {Figures.Count(power.N)} items{(power.Expected is double level ? $" at {Figures.Score(level)}" : "")}: standard error {Figures.Score(error)}; two models must differ by {Figures.Score(power.SmallestDifference!.Value)} to be told apart on independent items"
                : $"not checked: {power.NotChecked}";
            screen.Paragraph("[bold]power[/]  ", 7, text);
            if (power.ClassesNotChecked is string classes)
            {
                screen.Paragraph("       ", 7, $"scores of single classes: not checked: {classes}", "olive");
            }
        }

        if (wear is { Decisions: > 0 })
        {
            screen.Line();
            screen.Paragraph("[bold]wear[/]   ", 7, $"{wear.Decisions} runs were scored on it; {wear.Advice}");
        }
    }

    private static void Part(Screen screen, string name, int count, Split split)
    {
        if (count > 0)
        {
            screen.Line($"  {name.PadRight(6)} {Figures.Count(count),8}  {Screen.Styled(Figures.Percent((double)count / split.Ids.Count), "dim")}");
        }
    }

    private static void Folds(Screen screen, Split split)
    {
        if (split.Folds is null)
        {
            return;
        }

        screen.Line();
        TableCell[][] rows = [.. split.GetFolds().Take(ShownFolds).Select(fold => Row(split, fold))];
        TextTable table = TextTable.Fitting([new("fold", 0, IsNumber: true), new("train", 0, IsNumber: true), new("valid", 0, IsNumber: true), new("deviation", 0, IsNumber: true), new("from", 0)], rows);
        screen.Line(table.Header());
        foreach (TableCell[] row in rows)
        {
            screen.Line(table.Row(row));
        }
    }

    private static TableCell[] Row(Split split, SplitFold fold) =>
    [
        fold.Number.ToString(CultureInfo.InvariantCulture),
        Figures.Count(fold.TrainIndices.Count),
        Figures.Count(fold.ValidIndices.Count),
        split.ClassShares?.FoldDeviations is { } deviations ? Figures.Percent(deviations[fold.Number]) : "",
        split.Windows is { } windows ? windows[fold.Number].ValidFrom.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
    ];
}
