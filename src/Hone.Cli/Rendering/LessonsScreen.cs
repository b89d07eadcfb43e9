using Hone.Method;

namespace Hone.Cli;

/// <summary>What the first project taught, in one screen.</summary>
internal static class LessonsScreen
{
    private const int ShownPairs = 3;
    private const int ShownMistakes = 3;
    private const int LabelWidth = 16;

    private static readonly TextTable Against = new(
        new TableColumn("", 26),
        new TableColumn("accuracy", 8, IsNumber: true),
        new TableColumn("ahead by (paired 95% interval)", 30),
        new TableColumn("gain", 5, IsNumber: true),
        new TableColumn("", 0));

    public static void Show(Screen screen, Lessons lessons)
    {
        TrainingScore model = lessons.Model;

        // Green is earned: by a lead over every baseline that is larger than chance.
        bool isAhead = lessons.Baselines.All(comparison => comparison.Difference.Verdict == Verdict.Better);
        string style = isAhead ? "green bold" : "bold";
        screen.Line(
            $"  the model: accuracy [{style}]{Figures.Score(model.Accuracy)}[/] {Screen.Styled(Figures.Interval(model.Interval), "")} "
            + $"on {Figures.Count(model.N)} images");
        screen.Line();
        screen.Line(Against.Header());
        foreach (BaselineComparison comparison in lessons.Baselines)
        {
            screen.Line(Row(comparison));
        }

        screen.Line();
        string label = "confused most";
        foreach (ConfusedPair pair in lessons.Confused.Take(ShownPairs))
        {
            Labeled(screen, label, $"{pair.Actual} taken for {pair.Predicted}, {pair.Count} of {pair.Of}");
            label = "";
        }

        label = "worst mistakes";
        foreach (Mistake mistake in lessons.WorstMistakes.Take(ShownMistakes))
        {
            Labeled(screen, label, $"{mistake.Actual} taken for {mistake.Predicted}, {Figures.Percent(Math.Round(mistake.Probability, 3))} sure ({mistake.Id})");
            label = "";
        }
    }

    /// <summary>A verdict as a word; better and worse are claimed only where the interval of the difference leaves out zero.</summary>
    public static TableCell VerdictCell(Verdict verdict) => verdict switch
    {
        Verdict.Better => new TableCell("better", "green"),
        Verdict.Worse => new TableCell("worse", "red"),
        _ => new TableCell("cannot be told apart", "olive"),
    };

    private static string Row(BaselineComparison comparison) => Against.Row(
        comparison.Baseline.Name,
        Figures.Score(comparison.Baseline.Accuracy),
        Figures.Difference(comparison.Difference),
        Figures.WholePercent(comparison.Gain),
        VerdictCell(comparison.Difference.Verdict));

    private static void Labeled(Screen screen, string label, string text) =>
        screen.Paragraph($"  [dim]{label.PadRight(LabelWidth)}[/]", 2 + LabelWidth, text);
}
