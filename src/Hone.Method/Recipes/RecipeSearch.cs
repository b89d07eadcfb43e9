using System.Diagnostics;

namespace Hone.Method;

/// <summary>Random search with successive halving over the parameters of a recipe (M50); trials are runs.</summary>
internal static class RecipeSearch
{
    public const string Tag = "search";

    public const string UsedUp = "the budget of the search is used up";

    private const int Architectures = 3;

    public static SearchResult Run(RecipeSession session, SearchOptions search)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentOutOfRangeException.ThrowIfLessThan(search.Reduction, 2);
        if (search.Ranges.Count == 0)
        {
            throw new RecipeException(ExitCode.Usage, "at least one range after --search", "none", "--search", "such as --search lr=1e-4..1e-1:log");
        }

        RecipeOptions options = session.Options with { Hypothesis = null };
        Project project = session.Project;
        var warnings = new List<string>();
        int tried = RunKinds.Of(project.Runs.List()).ArchitecturesTried.Count;
        if (tried < Architectures)
        {
            string warning = $"{tried} of {Architectures} architectures were tried: another model is worth more than better numbers for this one, and has other best numbers";
            warnings.Add(warning);
            options.Observer?.Warned(warning);
        }

        using var budget = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        using RunWriter parent = project.Runs.Create(PlanOf(session, search));
        try
        {
            IReadOnlyList<SearchTrial> trials = Trials(session, options, search, parent.Id, budget, clock);
            SearchResult result = ResultOf(project, options, parent.Id, trials, warnings);
            parent.LogEvent("search", $"{trials.Count} trials, best {result.Best?.ToString() ?? "none"}");
            parent.Complete(result.Best is { Score: double best }
                ? new Dictionary<string, MetricSummary> { ["search/best/" + result.Metric] = new() { Last = best, Best = best, N = trials.Count } }
                : new Dictionary<string, MetricSummary>());
            return result;
        }
        catch (OperationCanceledException)
        {
            parent.Stop("canceled by its user");
            throw;
        }
        catch (Exception error)
        {
            parent.Fail(error);
            throw;
        }
    }

    private static List<SearchTrial> Trials(RecipeSession session, RecipeOptions options, SearchOptions search, string parent, CancellationTokenSource budget, Stopwatch clock)
    {
        var rungs = new Dictionary<int, List<(double Score, double Loss)>>();
        var trials = new List<SearchTrial>();
        var random = new RandomStream(options.Seed, Tag);
        TimeSpan left = search.Budget;
        while (left > TimeSpan.Zero && trials.Count < (search.MostTrials ?? int.MaxValue))
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            RandomStream draw = random.Split(trials.Count);
            var values = new Dictionary<string, string>(options.Values, StringComparer.Ordinal);
            foreach (SearchRange range in search.Ranges)
            {
                values[range.Name] = range.Draw(draw);
            }

            var drawn = search.Ranges.ToDictionary(range => range.Name, range => values[range.Name], StringComparer.Ordinal);
            budget.CancelAfter(left);
            trials.Add(Trial(session, options with { Values = values, Tags = [.. options.Tags, Tag], Parents = [parent] }, drawn, rungs, search.Reduction, budget.Token));
            left = search.Budget - clock.Elapsed;
        }

        return trials;
    }

    /// <summary>One child run; one that fails is a trial without a score, unless the recipe cannot run at all.</summary>
    private static SearchTrial Trial(
        RecipeSession session, RecipeOptions options, Dictionary<string, string> drawn, Dictionary<int, List<(double Score, double Loss)>> rungs, int reduction, CancellationToken budget)
    {
        var halving = new HalvingCallback(rungs, reduction, session.Project.Charter.Metric, budget);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, budget);

        // Trees look at the token alone; nets are told by the callback, so that the budget ends them between two batches with their record whole.
        var training = new RecipeTraining(session.Project, options) { Callbacks = [halving], TreeToken = both.Token, StopReason = UsedUp };
        try
        {
            RecipeResult? result = session.Execute(options, session.Parts, training, (recipe, model) => Finish(recipe, model, training, halving));
            return new SearchTrial(training.Run?.Id, drawn, result?.Score, result is null ? halving.Reason : null);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !options.CancellationToken.IsCancellationRequested)
        {
            return new SearchTrial(training.Run?.Id, drawn, null, UsedUp);
        }
        catch (Exception error) when (error is not (OperationCanceledException or MethodException) && training.Run is not null)
        {
            options.Observer?.Warned($"trial {training.Run.Id} failed: {error.Message.Split('\n')[0]}");
            return new SearchTrial(training.Run.Id, drawn, null, error.Message.Split('\n')[0]);
        }
    }

    private static RecipeResult? Finish(Recipe recipe, RecipeModel model, RecipeTraining training, HalvingCallback halving)
    {
        if (halving.Reason is string reason)
        {
            training.Run!.Stop(reason);
            recipe.Say($"ended: {reason}");
            return null;
        }

        return RecipeScoring.Complete(recipe, model, training, Stopwatch.StartNew());
    }

    private static RunPlan PlanOf(RecipeSession session, SearchOptions search)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["recipe"] = session.Options.Name };
        foreach (SearchRange range in search.Ranges)
        {
            parameters["search." + range.Name] = range.Text;
        }

        return new RunPlan
        {
            Name = session.Options.Name + " search",
            Command = session.Options.Command,
            Split = new RunSplit(session.Split.Name, session.Split.Fingerprint),
            DataHash = session.Split.DataHash,
            Subset = session.Options.Subset,
            Seed = (ulong)session.Options.Seed,
            Params = parameters,

            // It learns nothing itself: no try, and no step between tries.
            Tags = [RunTags.Diagnostic, Tag],
            Recipe = session.Options.File,
        };
    }

    private static SearchResult ResultOf(Project project, RecipeOptions options, string parent, IReadOnlyList<SearchTrial> trials, List<string> warnings)
    {
        int sign = project.Charter.Direction == MetricDirection.Lower ? 1 : -1;
        int scored = trials.Count(trial => trial.Score is not null);
        return new SearchResult
        {
            RunId = parent,
            Metric = project.Charter.Metric,
            Subset = options.Subset == 1 ? null : Numbers.Percent(options.Subset),
            Trials = [.. trials.OrderBy(trial => trial.Score is null).ThenBy(trial => sign * trial.Score)],
            Optimism = scored < 2 ? 0 : ExpectedMaximum.Of(scored),
            Warnings = warnings,
        };
    }
}
