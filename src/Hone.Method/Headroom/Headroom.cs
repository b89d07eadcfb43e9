using System.Globalization;

namespace Hone.Method;

/// <summary>
/// Ranks what to try next by measured headroom: the share of a run's error that a rung of the ladder, a closed gap between training and validation, a repaired segment or repaired labels
/// would take away at most, and the share of its training time that waits for data. The shares overlap and do not add up; they say where to look first.
/// </summary>
public static class Headroom
{
    private const int FewestRuns = 2;

    // A label that gets less than this while another class gets more than Sure is contradicted, not merely missed.
    private const double Contradicted = 0.05;
    private const double Sure = 0.9;

    // Of a normal error 1 in 370 lies beyond three standard deviations; four leave labels that hardly come from there.
    private const double FarDeviations = 4;

    /// <summary>Looks at the best completed run of a project, or at a given one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="run">The run; null stands for the best by the metric on the whole training part.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="RunException">The run that was named is damaged.</exception>
    public static HeadroomReport Of(Project project, StoredRun? run = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        string metricName = project.Charter.Metric;
        StoredRun[] completed = Completed(project);
        if (completed.Length < FewestRuns)
        {
            return new HeadroomReport
            {
                RunId = null,
                Metric = metricName,
                CompletedRuns = completed.Length,
                Items = [],
                NotChecked = [$"{completed.Length} completed runs beside the ladder: headroom is read from {FewestRuns} or more"],
                BaselineAdvice = AdviceOf(project, completed),
            };
        }

        run ??= BestOf(project, completed);
        if (run.Record is null)
        {
            throw new RunException(ExitCode.BadInput, "a run that can be read", run.Problem ?? "a damaged run", run.Directory, "choose another run: hone runs lists them");
        }

        var items = new List<HeadroomItem>();
        var open = new List<string>();
        MetricSummary? summary = run.Record.Summary.GetValueOrDefault("valid/" + metricName);
        Look(HeadroomKind.BelowBaseline, () => BelowBaseline(project, run, summary));
        Look(HeadroomKind.TrainValidGap, () => Gap(run));
        bool isKnown = ScoreMetric.Names.Contains(metricName) && !ProjectMetric.IsOfMasks(project);
        bool hasPredictions = File.Exists(run.Files.ValidPredictions);
        if (!isKnown || !hasPredictions)
        {
            open.Add($"segments and label noise: {(isKnown ? "the run has no validation predictions" : $"metric {metricName} is not computed from rows of predictions")}");
        }
        else
        {
            ScoreMetric metric = ScoreMetric.Named(metricName);
            Look(HeadroomKind.LabelNoise, () => LabelNoise(metric, run.ReadValidPredictions()));
            if (project.Data.HasData)
            {
                Look(HeadroomKind.WorstSegment, () => WorstSegment(project, run, cancellationToken));
            }
            else
            {
                open.Add("segments: the project has no data (hone data add)");
            }
        }

        Look(HeadroomKind.NoiseFloor, () => NoiseFloorOf(project, run, summary));
        Look(HeadroomKind.InputWait, () => InputWait(run));
        return new HeadroomReport
        {
            RunId = run.Id,
            Metric = metricName,
            Score = summary?.Last,
            CompletedRuns = completed.Length,
            Items = [.. items.OrderByDescending(item => item.Share).ThenBy(item => item.Kind)],
            NotChecked = open,
        };

        void Look(HeadroomKind kind, Func<(HeadroomItem? Item, string? Reason)> look)
        {
            (HeadroomItem? item, string? reason) = look();
            if (item is not null)
            {
                items.Add(item);
            }
            else if (reason is not null)
            {
                open.Add($"{Word(kind)}: {reason}");
            }
        }
    }

    /// <summary>The best completed run by the metric of the project, among those on the whole training part where there are such; null without a completed run. Rungs of the ladder do not count.</summary>
    /// <param name="project">The project.</param>
    public static StoredRun? BestRun(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return Completed(project) is { Length: > 0 } runs ? BestOf(project, runs) : null;
    }

    /// <summary>A kind in words, such as <c>train-valid gap</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(HeadroomKind kind) => kind switch
    {
        HeadroomKind.BelowBaseline => "below the baseline",
        HeadroomKind.TrainValidGap => "train-valid gap",
        HeadroomKind.WorstSegment => "worst segment",
        HeadroomKind.LabelNoise => "label noise",
        HeadroomKind.InputWait => "input wait",
        _ => "noise floor",
    };

    private static StoredRun[] Completed(Project project) =>
        [.. project.Runs.List().Where(run => run.Status == RunStatus.Completed && run.Record is { } record && !RunKinds.IsSpecial(record))];

