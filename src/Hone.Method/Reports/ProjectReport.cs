using System.Globalization;
using System.Text.Json;

namespace Hone.Method;

/// <summary>
/// The report of a project on one page: question, data, split and its reason, ladder, runs with their verdicts, what failed, where it errs, submissions, the honest test score with the
/// number of its opening, consequences, and how to run it again. A section without content is printed as missing.
/// </summary>
public static class ProjectReport
{
    private const int ShownErrors = 10;
    private const string NotConsidered = "Not considered.";

    /// <summary>Writes the report of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Form and place.</param>
    /// <exception cref="LedgerBrokenException">The ledger of the vault or of the submissions was edited.</exception>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public static ReportResult Write(Project project, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new ReportOptions();
        IReadOnlyList<StoredRun> runs = project.Runs.List();
        ReportSection[] sections =
        [
            Question(project),
            Data(project),
            Split(project),
            Baselines(project),
            Runs(project, runs),
            Failures(runs),
            Errors(project, runs, options),
            Submissions(project),
            Test(project),
            ConsequencesOf(project),
            Reproduce(project, runs),
        ];
        bool isHtml = options.Format == ReportFormat.Html;
        string path = options.Path ?? Path.Combine(project.Directory, "reports", isHtml ? "report.html" : "report.md");
        string title = project.Charter.Question;
        string subtitle = $"{Path.GetFileName(project.Directory)}, {project.Options.Clock.GetUtcNow():yyyy-MM-dd}";
        ProjectFile.WriteText(path, isHtml ? ReportWriter.ToHtml(title, subtitle, sections) : ReportWriter.ToMarkdown(title, subtitle, sections));
        return new ReportResult(path, [.. sections.Select(section => section.Title)], [.. sections.Where(section => section.Missing is not null).Select(section => section.Title)]);
    }

    private static ReportSection Question(Project project)
    {
        Charter charter = project.Charter;
        string direction = charter.Direction == MetricDirection.Higher ? "higher" : "lower";
        return new ReportSection("Question",
        [
            new ReportBlock.Paragraph(charter.Question),
            new ReportBlock.Items(
            [
                $"Target: {charter.Target}",
                $"Metric: {charter.Metric}, {direction} is better",
                $"Decision that it serves: {charter.Decision ?? "missing"}",
                $"Done and shared means: {charter.Done ?? "missing"}",
                .. Clock(project),
            ]),
        ]);
    }

    private static IEnumerable<string> Clock(Project project)
    {
        Charter charter = project.Charter;
        DateTimeOffset? created = charter.Created;
        if (created is null)
        {
            yield break;
        }

        StoredRun[] completed = [.. project.Runs.List().Where(run => run.Status == RunStatus.Completed)];
        DateTimeOffset? baseline = completed.Where(run => run.Record!.Tags.Contains(BaselineLadder.Tag)).Select(run => run.Record!.Ended).Min();
        DateTimeOffset? submission = Leaderboard.Of(project).List().Select(row => (DateTimeOffset?)row.Written).Min();
        yield return $"Begun on {created:yyyy-MM-dd}; first baseline {After(created.Value, baseline)}; first submission {After(created.Value, submission)}";
        if (charter.Deadline is DateOnly deadline)
        {
            int left = deadline.DayNumber - DateOnly.FromDateTime(project.Options.Clock.GetUtcNow().UtcDateTime).DayNumber;
            yield return left >= 0 ? $"Deadline {deadline:yyyy-MM-dd}: {left} days left" : $"Deadline {deadline:yyyy-MM-dd} passed {-left} days ago: late submission mode";
        }
    }

    private static string After(DateTimeOffset start, DateTimeOffset? moment) =>
        moment is null ? "not yet" : string.Create(CultureInfo.InvariantCulture, $"after {(moment.Value - start).TotalDays:0.0} days");

    private static ReportSection Data(Project project)
    {
        const string Title = "Data";
        string path = Path.Combine(project.Directory, "data", "manifest.json");
        if (!File.Exists(path))
        {
            string hash = project.Splits.Names.Count == 0 ? "" : $" The frozen split knows the data by hash {FrozenSplit.Short(project.Splits.Open(project.Splits.Names[0]).DataHash)}.";
            return new ReportSection(Title, [], "no data card (data/manifest.json): make it with hone data add." + hash);
        }

        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement files = manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("files", out JsonElement list) ? list : manifest.RootElement;
        JsonElement[] entries = files.ValueKind == JsonValueKind.Array ? [.. files.EnumerateArray()] : [];
        long bytes = entries.Sum(entry => NumberOf(entry, "bytes"));
        return new ReportSection(Title,
        [
            new ReportBlock.Paragraph($"{entries.Length.ToString("N0", CultureInfo.InvariantCulture)} files, {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes, fingerprinted in data/manifest.json; the raw files do not change."),
            new ReportBlock.Table(
                ["file", "bytes", "rows", "SHA-256"],
                [.. entries.Take(ShownErrors).Select(entry => (IReadOnlyList<string>)[TextOf(entry, "path"), Number(entry, "bytes"), Number(entry, "rows"), FrozenSplit.Short(TextOf(entry, "sha256"))])]),
        ]);
    }

    private static long NumberOf(JsonElement entry, string field) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(field, out JsonElement value) && value.TryGetInt64(out long number) ? number : 0;

    private static string Number(JsonElement entry, string field) => NumberOf(entry, field) is var number and > 0 ? number.ToString("N0", CultureInfo.InvariantCulture) : "";

    private static string TextOf(JsonElement entry, string field) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static ReportSection Split(Project project)
    {
        const string Title = "Split and its reason";
        if (project.Splits.Names.Count == 0)
        {
            return new ReportSection(Title, [], "no frozen split: hone split plan proposes one with its reason.");
        }

        var blocks = new List<ReportBlock>();
        foreach (string name in project.Splits.Names)
        {
            Split split = project.Splits.Open(name).Split;
            string path = Path.Combine(project.Directory, "splits", name, "split.json");
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            string reason = TextOf(file.RootElement, "reason").TrimEnd('.');
            blocks.Add(new ReportBlock.Paragraph(
                $"'{name}': {split.Strategy.ToString().ToLowerInvariant()}, seed {split.Options.Seed}; {split.TrainIndices.Count:N0} to learn from, {split.ValidIndices.Count:N0} to decide on, {split.TestIndices.Count:N0} to test. "
                + $"Fingerprint {FrozenSplit.Short(project.Splits.Open(name).Fingerprint)}. Reason: {(reason.Length > 0 ? reason : "missing, nobody has written one down")}."));
        }

        return new ReportSection(Title, blocks);
    }

    private static ReportSection Baselines(Project project)
    {
        const string Title = "Baselines";
        LadderReport? ladder = Ladder.Read(project);
        if (ladder is null)
        {
            return new ReportSection(Title, [], "no ladder: make it with hone baseline; without it no score means anything.");
        }

        string guess = ladder.GuessOutcome switch
        {
            GuessOutcome.Skipped => "No guess was made before.",
            GuessOutcome.Inside => $"Guessed before: {Number(ladder.Guess!.Low)} to {Number(ladder.Guess.High)}; the best rung lies inside.",
            GuessOutcome.AfterTheFact => $"A range was given after the ladder had run: {Number(ladder.Guess!.Low)} to {Number(ladder.Guess.High)}.",
            _ => $"Guessed before: {Number(ladder.Guess!.Low)} to {Number(ladder.Guess.High)}; the best rung lies outside.",
        };
        LadderRow[] rows = ladder.Human is null ? [.. ladder.Rows] : [.. ladder.Rows, ladder.Human];
        return new ReportSection(Title,
        [
            new ReportBlock.Table(
                ["rung", ladder.Metric, "95% interval", "n", "what it does"],
                [.. rows.Select(row => (IReadOnlyList<string>)
                [
                    row.Name,
                    row.Score is double score ? Number(score) : "not checked",
                    row.Interval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : "",
                    row.N?.ToString("N0", CultureInfo.InvariantCulture) ?? "",
                    row.Reason ?? row.Description,
                ])]),
            new ReportBlock.Paragraph(guess),
            new ReportBlock.Items([.. ladder.Checks.Where(check => check.Outcome != CheckOutcome.Pass).Select(check => $"{check.Id}: {check.Message}")]),
            new ReportBlock.Items(InputLadder.Read(project, ladder.SplitFingerprint)?.Sentences ?? []),
        ]);
    }

    private static ReportSection Runs(Project project, IReadOnlyList<StoredRun> runs)
    {
        const string Title = "Runs and what became of their hypotheses";
        StoredRun[] trained = [.. runs.Where(run => run.Record?.Tags.Contains(BaselineLadder.Tag) != true)];
        if (trained.Length == 0)
        {
            return new ReportSection(Title, [], "no run beside the baselines.");
        }

        var blocks = new List<ReportBlock>();
        foreach (RunGroup group in RunGroup.Of(trained))
        {
            string subset = group.Subset is double share ? $"{Numbers.Percent(share)} of the training items" : "damaged runs";
            blocks.Add(new ReportBlock.Paragraph($"Split {(group.SplitFingerprint is null ? "none" : FrozenSplit.Short(group.SplitFingerprint))}, {subset}:"));
            blocks.Add(new ReportBlock.Table(
                ["run", "name", project.Charter.Metric, "95% interval", "n", "gain", "expected", "verdict", "learned"],
                [.. group.Runs.Select(run => RowOf(run, project.Charter.Metric))]));
        }

        int without = trained.Count(run => run.Record?.HypothesisHash is null);
        blocks.Add(new ReportBlock.Paragraph($"{trained.Length - without} of {trained.Length} runs had a hypothesis that was written down before the first batch. Groups were measured on other data: they do not rank each other."));
        return new ReportSection(Title, blocks);
    }

    private static IReadOnlyList<string> RowOf(StoredRun run, string metric)
    {
        MetricSummary? summary = run.Record?.Summary.GetValueOrDefault("valid/" + metric);
        RunNotes notes = RunNotes.Of(run);
        return
        [
            run.Id,
            run.Record?.Name ?? "?",
            summary is null ? run.Status.ToString().ToLowerInvariant() : Number(summary.Last),
            summary?.Low is double low && summary.High is double high ? $"{Number(low)} to {Number(high)}" : "",
            summary?.N?.ToString("N0", CultureInfo.InvariantCulture) ?? "",
            run.Record?.BaselineGain is double gain ? Numbers.Percent(gain) : "",
            notes.Expected ?? "no hypothesis",
            notes.Verdict ?? "no verdict",
            notes.Learned ?? "",
        ];
    }

    private static ReportSection Failures(IReadOnlyList<StoredRun> runs)
    {
        StoredRun[] failed = [.. runs.Where(run => run.Status is RunStatus.Failed or RunStatus.Stopped)];
        RunNotes[] notes = [.. runs.Select(RunNotes.Of)];
        string[] refuted = [.. runs.Zip(notes)
            .Where(pair => pair.Second.Verdict?.StartsWith("refuted", StringComparison.OrdinalIgnoreCase) == true)
            .Select(pair => $"{pair.First.Id} {pair.First.Record?.Name}: expected '{pair.Second.Expected}', {pair.Second.Verdict}")];
        string[] lines = [.. failed.Select(run => $"{run.Id} {run.Record?.Name}: {run.Status.ToString().ToLowerInvariant()}, {run.Problem ?? "no reason known"}"), .. refuted];
        return lines.Length == 0
            ? new ReportSection("What failed", [new ReportBlock.Paragraph($"None of {runs.Count} runs failed, was stopped or refuted.")])
            : new ReportSection("What failed", [new ReportBlock.Items(lines)]);
    }

    private static ReportSection Errors(Project project, IReadOnlyList<StoredRun> runs, ReportOptions options)
    {
        const string Title = "Where it errs";
        ScoreMetric? metric = ScoreMetric.Names.Contains(project.Charter.Metric) && !ProjectMetric.IsOfMasks(project) ? ScoreMetric.Named(project.Charter.Metric) : null;
        StoredRun? best = BestOf(project, runs);
        if (best is null || metric is null || !File.Exists(Path.Combine(best.Directory, "preds", "valid.csv")))
        {
            return new ReportSection(Title, [], "no completed run with validation predictions of a metric of rows.");
        }

        RunPredictions predictions = best.ReadValidPredictions();
        string head = $"The best run, {best.Id} ({best.Record!.Name}), on {predictions.Ids.Count:N0} validation items.";
        ReportBlock figure = metric.IsOfClasses ? Confusions(predictions) : Residuals(predictions);
        var blocks = new List<ReportBlock> { new ReportBlock.Paragraph(head), figure };
        if (options.NameItems)
        {
            blocks.Add(predictions.TargetCount > 1 ? WorstPoints(predictions, metric) : new ReportBlock.Table(
                ["item", "truth", "said", "error"],
                [.. Worst(predictions, metric).Select(item => (IReadOnlyList<string>)
                [
                    predictions.Ids[item],
                    Numbers.Plain(predictions.Targets[item]),
                    metric.IsOfClasses ? Numbers.Plain(MetricFormulas.ClassOf(predictions.OutputsOf(item))) : Numbers.Plain(predictions.OutputsOf(item)[0]),
                    Number(ErrorOf(predictions, metric, item)),
                ])]));
        }
        else
        {
            blocks.Add(new ReportBlock.Paragraph("Single items are not named here, because ids can point at people; hone report --items names the worst of the validation part. Rows and pictures are never embedded."));
        }

        return new ReportSection(Title, blocks);
    }

    private static StoredRun? BestOf(Project project, IReadOnlyList<StoredRun> runs)
    {
        string key = "valid/" + project.Charter.Metric;
        StoredRun[] scored = [.. runs.Where(run => run.Status == RunStatus.Completed && run.Record!.Subset == 1 && run.Record.Summary.ContainsKey(key))];
        return project.Charter.Direction == MetricDirection.Higher
            ? scored.MaxBy(run => run.Record!.Summary[key].Last)
            : scored.MinBy(run => run.Record!.Summary[key].Last);
    }

    private static ReportBlock Confusions(RunPredictions predictions)
    {
        (double Truth, int Said)[] wrong = [.. Enumerable.Range(0, predictions.Ids.Count)
            .Select(item => (Truth: predictions.Targets[item], Said: MetricFormulas.ClassOf(predictions.OutputsOf(item))))
            .Where(pair => pair.Truth != pair.Said)];
        return new ReportBlock.Items([$"{wrong.Length} of {predictions.Ids.Count} are wrong", .. wrong
            .GroupBy(pair => pair)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.Truth)
            .Take(5)
            .Select(group => $"class {Numbers.Plain(group.Key.Truth)} taken for {group.Key.Said}: {group.Count()}")]);
    }

    private static ReportBlock Residuals(RunPredictions predictions)
    {
        double[] errors = [.. Enumerable.Range(0, predictions.Ids.Count).Select(item => MetricFormulas.AbsoluteError(predictions, item)).Order()];
        return new ReportBlock.Items(
        [
            $"half of the errors are below {Number(Bootstrap.Quantile(errors, 0.5))}, nine tenths below {Number(Bootstrap.Quantile(errors, 0.9))}, the largest is {Number(errors[^1])}",
        ]);
    }

    // A hundred numbers have no place in a table: the mean error of an item, and its largest.
    private static ReportBlock WorstPoints(RunPredictions predictions, ScoreMetric metric) => new ReportBlock.Table(
        ["item", "mean error", "largest error"],
        [.. Worst(predictions, metric).Select(item => (IReadOnlyList<string>)
        [
            predictions.Ids[item],
            Number(ErrorOf(predictions, metric, item)),
            Number(Enumerable.Range(0, predictions.TargetCount).Max(target => Math.Abs(predictions.OutputsOf(item)[target] - predictions.TargetOf(item, target)))),
        ])]);

    private static int[] Worst(RunPredictions predictions, ScoreMetric metric) =>
        [.. Enumerable.Range(0, predictions.Ids.Count).OrderByDescending(item => ErrorOf(predictions, metric, item)).Take(ShownErrors)];

    private static double ErrorOf(RunPredictions predictions, ScoreMetric metric, int item) => metric.IsOfClasses
        ? 1 - MetricFormulas.ProbabilityOf(predictions.OutputsOf(item), (int)predictions.Targets[item])
        : MetricFormulas.AbsoluteError(predictions, item);

    private static ReportSection Submissions(Project project)
    {
        const string Title = "Submissions";
        Leaderboard board = Leaderboard.Of(project);
        IReadOnlyList<SubmissionRow> rows = board.List();
        if (rows.Count == 0)
        {
            return new ReportSection(Title, [], "none; where there is a competition, hone submit --zeros is the first.");
        }

        return new ReportSection(Title,
        [
            new ReportBlock.Table(
                ["id", "recipe", "written", "local", "public", "private"],
                [.. rows.Select(row => (IReadOnlyList<string>)
                [
                    row.Id,
                    row.Recipe,
                    row.Written.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    Number(row.LocalScore),
                    Number(row.PublicScore),
                    Number(row.PrivateScore),
                ])]),
            new ReportBlock.Items([board.Tracking().Sentence, board.Wear().Sentence]),
        ]);
    }

    private static ReportSection Test(Project project)
    {
        const string Title = "The honest test score";
        IReadOnlyList<VaultOpening> openings = project.Vault.Openings;
        if (openings.Count == 0)
        {
            return new ReportSection(Title, [], project.Vault.IsSealed
                ? "the vault is sealed and was not opened: hone test RUN --reason \"final\"."
                : "no test labels are sealed: a score on validation data is all there is.");
        }

        int over = openings.Count(opening => opening.IsOverBudget);
        string beyond = over == 0 ? "" : $" {over} of them went beyond the budget of {project.Vault.Budget}.";
        return new ReportSection(Title,
        [
            new ReportBlock.Table(
                ["run", "metric", "score", "95% interval", "n", "opening no.", "reason", "validation", "gap"],
                [.. openings.Select(opening => (IReadOnlyList<string>)
                [
                    opening.RunId,
                    VaultMetrics.NameOf(opening.Metric),
                    Number(opening.Score),
                    $"{Number(opening.Interval.Low)} to {Number(opening.Interval.High)}",
                    opening.N.ToString("N0", CultureInfo.InvariantCulture),
                    $"{opening.OpeningNumber}{(opening.IsOverBudget ? ", beyond the budget" : "")}",
                    opening.Reason,
                    Number(opening.ValidScore),
                    opening.Gap?.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture) ?? "",
                ])]),
            new ReportBlock.Paragraph($"The vault was opened {openings.Count} {(openings.Count == 1 ? "time" : "times")}. Only the first number was not chosen by looking at the test part.{beyond}"),
        ]);
    }

    private static ReportSection ConsequencesOf(Project project)
    {
        Consequences consequences = Consequences.Read(project);
        if (consequences.IsEmpty)
        {
            return new ReportSection("Consequences", [], $"{NotConsidered} Six questions wait in {Consequences.FileName}: hone report --consequences.");
        }

        return new ReportSection("Consequences",
        [
            new ReportBlock.Items([.. consequences.Answers.Select(answer => $"{answer.Question} {(answer.Text.Length == 0 ? NotConsidered : answer.Text)}")]),
        ]);
    }

    private static ReportSection Reproduce(Project project, IReadOnlyList<StoredRun> runs)
    {
        StoredRun? best = BestOf(project, runs);
        if (best is null)
        {
            return new ReportSection("How to reproduce", [], "no completed run.");
        }

        RunRecord record = best.Record!;
        string commit = RunNotes.Of(best).Commit ?? "not recorded";
        return new ReportSection("How to reproduce",
        [
            new ReportBlock.Items(
            [
                $"Best run: {best.Id} ({record.Name}), seed {record.Seed}",
                $"Commit: {commit}; Hone {record.LibraryVersion}",
                $"Split: {record.Split?.Name ?? "none"} ({(record.Split is null ? "no fingerprint" : FrozenSplit.Short(record.Split.Fingerprint))}); data hash {FrozenSplit.Short(record.DataHash ?? "not recorded")}",
            ]),
            new ReportBlock.Code(record.Command ?? "the command was not recorded"),
            new ReportBlock.Items([.. record.Params.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {pair.Value}")]),
        ]);
    }

    private static string Number(double? value) => value is double number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : "";
}
