namespace Hone.Method;

/// <summary>Trains a recipe once for each fold, each as a run of its own, and keeps what each model says about the items that it has not seen.</summary>
public static class CrossValidation
{
    /// <summary>The tag of the runs of folds.</summary>
    public const string Tag = "fold";

    /// <summary>
    /// Runs every fold. A fold that fails leaves the others as they are: the set is incomplete then, and the score says which folds are missing instead of a mean. Folds that are there
    /// already are not run again.
    /// </summary>
    /// <param name="project">The project; its metric is measured.</param>
    /// <param name="split">The frozen split that the folds come from.</param>
    /// <param name="recipe">The name of the recipe, as <see cref="OutOfFoldStore.SaveFold"/> takes it.</param>
    /// <param name="folds">The folds, at least 2, numbered from 0.</param>
    /// <param name="train">Trains and predicts one fold; the run takes metrics and events meanwhile.</param>
    /// <param name="plan">Says more about the run of a fold, such as its seed and its parameters; null for nothing.</param>
    /// <param name="cancellationToken">Ends it early; the run under way is marked as stopped, the folds before are kept.</param>
    /// <exception cref="EnsembleException">There are fewer than two folds, an item is in two of them or in both sides of one, or the recipe belongs to another split.</exception>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public static OutOfFoldScore Run(
        Project project,
        FrozenSplit split,
        string recipe,
        IReadOnlyList<CrossValidationFold> folds,
        Func<CrossValidationFold, RunWriter, CancellationToken, FoldPredictions> train,
        Func<RunPlan, RunPlan>? plan = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(train);
        RequireDisjoint(folds, recipe);
        ScoreMetric metric = ProjectMetric.Of(project);
        OutOfFoldStore store = OutOfFoldStore.Of(project);
        foreach (CrossValidationFold fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isThere = store.Recipes.Contains(recipe) && !store.Open(recipe).MissingFolds.Contains(fold.Number);
            if (!isThere)
            {
                RunFold(project, split, recipe, folds.Count, fold, metric, store, train, plan ?? (run => run), cancellationToken);
            }
        }

        return store.Recipes.Contains(recipe)
            ? store.Open(recipe).Score(metric)
            : new OutOfFoldScore([], [.. Enumerable.Range(0, folds.Count)], null, null, null);
    }

    private static void RunFold(
        Project project,
        FrozenSplit split,
        string recipe,
        int foldCount,
        CrossValidationFold fold,
        ScoreMetric metric,
        OutOfFoldStore store,
        Func<CrossValidationFold, RunWriter, CancellationToken, FoldPredictions> train,
        Func<RunPlan, RunPlan> plan,
        CancellationToken cancellationToken)
    {
        using RunWriter run = project.Runs.Create(plan(new RunPlan
        {
            Name = $"{recipe}, fold {fold.Number}",
            Split = new RunSplit(split.Name, split.Fingerprint),
            DataHash = split.DataHash,
            Tags = [Tag],
            Params = new Dictionary<string, string> { ["recipe"] = recipe, ["fold"] = Numbers.Plain(fold.Number), ["folds"] = Numbers.Plain(foldCount) },
        }));
        try
        {
            FoldPredictions said = train(fold, run, cancellationToken);
            RequireItems(split, fold, said.Valid, recipe);
            (double score, Interval interval) = MetricBootstrap.Score(metric, said.Valid);
            run.SaveValidPredictions(said.Valid);
            said.Test?.Save(run);
            said.TestMasks?.Save(run);
            store.SaveFold(recipe, split, foldCount, fold.Number, run.Id, said.Valid, said.Test);
            run.Complete(new Dictionary<string, MetricSummary>
            {
                ["valid/" + metric.Name] = new() { Last = score, Best = score, N = said.Valid.Ids.Count, Low = interval.Low, High = interval.High },
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.Stop("canceled by its user");
            throw;
        }
        catch (Exception error) when (error is not StorageException)
        {
            // The run keeps the cause; the other folds are not to blame.
            run.Fail(error);
        }
    }

    private static void RequireDisjoint(IReadOnlyList<CrossValidationFold> folds, string recipe)
    {
        int[] valid = [.. folds.SelectMany(fold => fold.Valid)];
        int twice = valid.Length - valid.Distinct().Count();
        int both = folds.Sum(fold => fold.Train.Intersect(fold.Valid).Count());
        bool areNumbered = folds.Select(fold => fold.Number).Order().SequenceEqual(Enumerable.Range(0, folds.Count));
        if (folds.Count < 2 || twice > 0 || both > 0 || !areNumbered)
        {
            throw new EnsembleException(
                ExitCode.Usage,
                "at least 2 folds, numbered from 0, each item predicted once and never learned from in its own fold",
                $"{folds.Count} folds, {twice} items predicted twice, {both} items learned from and predicted in one fold",
                $"recipe '{recipe}'",
                "take the folds of the frozen split as they are");
        }
    }

    private static void RequireItems(FrozenSplit split, CrossValidationFold fold, RunPredictions predictions, string recipe)
    {
        var expected = fold.Valid.Select(index => split.Split.Ids[index]).ToHashSet(StringComparer.Ordinal);
        int known = predictions.Ids.Count(expected.Contains);
        if (known != expected.Count || predictions.Ids.Count != expected.Count)
        {
            throw new EnsembleException(
                ExitCode.BadInput,
                $"predictions for the {expected.Count} items of fold {fold.Number}",
                $"{predictions.Ids.Count} predictions, {known} of them for items of the fold",
                $"recipe '{recipe}'",
                "predict the items of the fold, all of them and nothing else");
        }
    }
}
