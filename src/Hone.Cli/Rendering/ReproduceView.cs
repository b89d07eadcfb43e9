using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows a published figure being measured again: one row a seed, and a live line in between.</summary>
internal sealed class ReproduceView(Screen screen, int seeds) : StartObserver
{
    private int _seed;

    public override void StageBegan(StartStage stage)
    {
        base.StageBegan(stage);
        if (stage == StartStage.Project)
        {
            _seed++;
        }

        screen.Live($"  seed {_seed} of {seeds}  [dim]{StageText.Title(stage)}[/]");
    }

    public override void TrainingAdvanced(TrainingTick tick)
    {
        string seed = $"  seed {_seed} of {seeds}";
        screen.Live(seed + TrainingLine.Of(tick, screen.Width - seed.Length));
    }

    public override void VaultOpened(VaultOpening opening) =>
        screen.Line($"  seed {_seed}  [bold]{Figures.Score(opening.Score)}[/]  {Screen.Styled(Figures.Interval(opening.Interval), "dim")}");

    /// <summary>Says which row is measured.</summary>
    public void Announce(PublishedRow row)
    {
        screen.Paragraph("[bold]hone reproduce[/]  ", 16, $"{row.Id}: {row.Description}", "dim");
        screen.Paragraph("  ", 2, $"{row.Metric}, {(seeds == 1 ? "1 seed" : $"{seeds} seeds")}, to reach {Figures.Score(row.Bar)}", "dim");
    }

    /// <summary>Shows the figure.</summary>
    public void Finished(ReproducedRow row)
    {
        string spread = row.Spread is double deviation ? $" ± {Figures.Score(deviation)}" : "";
        string verdict = row.Pass ? "[green bold]pass[/]" : "[red bold]missed[/]";
        screen.Line(
            $"  {verdict}  {row.Metric} [bold]{Figures.Score(row.Value)}[/]{spread} on {Figures.Count(row.N)} items, bar {Figures.Score(row.Bar)}  "
            + $"[dim]{Figures.Duration(row.Seconds)}[/]");
    }
}
