using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows the first project stage by stage.</summary>
internal sealed class StartView(Screen screen) : StartObserver
{
    // Something to see while a stage has nothing to say yet.
    private const string Working = "  [dim]working ...[/]";

    private static readonly TextTable Rungs = new(
        new TableColumn("", 26),
        new TableColumn("accuracy", 8, IsNumber: true),
        new TableColumn("95% interval", 16),
        new TableColumn("n", 6, IsNumber: true),
        new TableColumn("time", 8, IsNumber: true));

    private readonly CheckLines _checks = new(screen);
    private bool _hasRungs;
    private bool _hasEpochs;

    /// <summary>What is about to happen, with the options that matter.</summary>
    public void Announce(StartOptions options)
    {
        string threads = EngineOptions.ThreadCount == 1 ? "1 thread" : $"{EngineOptions.ThreadCount} threads";
        string work = options.Resume ? $"going on in {options.Directory}" : Work(options);
        screen.Paragraph("[bold]hone start[/]  ", 12, $"{work}, {threads}", "dim");
    }

    public override void StageBegan(StartStage stage)
    {
        _checks.End();
        base.StageBegan(stage);
        screen.Line();
        screen.Line($"[teal bold]{StageText.Title(stage)}[/]  [dim]{StageText.Purpose(stage)}[/]");
        screen.Live(Working);
    }

    public override void ProjectReady(Project project, bool resumed)
    {
        base.ProjectReady(project, resumed);
        screen.Paragraph("  ", 2, Paths.Shown(project.Directory) + (resumed ? ", resumed" : ""));
        screen.Paragraph("  ", 2, $"{project.Charter.Question} Decided by {project.Charter.Metric}.", "dim");
    }

    public override void DataDescribed(DataDescription data)
    {
        screen.Paragraph("  ", 2, $"{Figures.Count(data.Count)} images, {DataText.Size(data)}; {DataText.Balance(data)}; {DataText.Duplicates(data)}");
        screen.Paragraph("  ", 2, string.Join(", ", data.ClassNames), "dim");
        screen.Paragraph("  ", 2, $"from {data.Source}", "dim");
    }

    public override void SplitFrozen(FrozenSplit split)
    {
        string parts = $"{Figures.Count(split.Split.TrainIndices.Count)} train, {Figures.Count(split.Split.ValidIndices.Count)} valid, "
            + $"{Figures.Count(split.Split.TestIndices.Count)} test";
        screen.Paragraph("  ", 2, $"split {parts}, frozen as {Figures.Short(split.Fingerprint)}; the test labels are sealed");
    }

    public override void Checked(CheckResult result) => _checks.Note(result);

    public override void BaselineScored(BaselineScore score)
    {
        if (!_hasRungs)
        {
            _hasRungs = true;
            screen.Line(Rungs.Header());
        }

        screen.Line(Rungs.Row(
            score.Name,
            Figures.Score(score.Accuracy),
            new TableCell(Figures.Interval(score.Interval), "dim"),
            new TableCell(Figures.Count(score.N), "dim"),
            new TableCell(Figures.Duration(score.Seconds), "dim")));
        screen.Live(Working);
    }

    public override void LearningRateFound(LearningRateChoice choice) =>
        screen.Paragraph("  ", 2, $"learning rate {Figures.Rate(choice.Chosen)} ({choice.Reason})");

    public override void TrainingBegan(TrainingPlan plan)
    {
        base.TrainingBegan(plan);
        _hasEpochs = false;
        string share = plan.Subset < 1 ? $" ({Figures.Percent(plan.Subset)} of the training part)" : "";
        screen.Paragraph("  ", 2, $"{plan.Model}, {Figures.Count(plan.Parameters)} parameters, on {Figures.Count(plan.Items)} images{share}");
        string past = plan.FirstEpoch > 0 ? $", going on after epoch {plan.FirstEpoch}" : "";
        string schedule = $"{plan.Epochs} {(plan.Epochs == 1 ? "epoch" : "epochs")} in batches of {plan.BatchSize}, peak learning rate {Figures.Rate(plan.LearningRate)}{past}";
        screen.Paragraph("  ", 2, $"run {plan.RunId}: {schedule}", "dim");
    }

    public override void TrainingAdvanced(TrainingTick tick) => screen.Live(TrainingLine.Of(tick, screen.Width));

    public override void EpochFinished(EpochScore epoch)
    {
        base.EpochFinished(epoch);
        if (!_hasEpochs)
        {
            _hasEpochs = true;
            screen.Line(EpochTable.Header);
        }

        screen.Line(EpochTable.Row(epoch));
    }

    public override void TrainingFinished(TrainingScore score)
    {
        bool isStored = score.ItemsPerSecond == 0;
        string speed = isStored ? "trained before" : $"{Figures.Duration(score.Seconds)}, {Figures.Count((long)score.ItemsPerSecond)} items/s";
        screen.Line(
            $"  accuracy [bold]{Figures.Score(score.Accuracy)}[/] {Screen.Styled(Figures.Interval(score.Interval), "")} "
            + $"on {Figures.Count(score.N)} validation images  [dim]{speed}[/]");
    }

    public override void Learned(Lessons lessons) => LessonsScreen.Show(screen, lessons);

    public override void VaultOpened(VaultOpening opening)
    {
        string budget = Project is null ? "" : $" of {Project.Vault.Budget}";
        screen.Line(
            $"  accuracy [bold]{Figures.Score(opening.Score)}[/] {Screen.Styled(Figures.Interval(opening.Interval), "")} "
            + $"on {Figures.Count(opening.N)} test images  [dim]opening {opening.OpeningNumber}{budget}[/]");
        if (opening.Repeated)
        {
            screen.Line("  [dim]the stored result: this run was evaluated before, and nothing was opened[/]");
        }
    }

    public override void ReportWritten(string path) => screen.Paragraph("  ", 2, Paths.Shown(path) + "  (opens in a browser, needs no network)");

    /// <summary>The end: what to try next, and how long it took.</summary>
    public void Finished(StartResult result)
    {
        _checks.End();
        screen.Line();
        screen.Line("[teal bold]Try next[/]");
        foreach (NextStep step in result.Next)
        {
            // A command is one line whatever its length, so that it can be copied; what it shows stands below.
            screen.Line($"  {Screen.Styled(step.Command, "bold")}");
            screen.Paragraph("      ", 6, step.Shows, "dim");
        }

        screen.Line();
        screen.Line($"[dim]Done in {Figures.Duration(result.Seconds)}.[/]");
    }

    private static string Work(StartOptions options)
    {
        string data = options.Full ? "all of Fashion-MNIST" : "a bundled sample of Fashion-MNIST";
        int epochs = options.Epochs ?? (options.Full ? StartOptions.FullEpochs : StartOptions.SampleEpochs);
        string subset = options.Subset is double share ? $", {Figures.Percent(share)} of the training part" : "";
        string length = epochs == 1 ? "1 epoch" : $"{epochs} epochs";
        return $"{data}, {length}{subset}, seed {options.Seed}";
    }
}
