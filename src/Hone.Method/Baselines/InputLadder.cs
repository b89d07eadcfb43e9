namespace Hone.Method;

/// <summary>One input at a time: the same models on all inputs, on each alone and with each left out, every one a run of its own.</summary>
public static class InputLadder
{
    /// <summary>Where the last report of inputs is kept: <c>reports/inputs.json</c>.</summary>
    public const string FileName = "inputs.json";

    /// <summary>Runs the models; one that ran before under the same split is read, not run again.</summary>
    /// <param name="project">The project; its metric decides.</param>
    /// <param name="split">The frozen split.</param>
    /// <param name="task">The inputs.</param>
    /// <param name="options">Seed and progress; a guess is not asked for.</param>
    /// <param name="cancellationToken">Ends it early; the run under way is marked as stopped.</param>
    /// <exception cref="MetricException">The metric cannot be computed for these data.</exception>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public static InputReport Run(Project project, FrozenSplit split, InputTask task, LadderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(task);
        options ??= new LadderOptions();
        ScoreMetric metric = task.MetricOf(project.Charter.Metric);
        StoredRun[] earlier = [.. project.Runs.List().Where(run => run.Status == RunStatus.Completed && run.Record!.Split?.Fingerprint == split.Fingerprint)];
        var rows = new Dictionary<string, (LadderRow Row, RunPredictions? Said)>(StringComparer.Ordinal);
        foreach (LadderRung rung in task.Rungs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (LadderRow row, RunPredictions? said, _) = Ladder.RunRung(project, split, task, metric, rung, Ladder.Find(earlier, rung), options, cancellationToken);
            rows[rung.Name] = (row, said);
            options.Progress?.Report(row);
        }

        string[] models = [task.ModelName(isForest: false), task.ModelName(isForest: true)];
        InputScore[] inputs = [.. task.Inputs.SelectMany(input => models.Select(model => ScoreOf(metric, task, rows, input, model)))];
        LadderRow[] all = [.. models.Select(model => rows[InputTask.RungName(model, InputTask.All)].Row)];
        var report = new InputReport
        {
            Metric = metric.Name,
            SplitFingerprint = split.Fingerprint,
            All = all,
            Inputs = inputs,
            Notes = task.Notes,
            Sentences = [.. SentencesOf(metric, models, all, inputs)],
        };
        MethodJson.WriteFile(Path.Combine(project.Directory, "reports", FileName), report, LadderJson.Default.InputReport);
        return report;
    }

    /// <summary>The last report of a project on a split; null where there is none.</summary>
    internal static InputReport? Read(Project project, string splitFingerprint)
    {
        string path = Path.Combine(project.Directory, "reports", FileName);
        InputReport? report = File.Exists(path) ? MethodJson.ReadFile(path, LadderJson.Default.InputReport, "run hone baseline --per-input again") : null;
        return report?.SplitFingerprint == splitFingerprint ? report : null;
    }

    private static InputScore ScoreOf(ScoreMetric metric, InputTask task, Dictionary<string, (LadderRow Row, RunPredictions? Said)> rows, InputColumns input, string model)
    {
        RunPredictions? whole = rows[InputTask.RungName(model, InputTask.All)].Said;
        (LadderRow dropped, RunPredictions? without) = rows[InputTask.RungName(model, task.DroppedName(input))];
        return new InputScore
        {
            Input = input.Name,
            Model = model,
            Columns = input.Columns.Count,
            Alone = rows[InputTask.RungName(model, task.AloneName(input))].Row,
            Dropped = dropped,
            Adds = whole is null || without is null ? null : MetricBootstrap.Paired(metric, whole, without),
        };
    }

    private static IEnumerable<string> SentencesOf(ScoreMetric metric, string[] models, LadderRow[] all, InputScore[] inputs)
    {
        // The model that makes most of all inputs says what each of them is worth.
        int best = all[0].Score is null || (all[1].Score is double second && metric.IsBetter(second, all[0].Score!.Value)) ? 1 : 0;
        foreach (InputScore input in inputs.Where(input => input.Model == models[best]))
        {
            string by = input.Adds is null ? "" : $"{Numbers.Short(Math.Abs(input.Adds.Difference))} {metric.Name}";
            yield return input.Adds?.Verdict switch
            {
                null => $"'{input.Input}': not checked, {input.Alone.Reason ?? input.Dropped.Reason}",
                Verdict.Better => $"'{input.Input}' adds something that the other inputs do not have: without it the {input.Model} is worse by {by}",
                Verdict.Worse => $"'{input.Input}' does harm: without it the {input.Model} is better by {by}",
                _ => $"'{input.Input}' is not shown to add anything to the other inputs",
            };
        }
    }
}
