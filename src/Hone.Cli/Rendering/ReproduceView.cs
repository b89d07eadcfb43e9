using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows a published figure being measured again: one row a seed, and a live line in between.</summary>
internal sealed class ReproduceView(Screen screen, int seeds) : StartObserver, IReproduceObserver
{
    private int _seed;

    public override void StageBegan(StartStage stage)
    {
        base.StageBegan(stage);
        screen.Live($"  seed {_seed} of {seeds}  [dim]{StageText.Title(stage)}[/]");
    }

    public override void TrainingAdvanced(TrainingTick tick)
    {
        string seed = $"  seed {_seed} of {seeds}";
        screen.Live(seed + TrainingLine.Of(tick, screen.Width - seed.Length));
    }

    public void SeedBegan(int seed)
    {
        _seed = seed;
        screen.Live($"  seed {seed} of {seeds}");
    }

    public void SeedMeasured(int seed, Measurement measurement) =>
        screen.Line($"  seed {seed}  [bold]{Figures.Score(measurement.Value)}[/]{BesideText(measurement.Beside)}");

    /// <summary>Says which row is measured.</summary>
    public void Announce(PublishedRow row)
    {
        screen.Paragraph("[bold]hone reproduce[/]  ", 16, $"{row.Id}: {row.Description}", "dim");
        screen.Paragraph("  ", 2, $"{row.Metric}, {(seeds == 1 ? "1 seed" : $"{seeds} seeds")}, {Goal(row)}", "dim");
    }

    /// <summary>What the mean must reach, in words.</summary>
    public static string Goal(PublishedRow row) => $"{(row.IsLowerBetter ? "to stay below" : "to reach")} {Figures.Score(row.Bar)}";

    /// <summary>Shows the figure.</summary>
    public void Finished(ReproducedRow row)
    {
        string spread = row.Spread is double deviation ? $" ± {Figures.Score(deviation)}" : "";
        string verdict = row.Pass ? "[green bold]pass[/]" : "[red bold]missed[/]";
        screen.Line(
            $"  {verdict}  {row.Metric} [bold]{Figures.Score(row.Value)}[/]{spread} on {Figures.Count(row.N)} items, bar {Figures.Score(row.Bar)}  "
            + $"[dim]{Figures.Duration(row.Seconds)}[/]");
        if (row.Beside.Count > 0)
        {
            screen.Line($"  beside it{BesideText(row.Beside)}");
        }
    }

    private static string BesideText(IReadOnlyList<(string Name, double Value)> figures) =>
        string.Concat(figures.Select(figure => Screen.Styled($"  {figure.Name} {Figures.Score(figure.Value)}", "dim")));
}
