using System.Diagnostics;
using System.Globalization;

namespace Hone.Method;

/// <summary>Runs the baselines of any kind of data from the simplest upwards, each as a run of its own, and says what the numbers mean.</summary>
public static class Ladder
{
    /// <summary>Where the last ladder of a project is kept, for its report: <c>reports/baseline.json</c>.</summary>
    public const string FileName = "baseline.json";

    private const string NotAGuess = "ladder/guess";

    /// <summary>Runs a ladder. A rung that ran before under the same split is read, not run again; one that cannot run is not checked, and the ladder goes on.</summary>
    /// <param name="project">The project; its metric decides.</param>
    /// <param name="split">The frozen split.</param>
    /// <param name="task">The data.</param>
    /// <param name="options">Guess and seed.</param>
    /// <param name="cancellationToken">Ends it early; the rung under way is marked as stopped.</param>
    /// <exception cref="MetricException">The metric cannot be computed for these data.</exception>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public static LadderReport Run(Project project, FrozenSplit split, LadderTask task, LadderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(task);
        options ??= new LadderOptions();
        ScoreMetric metric = task.MetricOf(project.Charter.Metric);
        IReadOnlyList<LadderRung> rungs = task.Rungs;
        StoredRun[] earlier = [.. project.Runs.List().Where(run => run.Status == RunStatus.Completed && run.Record!.Split?.Fingerprint == split.Fingerprint)];
        bool ranBefore = rungs.Any(rung => Find(earlier, rung) is not null);
        var checks = new List<CheckResult> { SelfTest(metric, task) };
        var rows = new List<LadderRow>();
        var predictions = new List<RunPredictions?>();
        foreach (LadderRung rung in rungs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (LadderRow row, RunPredictions? said, CheckResult? control) = RunRung(project, split, task, metric, rung, Find(earlier, rung), options, cancellationToken);
            row = WithGain(metric, rows, row);
            rows.Add(row);
            predictions.Add(said);
            if (control is not null)
            {
                checks.Add(control);
            }

            options.Progress?.Report(row);
        }

        // A person is no rung: the best rung is the best model.
        LadderRow? best = BestOf(metric, rows);
        LadderRow? human = HumanBaseline.Score(project, task, metric);
        checks.Add(AgainstZeros(metric, rows, predictions));

        // A guess that was made before the first run stands; so does a control of a rung that is only read now.
        LadderReport? last = Read(project) is { } read && read.SplitFingerprint == split.Fingerprint && read.Metric == metric.Name ? read : null;
        bool keepsGuess = options.Expect is null && last?.GuessOutcome is GuessOutcome.Inside or GuessOutcome.Outside;
        LadderGuess? guess = keepsGuess ? last!.Guess : options.Expect;
        GuessOutcome outcome = GuessOf(guess, best, ranBefore && !keepsGuess);
        if (outcome == GuessOutcome.Outside)
        {
            checks.Add(OutsideGuess(metric, guess!, best!));
        }

        bool hasControl = checks.Any(check => check.Id == InputControl.Id);
        IEnumerable<LadderCheck> controls = hasControl || last is null ? [] : last.Checks.Where(check => check.Id == InputControl.Id);