    private static string AdviceOf(Project project, StoredRun[] completed)
    {
        LadderReport? ladder = Ladder.Read(project);
        LadderRow? best = ladder?.Rows.FirstOrDefault(row => row.Name == ladder.Best);
        if (best?.Score is not double score)
        {
            return "make the ladder first: hone baseline; without it no score means anything";
        }

        string bar = $"'{best.Name}' with {ladder!.Metric} {Text(score)}";
        return completed.Length == 0
            ? $"train a model that beats the best rung, {bar}"
            : $"train a second model that differs in its architecture, not in a number: two runs show where they err differently. The best rung is {bar}";
    }

    private static StoredRun BestOf(Project project, StoredRun[] runs)
    {
        string key = "valid/" + project.Charter.Metric;
        StoredRun[] scored = [.. runs.Where(run => run.Record!.Summary.ContainsKey(key) && run.Record.Subset == 1)];
        scored = scored.Length > 0 ? scored : runs;
        return (project.Charter.Direction == MetricDirection.Higher
            ? scored.MaxBy(run => run.Record!.Summary.GetValueOrDefault(key)?.Last ?? double.NegativeInfinity)
            : scored.MinBy(run => run.Record!.Summary.GetValueOrDefault(key)?.Last ?? double.PositiveInfinity))!;
    }

    private static (HeadroomItem? Item, string? Reason) BelowBaseline(Project project, StoredRun run, MetricSummary? summary)
    {
        LadderReport? ladder = Ladder.Read(project);
        LadderRow? best = ladder?.Rows.FirstOrDefault(row => row.Name == ladder.Best);
        if (ladder is null || best?.Score is not double rung || summary is null)
        {
            return (null, ladder is null ? "no ladder (hone baseline)" : "the ladder or the run has no score");
        }

        if (run.Record!.Split?.Fingerprint != ladder.SplitFingerprint || ladder.Metric != project.Charter.Metric)
        {
            return (null, "the ladder was made on another split or for another metric");
        }

        ScoreMetric metric = ProjectMetric.Named(ladder.Metric, ladder.Kind == LadderKind.Masks);
        if (!metric.IsBetter(rung, summary.Last))
        {
            return (null, null);
        }

        double share = Math.Abs(summary.Last - rung) / Math.Max(double.Epsilon, Math.Abs(metric.Perfect - summary.Last));
        return (new HeadroomItem(
            HeadroomKind.BelowBaseline,
            Math.Min(1, share),
            $"the rung '{best.Name}' has {ladder.Metric} {Text(rung)}, the run {Text(summary.Last)}",
            "look for a bug before anything else: a net that loses to a simple model does not see its input well (hone check)"), null);
    }

    private static (HeadroomItem? Item, string? Reason) Gap(StoredRun run)
    {
        IReadOnlyList<MetricRow> rows = run.ReadMetrics().Rows;
        MetricRow? last = rows.LastOrDefault(row => row.Values.ContainsKey("train/epochLoss") && row.Values.ContainsKey("valid/loss"));
        if (last is null)
        {
            return (null, "the run has no training and validation loss (trees and blends have none)");
        }

        double train = last.Values["train/epochLoss"];
        double valid = last.Values["valid/loss"];
        if (!double.IsFinite(train) || !double.IsFinite(valid) || valid <= 0)
        {
            return (null, $"losses {Text(train)} and {Text(valid)} have no share");
        }

        return train >= valid
            ? (null, null)
            : (new HeadroomItem(
                HeadroomKind.TrainValidGap,
                Math.Min(1, (valid - train) / valid),
                $"training loss {Text(train)}, validation loss {Text(valid)} at the end",
                "more data or augmentation first, then weight decay and dropout; a smaller model last"), null);
    }

    private static (HeadroomItem? Item, string? Reason) WorstSegment(Project project, StoredRun run, CancellationToken cancellationToken)
    {
        SegmentReport report = Segments.Find(project, run, null, cancellationToken);
        if (report.NotChecked is string reason)
        {
            return (null, reason);
        }

        return report.Weak.Count == 0
            ? (null, null)
            : (new HeadroomItem(
                HeadroomKind.WorstSegment,
                Math.Min(1, report.Weak[0].Headroom),
                $"where {report.Weak[0].Rule}: {report.Metric} {Text(report.Weak[0].Score)} instead of {Text(report.Score)}; {Numbers.Percent(Math.Round(report.Weak[0].Support, 3))} of the items hold {Numbers.Percent(Math.Round(report.Weak[0].LossShare, 3))} of the loss",
                "look at these items (hone report --segments lists all); collect more of them, or give the model what tells them apart"), null);
    }

