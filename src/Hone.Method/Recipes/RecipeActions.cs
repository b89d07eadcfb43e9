namespace Hone.Method;

/// <summary>
/// What the program of a recipe can do. <c>hone VERB RECIPE.cs</c> starts the program with <c>--action NAME</c> and hands its exit code on. A new verb is one more line here: it takes the session, and
/// from it untrained learners (<see cref="RecipeSession.CreateLearner()"/>, as <c>new ModelProbe(session.CreateLearner)</c> wants it) or runs; its own options are in
/// <see cref="RecipeCommandLine.Extras"/>, which <c>--with name=value</c> fills; its results go to <see cref="RecipeConsole"/>.
/// </summary>
internal static class RecipeActions
{
    public const string Train = "train";

    private static readonly SortedDictionary<string, RecipeAction> ByName = new(StringComparer.Ordinal)
    {
        [Train] = (session, line, console) =>
        {
            console.AsksForHypothesis = session.Options.Hypothesis is null && !line.KnowsNoHypothesis;
            console.Show(session.Train());
            return ExitCode.Pass;
        },
        ["resume"] = (session, line, console) =>
        {
            console.Show(session.Resume(line.Resume!));
            return ExitCode.Pass;
        },
        ["check-batch"] = RecipeChecks.Batch,
        ["check-capacity"] = RecipeChecks.Capacity,
        ["check-inputs"] = RecipeChecks.Inputs,
        ["check-leak"] = RecipeChecks.Leak,
        ["check-lr"] = RecipeChecks.LearningRate,
        ["check-overfit"] = RecipeChecks.Overfit,
        ["dry"] = (session, _, console) =>
        {
            DryRunResult result = session.Dry();
            RecipeReports.Show(console, result);
            return result.ExitCode;
        },
        ["folds"] = (session, line, console) =>
        {
            OutOfFoldScore score = session.CrossValidate(line.Folds);
            RecipeReports.Show(console, session, score);
            return score.IsComplete ? ExitCode.Pass : ExitCode.Findings;
        },
        ["seeds"] = (session, line, console) =>
        {
            RecipeReports.Show(console, session.MeasureNoise(line.Seeds));
            return ExitCode.Pass;
        },
        ["search"] = (session, line, console) =>
        {
            var defaults = new SearchOptions { Ranges = [.. line.Search.Select(SearchRange.Parse)], MostTrials = line.Trials };
            SearchResult result = session.Search(defaults with { Budget = line.Budget ?? defaults.Budget });
            RecipeReports.Show(console, session, result);
            return result.Best is null ? ExitCode.Findings : ExitCode.Pass;
        },
        ["replay"] = (session, line, console) =>
        {
            ReplayResult result = session.Replay(line.Replay!);
            RecipeReports.Show(console, result);
            return result.Reproduced ? ExitCode.Findings : ExitCode.Pass;
        },
    };

    /// <exception cref="RecipeException">There is no such action.</exception>
    public static RecipeAction Find(string name) => ByName.TryGetValue(name, out RecipeAction? action)
        ? action
        : throw new RecipeException(ExitCode.Usage, $"one of {string.Join(", ", ByName.Keys)} after --action", $"'{name}'", "the command line of the recipe", "leave --action out to train");
}