        var report = new LadderReport
        {
            Kind = task.Kind,
            Metric = metric.Name,
            SplitFingerprint = split.Fingerprint,
            Rows = rows,
            Best = best?.Name,
            BestTrivial = BestOf(metric, [.. rows.Where(row => row.IsTrivial)])?.Name,
            Human = human,
            Guess = guess,
            GuessOutcome = outcome,
            Checks = [.. checks.Select(LadderCheck.Of), .. controls],
            Notes = task.Notes,
            Dropped = task.Dropped,
        };
        MethodJson.WriteFile(Path.Combine(project.Directory, "reports", FileName), report, LadderJson.Default.LadderReport);
        return report;
    }

    /// <summary>What a run is worth beside the best trivial rung of the last ladder.</summary>
    /// <param name="project">The project.</param>
    /// <param name="run">A run with validation predictions.</param>
    /// <returns>The gain; null where there is no ladder on the split of the run, or one of other items, as for out-of-fold predictions.</returns>
    /// <exception cref="RunException">The run has no validation predictions.</exception>
    public static GainOverBaseline? GainOf(Project project, StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(run);
        LadderReport? ladder = Read(project);
        string? rungId = ladder?.Rows.FirstOrDefault(row => row.Name == ladder.BestTrivial)?.RunId;
        if (ladder is null || rungId is null || run.Record?.Split?.Fingerprint != ladder.SplitFingerprint)
        {
            return null;
        }

        ScoreMetric metric = ProjectMetric.Named(ladder.Metric, ladder.Kind == LadderKind.Masks);
        RunPredictions said = run.ReadValidPredictions();
        RunPredictions trivial = project.Runs.Find(rungId).ReadValidPredictions();
        if (!said.Ids.ToHashSet(StringComparer.Ordinal).SetEquals(trivial.Ids) || said.OutputCount != trivial.OutputCount)
        {
            return null;
        }

        EnsembleMembers pair = EnsembleMembers.Of(
        [
            new EnsembleMember { Name = run.Id, Predictions = said },
            new EnsembleMember { Name = ladder.BestTrivial!, Predictions = trivial },
        ]);
        double score = metric.Score(pair.Members[0].Predictions);
        double baseline = metric.Score(pair.Members[1].Predictions);
        double? gain = baseline == metric.Perfect ? null : Gain.Over(score, baseline, metric.Perfect);
        return new GainOverBaseline(ladder.BestTrivial!, gain, MetricBootstrap.Paired(metric, pair.Members[0].Predictions, pair.Members[1].Predictions));
    }

    /// <summary>The last ladder of a project; null where there is none.</summary>
    internal static LadderReport? Read(Project project)
    {
        string path = Path.Combine(project.Directory, "reports", FileName);
        return File.Exists(path) ? MethodJson.ReadFile(path, LadderJson.Default.LadderReport, "run hone baseline again") : null;
    }

    internal static (LadderRow Row, RunPredictions? Predictions, CheckResult? Control) RunRung(
        Project project,
        FrozenSplit split,
        LadderTask task,
        ScoreMetric metric,
        LadderRung rung,
        StoredRun? before,
        LadderOptions options,
        CancellationToken cancellationToken)
    {
        if (before is not null)
        {
            RunPredictions stored = before.ReadValidPredictions();
            return (RowOf(metric, rung, before.Id, stored, (before.Record!.Ended!.Value - before.Record.Started).TotalSeconds), stored, null);
        }

        RungPredictions said;
        var clock = Stopwatch.StartNew();
        using RunWriter run = project.Runs.Create(new RunPlan
        {
            Name = rung.Name,
            Command = options.Command,
            Split = new RunSplit(split.Name, split.Fingerprint),
            DataHash = split.DataHash,
            Seed = (ulong)options.Seed,
            Tags = [BaselineLadder.Tag],
            Params = new Dictionary<string, string> { ["baseline"] = rung.Description },
        });
        try
        {
            said = rung.Predict(options.Seed, cancellationToken);
            var predictions = new RunPredictions(task.ValidIds, task.ValidTargets, said.Outputs);
            LadderRow row = RowOf(metric, rung, run.Id, predictions, clock.Elapsed.TotalSeconds);
            run.SaveValidPredictions(predictions);
            run.Complete(new Dictionary<string, MetricSummary>
            {
                ["valid/" + metric.Name] = new() { Last = row.Score!.Value, Best = row.Score.Value, N = row.N, Low = row.Interval!.Low, High = row.Interval.High },
            });
            return (row, predictions, said.WithoutInput is null ? null : InputControl.Check(rung.Name, metric, predictions, said.WithoutInput));
        }
        catch (OperationCanceledException)
        {
            run.Stop("canceled by its user");
            throw;
        }
        catch (HoneException error) when (error is not StorageException)
        {
            // The data do not allow this rung; the others are not to blame.
            run.Fail(error);
            return (NotRun(rung, CheckOutcome.NotChecked, $"{error.Expected}; got {error.Got}"), null, null);
        }
        catch (Exception error) when (error is not StorageException)
        {
            run.Fail(error);
            return (NotRun(rung, CheckOutcome.Broken, $"{error.GetType().Name}: {error.Message.Split('\n')[0]}"), null, null);
        }
    }

    internal static StoredRun? Find(StoredRun[] earlier, LadderRung rung) => earlier.FirstOrDefault(run =>
        run.Record!.Name == rung.Name
        && run.Record.Tags.Contains(BaselineLadder.Tag)
        && run.Record.Params.GetValueOrDefault("baseline") == rung.Description);

    private static LadderRow RowOf(ScoreMetric metric, LadderRung rung, string runId, RunPredictions predictions, double seconds)
    {
        (double score, Interval interval) = MetricBootstrap.Score(metric, predictions);
        return new LadderRow
        {
            Name = rung.Name,
            Description = rung.Description,
            IsTrivial = rung.IsTrivial,
            Outcome = CheckOutcome.Pass,
            RunId = runId,
            Score = score,
            Interval = interval,
            N = predictions.Ids.Count,
            Seconds = Math.Round(seconds, 3),
        };
    }

    private static LadderRow NotRun(LadderRung rung, CheckOutcome outcome, string reason) =>
        new() { Name = rung.Name, Description = rung.Description, IsTrivial = rung.IsTrivial, Outcome = outcome, Reason = reason };

    private static LadderRow WithGain(ScoreMetric metric, List<LadderRow> before, LadderRow row)
    {
        LadderRow? trivial = BestOf(metric, [.. before.Where(other => other.IsTrivial)]);
        bool has = !row.IsTrivial && row.Score is not null && trivial?.Score is not null && trivial.Score != metric.Perfect;
        return has ? row with { Gain = Gain.Over(row.Score!.Value, trivial!.Score!.Value, metric.Perfect) } : row;
    }

    private static LadderRow? BestOf(ScoreMetric metric, IReadOnlyList<LadderRow> rows)
    {
        LadderRow? best = null;
        foreach (LadderRow row in rows.Where(row => row.Score is not null))
        {
            best = best is null || metric.IsBetter(row.Score!.Value, best.Score!.Value) ? row : best;
        }

        return best;
    }

    private static CheckResult SelfTest(ScoreMetric metric, LadderTask task) => task.Kind == LadderKind.Masks
        ? CheckResult.NotChecked(MetricSelfTest.Id, $"{metric.Name} of pixels is computed image by image; only its mean is seen here")
        : MetricSelfTest.Run(metric, task.ValidTargets);

    /// <summary>A rung that learned and is worse than zeros, beyond noise, has a bug or a misread label.</summary>
    private static CheckResult AgainstZeros(ScoreMetric metric, List<LadderRow> rows, List<RunPredictions?> predictions)
    {
        const string Id = "ladder/zeros";
        if (predictions.Count == 0 || predictions[0] is not { } zeros)
        {
            return CheckResult.NotChecked(Id, "the rung of zeros did not run");
        }

        var findings = new List<Finding>();
        for (int i = 1; i < rows.Count; i++)
        {
            if (predictions[i] is not { } said || !metric.IsBetter(rows[0].Score!.Value, rows[i].Score!.Value))
            {
                continue;
            }

            PairedDifference difference = MetricBootstrap.Paired(metric, said, zeros);
            if (difference.Verdict == Verdict.Worse)
            {
                findings.Add(new Finding
                {
                    Id = Id,
                    Severity = Severity.Error,
                    What = $"bug or misread label: '{rows[i].Name}' has {metric.Name} {Text(rows[i].Score!.Value)}, worse than zeros with {Text(rows[0].Score!.Value)}",
                    Evidence = $"difference {Text(difference.Difference)} {difference.Interval}",
                    N = difference.N,
                    Threshold = "not worse than zeros beyond the 95% interval",
                    HowToFix = "look at the label join, the direction of the metric and the units of the target",
                    Why = "A model that has seen labels cannot be worse than one that has not, unless something between labels and metric is wrong.",
                });
            }
        }

        return CheckResult.Of(Id, $"{rows.Count(row => row.Score is not null) - 1} rungs against zeros, n = {zeros.Ids.Count}", findings);
    }

    private static GuessOutcome GuessOf(LadderGuess? guess, LadderRow? best, bool ranBefore) => (guess, best) switch
    {
        (null, _) or (_, null) => GuessOutcome.Skipped,
        _ when ranBefore => GuessOutcome.AfterTheFact,
        _ => best.Score >= guess.Low && best.Score <= guess.High ? GuessOutcome.Inside : GuessOutcome.Outside,
    };

    private static CheckResult OutsideGuess(ScoreMetric metric, LadderGuess guess, LadderRow best)
    {
        bool isTooGood = metric.IsBetter(best.Score!.Value, metric.Direction == MetricDirection.Higher ? guess.High : guess.Low);
        return CheckResult.Of(NotAGuess, "the guess", [new Finding
        {
            Id = NotAGuess,
            Severity = Severity.Warn,
            What = $"the best rung, '{best.Name}', has {metric.Name} {Text(best.Score.Value)}, {(isTooGood ? "better" : "worse")} than the expected {Text(guess.Low)}..{Text(guess.High)}",
            Evidence = $"interval {best.Interval}",
            N = best.N!.Value,
            Threshold = $"{Text(guess.Low)}..{Text(guess.High)}",
            HowToFix = isTooGood
                ? "checklist: a column that holds the answer (leak), duplicates across parts, the direction of the metric, the units"
                : "checklist: the label join, the direction of the metric, the units of the target, the split",
            Why = "A surprise is cheapest here: either the data or the understanding of them is not what was thought.",
        }]);
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
