using System.Globalization;

namespace Hone.Method;

/// <summary>
/// A run of a recipe that was stopped or failed, and goes on from its checkpoints to the numbers that it would have had. Everything that would make other numbers is refused: another text of the recipe, another
/// split, seed, sample or parameter.
/// </summary>
internal sealed class ResumedRun
{
    private const string Where = "hone train --resume";
    private const string NewRun = "train without --resume: a change is a run of its own";

    private readonly Project _project;
    private readonly StoredRun _run;
    private readonly MetricRow? _lastEpoch;

    private ResumedRun(Project project, StoredRun run, RecipeOptions options)
    {
        _project = project;
        _run = run;
        Options = options;
        _lastEpoch = run.ReadMetrics().Rows.LastOrDefault(row => row.Values.ContainsKey("train/epochLoss"));
    }

    /// <summary>How the run was begun.</summary>
    public RecipeOptions Options { get; }

    /// <summary>The epochs of all fits that the run has finished.</summary>
    public int Epochs => (int)(_lastEpoch?.Epoch ?? 0);

    /// <summary>The steps of all fits up to there.</summary>
    public long Steps => _lastEpoch?.Step ?? 0;

    /// <summary>Finds the run, and takes what it was begun with; what was said on the command line has to be the same.</summary>
    /// <exception cref="RunException">There is no such run.</exception>
    /// <exception cref="RecipeException">It cannot go on (exit code 2), or would go on as another run (exit code 5).</exception>
    public static ResumedRun Of(Project project, RecipeOptions told, string name)
    {
        StoredRun run = project.Runs.Find(name);
        RequireRecipe(run);
        RequireStopped(run);
        RequireText(run, told.File);
        RunRecord record = run.Record!;
        RunSplit split = record.Split!;
        Require(told.Split is null || told.Split == split.Name, "--split", split.Name, told.Split, run);
        FrozenSplit frozen = project.Splits.Open(split.Name);
        Require(frozen.Fingerprint == split.Fingerprint, "split '" + split.Name + "'", FrozenSplit.Short(split.Fingerprint), FrozenSplit.Short(frozen.Fingerprint), run);
        var defaults = new RecipeOptions();
        bool tellsSeed = told.IsTold("--seed") || told.Seed != defaults.Seed;
        bool tellsSubset = told.IsTold("--subset") || told.Subset != defaults.Subset;
        Require(!tellsSeed || (ulong)told.Seed == record.Seed, "--seed", Text(record.Seed), Text(told.Seed), run);
        Require(!tellsSubset || told.Subset == record.Subset, "--subset", Numbers.Percent(record.Subset), Numbers.Percent(told.Subset), run);
        RequireParam(run, RecipeTraining.ValidCap, "--valid-cap", told.ValidCap);
        RequireParam(run, "epochs", "--epochs", told.Epochs);
        foreach ((string parameter, string value) in told.Values)
        {
            string? before = record.Params.GetValueOrDefault(parameter);
            Require(before is null || before == value, $"--set {parameter}", before ?? "", value, run);
        }

        int? cap = record.Params.TryGetValue(RecipeTraining.ValidCap, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        return new ResumedRun(project, run, told with
        {
            Name = record.Params["recipe"],
            Split = split.Name,
            Seed = (long)record.Seed,
            Subset = record.Subset,
            ValidCap = cap,
            Hypothesis = run.ReadHypothesis(),
            Inherited = record.Params,
        });
    }

    /// <summary>The checkpoint of a fit of the recipe, numbered from 1; null where the run did not finish an epoch of it.</summary>
    public string? CheckpointOf(int fit)
    {
        string path = RecipeTraining.CheckpointIn(_run.CheckpointDirectory, fit);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Whether the run was stopped in this fit, or before the next one had finished an epoch.</summary>
    public bool IsLast(int fit) => CheckpointOf(fit) is not null && CheckpointOf(fit + 1) is null;

    /// <summary>Opens the run for writing, once what the recipe says of itself is what it said before.</summary>
    /// <exception cref="RecipeException">It is another one.</exception>
    public RunWriter Open(RunPlan plan)
    {
        foreach (string name in plan.Params.Keys.Union(_run.Record!.Params.Keys).Order(StringComparer.Ordinal))
        {
            string? before = _run.Record.Params.GetValueOrDefault(name);
            string? now = plan.Params.GetValueOrDefault(name);
            Require(before == now, $"parameter '{name}'", before ?? "none", now ?? "none", _run);
        }

        return _project.Runs.Resume(_run, Steps);
    }

    private static void RequireRecipe(StoredRun run)
    {
        bool isOneOfMany = run.Record is { } record && new[] { CrossValidation.Tag, RunTags.Seed, RecipeSearch.Tag, RunTags.Dry }.FirstOrDefault(record.Tags.Contains) is not null;
        bool isRecipe = run.Record is { Split: not null } known && known.Tags.Contains(RecipeTraining.Tag) && known.Params.ContainsKey("recipe");
        if (!isRecipe || isOneOfMany)
        {
            throw new RecipeException(
                ExitCode.Usage,
                "a run of hone train RECIPE.cs",
                run.Record is null ? run.Problem ?? "a damaged run" : $"run {run.Id} ({run.Record.Name}) with the tags {string.Join(", ", run.Record.Tags)}",
                Where,
                isOneOfMany ? "folds go on by themselves: hone train RECIPE.cs --folds; seeds and searches begin anew" : "choose another run: hone runs lists them");
        }
    }

    private static void RequireStopped(StoredRun run)
    {
        if (run.Status is not (RunStatus.Stopped or RunStatus.Failed))
        {
            throw new RecipeException(
                ExitCode.Usage,
                "a run that was stopped or failed",
                $"run {run.Id}, status {run.Status.ToString().ToLowerInvariant()}",
                Where,
                run.Status == RunStatus.Completed ? "it has its score already: hone runs show " + run.Id[^4..] : "it is still under way: stop it first");
        }

        if (!File.Exists(RecipeTraining.CheckpointIn(run.CheckpointDirectory, 1)))
        {
            throw new RecipeException(
                ExitCode.Usage, "a run with a checkpoint, which a net leaves after each epoch", $"run {run.Id}, which ended before its first epoch was finished, or trained no net", run.CheckpointDirectory, "train without --resume");
        }
    }

    private static void RequireText(StoredRun run, string? file)
    {
        string? before = File.Exists(run.Files.Recipe) ? File.ReadAllText(run.Files.Recipe).ReplaceLineEndings("\n") : null;
        string? now = file is null ? null : File.ReadAllText(file).ReplaceLineEndings("\n");
        if (before != now)
        {
            throw new RecipeException(
                ExitCode.Refused,
                $"the recipe as run {run.Id} was begun with",
                before is null || now is null ? "a recipe without a file beside one with a file" : $"another text: {Differences(before, now)} lines differ",
                file ?? Where,
                $"take the copy in {Path.GetRelativePath(Directory.GetCurrentDirectory(), run.Files.Recipe)}, or {NewRun}");
        }
    }

    private static int Differences(string before, string now)
    {
        string[] old = before.Split('\n');
        string[] present = now.Split('\n');
        return Math.Max(old.Except(present).Count(), present.Except(old).Count());
    }

    private static void RequireParam(StoredRun run, string name, string option, int? told)
    {
        string? before = run.Record!.Params.GetValueOrDefault(name);
        Require(told is null || before == Text(told.Value), option, before ?? "none", told is null ? null : Text(told.Value), run);
    }

    private static void Require(bool isSame, string what, string before, string? now, StoredRun run)
    {
        if (!isSame)
        {
            throw new RecipeException(ExitCode.Refused, $"{what} as run {run.Id} was begun with: {before}", now ?? "none", Where, $"leave it out, or {NewRun}");
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