    private static (HeadroomItem? Item, string? Reason) LabelNoise(ScoreMetric metric, RunPredictions predictions)
    {
        int n = predictions.Ids.Count;
        if (predictions.Targets.Count != n)
        {
            return (null, $"an item has {predictions.Targets.Count / n} numbers: there is no single label to contradict");
        }

        double[] losses = ItemLoss.Of(metric, predictions);
        double total = losses.Sum();
        if (total == 0)
        {
            return (null, "no item has an error");
        }

        int[] suspects = metric.IsOfClasses
            ? [.. Enumerable.Range(0, n).Where(item => MetricFormulas.ProbabilityOf(predictions.OutputsOf(item), (int)predictions.Targets[item]) < Contradicted && LargestOf(predictions, item) > Sure)]
            : FarFrom(metric, predictions);
        if (suspects.Length == 0)
        {
            return (null, null);
        }

        string what = metric.IsOfClasses
            ? $"{suspects.Length} of {n} validation items have a label with a probability below {Text(Contradicted)} while another class has more than {Text(Sure)}"
            : $"{suspects.Length} of {n} validation items lie more than {Text(FarDeviations)} robust deviations from what the run says";
        return (new HeadroomItem(
            HeadroomKind.LabelNoise,
            Math.Min(1, suspects.Sum(item => losses[item]) / total),
            $"{what}: {Numbers.Percent(Math.Round(suspects.Sum(item => losses[item]) / total, 3))} of the loss",
            "look at them first (hone report --items); a wrong label caps every model, a right one shows what the model cannot see"), null);
    }

    private static (HeadroomItem? Item, string? Reason) InputWait(StoredRun run)
    {
        if (run.Record!.Resources is not { InputWait: double wait } resources)
        {
            return (null, "the run recorded no training steps (trees and blends have none)");
        }

        return !resources.IsInputBound
            ? (null, null)
            : (new HeadroomItem(
                HeadroomKind.InputWait,
                wait,
                $"input-bound: {Numbers.Percent(Math.Round(wait, 3))} of {Text(Math.Round(resources.StepSeconds, 1))} s of training steps wait for data, more than {Numbers.Percent(RunResources.InputBound)}",
                resources.Suggestion), null);
    }

    private static double LargestOf(RunPredictions predictions, int item)
    {
        ReadOnlySpan<float> outputs = predictions.OutputsOf(item);
        return outputs.Length == 1 ? Math.Max(outputs[0], 1 - outputs[0]) : outputs[Accuracies.ArgMax(outputs)];
    }

    /// <summary>Items whose residual lies beyond so many robust deviations (1.4826 times the median distance to the median).</summary>
    private static int[] FarFrom(ScoreMetric metric, RunPredictions predictions)
    {
        double[] residuals = [.. Enumerable.Range(0, predictions.Ids.Count).Select(item => ItemLoss.Residual(metric.Name, predictions.OutputsOf(item)[0], predictions.Targets[item]))];
        double middle = Bootstrap.Quantile([.. residuals.Order()], 0.5);
        double deviation = 1.4826 * Bootstrap.Quantile([.. residuals.Select(residual => Math.Abs(residual - middle)).Order()], 0.5);
        return deviation == 0 ? [] : [.. Enumerable.Range(0, residuals.Length).Where(item => Math.Abs(residuals[item] - middle) > FarDeviations * deviation)];
    }

    private static (HeadroomItem? Item, string? Reason) NoiseFloorOf(Project project, StoredRun run, MetricSummary? summary)
    {
        if (summary is null || !ProjectMetric.IsKnown(project))
        {
            return (null, "the run has no score");
        }

        ScoreMetric metric = ProjectMetric.Of(project);
        double error = Math.Abs(metric.Perfect - summary.Last);
        NoiseFloor? seeds = new NoiseFloors(project).Find(run.Record!.Split?.Fingerprint, run.Record.Subset, "valid/" + metric.Name);
        double? half = summary is { Low: double low, High: double high } ? (high - low) / 2 : null;
        double? floor = seeds is null ? half : Math.Max(seeds.SmallestBelievableGain, 0);
        if (floor is not double smallest || error == 0)
        {
            return (null, "neither seeds nor an interval were recorded (hone train --seeds 3)");
        }

        string from = seeds is null
            ? string.Create(CultureInfo.InvariantCulture, $"half of the 95% interval of the run ({summary.N} items)")
            : string.Create(CultureInfo.InvariantCulture, $"{seeds.Seeds.Count} seeds");
        return (new HeadroomItem(
            HeadroomKind.NoiseFloor,
            Math.Min(1, smallest / error),
            $"differences below {Text(smallest)} {metric.Name} are luck, by {from}",
            "ideas with less headroom than this cannot be seen to work: more validation items, folds or seeds first"), null);
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
