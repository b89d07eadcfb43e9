using System.Globalization;

namespace Hone.Method;

/// <summary>Prints what came of the actions besides a training.</summary>
internal static class RecipeReports
{
    private const int ShownTrials = 10;
    private const int ShownItems = 5;

    public static void Show(RecipeConsole console, DryRunResult result)
    {
        if (console.IsJson)
        {
            console.Json(new DryRunJson(result.Passed, result.Steps, result.ProjectedDuration?.TotalSeconds), RecipeJson.Default.DryRunJson);
            return;
        }

        foreach (DryRunStep step in result.Steps)
        {
            console.Line(step.Passed ? "pass" : "FAIL", $"{step.Stage.ToString().ToLowerInvariant(),-11}{step.Seconds.ToString("0.00", CultureInfo.InvariantCulture),6} s  {step.What}");
        }

        if (!result.Passed && (result.Error as HoneException)?.Try is string remedy)
        {
            console.Line("try", remedy);
        }

        console.Line("dry run", result.Passed
            ? $"all {result.Steps.Count} stages came through, nothing was kept{(result.ProjectedDuration is { } duration ? $"; the training would take about {duration:hh\\:mm\\:ss}" : "")}"
            : $"stopped at stage {result.FailedStage!.Value.ToString().ToLowerInvariant()}; nothing was kept");
    }

    public static void Show(RecipeConsole console, RecipeSession session, OutOfFoldScore score)
    {
        if (console.IsJson)
        {
            console.Json(score, RecipeJson.Default.OutOfFoldScore);
            return;
        }

        foreach (FoldScore fold in score.Folds)
        {
            console.Line("fold", $"{fold.Fold}  {session.Project.Charter.Metric} {Number(fold.Score)}, n = {fold.N}  {fold.RunId}");
        }

        string spread = score.StandardDeviation is double deviation ? $", folds differ by {Number(deviation)} (SD)" : "";
        console.Line("folds", $"{session.Project.Charter.Metric} {score}{spread}");
        console.Line("", $"kept as oof/{RecipeFolds.NameOf(session.Options)}, for hone ensemble");
    }

    public static void Show(RecipeConsole console, NoiseFloor floor)
    {
        if (console.IsJson)
        {
            console.Json(floor, MethodJson.Default.NoiseFloor);
            return;
        }

        console.Line("seeds", string.Join(", ", floor.Seeds.Zip(floor.Scores).Select(pair => $"{pair.First}: {Number(pair.Second)}")));
        console.Line("noise", floor.ToString());
    }

    public static void Show(RecipeConsole console, RecipeSession session, SearchResult result)
    {
        if (console.IsJson)
        {
            console.Json(result, RecipeJson.Default.SearchResult);
            return;
        }

        foreach (SearchTrial trial in result.Trials.Take(ShownTrials))
        {
            console.Line("trial", $"{trial.RunId ?? "no run",-20} {(trial.Score is double score ? Number(score) : "     -")}  {trial}{(trial.Ended is null ? "" : $"  ended: {trial.Ended}")}");
        }

        int ended = result.Trials.Count(trial => trial.Score is null);
        console.Line("search", $"{result.Trials.Count} trials, {ended} of them ended early, in run {result.RunId}");
        if (result.Best is { } best)
        {
            string luck = result.Optimism.ToString("0.0", CultureInfo.InvariantCulture);
            console.Line("best", $"{best}: {result.Metric} {Number(best.Score!.Value)}; the best of {result.Trials.Count - ended} equal trials looks {luck} standard errors better by luck alone");
            string file = session.Options.File is string path ? Path.GetRelativePath(Directory.GetCurrentDirectory(), path) : session.Options.Name;
            console.Line("next", $"hone train {file} {string.Join(' ', best.Values.Select(pair => $"--set {pair.Key}={pair.Value}"))}");
        }
    }

    public static void Show(RecipeConsole console, ReplayResult result)
    {
        if (console.IsJson)
        {
            console.Json(result, RecipeJson.Default.ReplayResult);
            return;
        }

        CrashRecord crash = result.Crash;
        console.Line("crash", $"{crash.Error} at {crash.Stage}, epoch {crash.Epoch}, {(crash.IsTraining ? "batch" : "validation batch")} {crash.Batch}: {crash.Message.Split('\n')[0]}");
        Show(console, result.Scene ?? crash.Scene);
        if (crash.BatchTensors.Count > 0)
        {
            console.Line("batch", $"{string.Join("; ", crash.BatchTensors)}: {(result.IsKeptBatch ? "the tensors of that moment" : "made again by the loader")}");
        }

        string more = result.ItemIds.Count > ShownItems ? $" and {result.ItemIds.Count - ShownItems} more" : "";
        console.Line("items", string.Join(", ", result.ItemIds.Take(ShownItems)) + more);
        console.Line("replay", result.Reproduced
            ? $"fails again at {result.Stage}{(result.Loss is double loss ? $", loss {Number(loss)}" : "")}: {result.Problem}"
            : $"came through, loss {(result.Loss is double value ? Number(value) : "none")}: this batch alone does not make the error; look at what came before it");
    }

    private static void Show(RecipeConsole console, CrashScene? scene)
    {
        if (scene?.ModulePath is { Length: > 0 } path)
        {
            console.Line("module", scene.FailedIn is string name ? $"{path}, in {name}" : path);
        }

        if (scene?.LastOperation is { } operation)
        {
            console.Line("last op", operation.ToString());
        }

        foreach (CrashTensor tensor in scene?.LargestTensors ?? [])
        {
            console.Line("memory", string.Create(CultureInfo.InvariantCulture, $"{tensor.Bytes / 1e6,8:0.0} MB  {tensor}"));
        }
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
