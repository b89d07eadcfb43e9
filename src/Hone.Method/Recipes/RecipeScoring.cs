using System.Diagnostics;

namespace Hone.Method;

/// <summary>What becomes of a trained model: predictions, file, score, gain and verdict in the record of its run.</summary>
internal static class RecipeScoring
{
    private const string ModelName = "model.hone";

    /// <summary>Where a run keeps its exported model.</summary>
    public static string ModelIn(string runDirectory) => Path.Combine(runDirectory, "artifacts", ModelName);

    /// <summary>What the model says about the validation items, and about the test items without their labels.</summary>
    public static FoldPredictions Predict(Recipe recipe, RecipeModel model, RecipeTraining training)
    {
        recipe.Statistics.Record(recipe, training);
        if (recipe.IsOfMasks)
        {
            return PredictMasks(recipe, model, training);
        }

        ModelAnswers valid = model.Predict(recipe, Part.Valid, recipe.CancellationToken)!;
        string[] ids = [.. recipe.Valid.Select(position => recipe.Items.Ids[position])];
        double[] truth = recipe.TruthOf(recipe.Valid) ?? TruthOfLoader(recipe, valid);
        var predictions = new RunPredictions(ids, truth, valid.Outputs);
        if (recipe.Test.Count == 0)
        {
            return new FoldPredictions(predictions);
        }

        ModelAnswers? test = model.Predict(recipe, Part.Test, recipe.CancellationToken);
        if (test is null)
        {
            training.Warn(NoTestPart(recipe));
            return new FoldPredictions(predictions);
        }

        return new FoldPredictions(predictions, new UnlabelledPredictions([.. recipe.Test.Select(position => recipe.Items.Ids[position])], test.Outputs));
    }

    // An image is one item: its output is the metric of its pixels, and its truth the best there is, as on the ladder of masks.
    private static FoldPredictions PredictMasks(Recipe recipe, RecipeModel model, RecipeTraining training)
    {
        MaskPredictions valid = model.PredictMasks(recipe, Part.Valid, recipe.Valid, recipe.CancellationToken)!;
        RunPredictions scores = recipe.ScoresOf(recipe.Valid, valid);
        valid.Save(training.Run!, Part.Valid);
        MaskPredictions? test = recipe.Test.Count == 0 ? null : model.PredictMasks(recipe, Part.Test, recipe.Test, recipe.CancellationToken);
        if (test is null && recipe.Test.Count > 0)
        {
            training.Warn(NoTestPart(recipe));
        }

        return new FoldPredictions(scores) { TestMasks = test };
    }

    private static string NoTestPart(Recipe recipe) =>
        $"no predictions for the {recipe.Test.Count} test items: the loaders have no test part; make them with recipe.Loaders, recipe.Images or recipe.Masks";

    /// <summary>The same, and the model beside the predictions; for a fold, whose run is ended by others.</summary>
    public static FoldPredictions PredictAndExport(Recipe recipe, RecipeModel model, RecipeTraining training)
    {
        FoldPredictions said = Predict(recipe, model, training);
        Export(model, training.Run!, training);
        return said;
    }

    /// <summary>Ends a run well.</summary>
    public static RecipeResult Complete(Recipe recipe, RecipeModel model, RecipeTraining training, Stopwatch clock)
    {
        Project project = recipe.Project;
        RunWriter run = training.Run!;
        FoldPredictions said = Predict(recipe, model, training);
        run.SaveValidPredictions(said.Valid);
        said.Test?.Save(run);
        said.TestMasks?.Save(run);
        string? file = Export(model, run, training);

        (double? score, Interval? interval) = Score(project, said.Valid, training);
        GainOverBaseline? gain = score is null ? null : BesideLadder(training, () => Ladder.GainOf(project, project.Runs.Find(run.Id)));
        if (gain is not null)
        {
            run.Update(record => record with
            {
                BaselineGain = gain.Gain,
                Tags = gain.IsBelowBaseline ? [.. record.Tags, GainOverBaseline.BelowTag] : record.Tags,
            });
        }

        (string? rung, PairedDifference? against) = score is null ? (null, null) : BesideLadder(training, () => AgainstBest(project, said.Valid, run.Record));
        run.Complete(Summary(project, run, score, interval, said.Valid.Ids.Count));
        return new RecipeResult
        {
            RunId = run.Id,
            Directory = run.Directory,
            Subset = run.Record.Subset == 1 ? null : Numbers.Percent(run.Record.Subset),
            Metric = project.Charter.Metric,
            Score = score,
            Interval = interval,
            N = said.Valid.Ids.Count,
            Gain = gain,
            BestRung = rung,
            AgainstBestRung = against,
            Verdict = run.Record.Verdict,
            Change = run.Record.Change,
            TestItems = said.Test?.Ids.Count ?? said.TestMasks?.Ids.Count ?? 0,
            ModelFile = file,
            Params = run.Record.Params,
            Warnings = training.Warnings,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
        };
    }

    /// <summary>A ladder that does not fit, such as one of other labels, costs its comparison and not the run.</summary>
    private static T? BesideLadder<T>(RecipeTraining training, Func<T> compare)
    {
        try
        {
            return compare();
        }
        catch (MethodException error) when (error is EnsembleException or RunException or MetricException)
        {
            string warning = $"no comparison with the ladder: expected {error.Expected}; got {error.Got}; hone baseline runs it again";
            if (!training.Warnings.Contains(warning))
            {
                training.Warn(warning);
            }

            return default;
        }
    }

    private static double[] TruthOfLoader(Recipe recipe, ModelAnswers valid)
    {
        int found = valid.Truth?.Length ?? 0;
        return found == recipe.Valid.Count
            ? [.. valid.Truth!.Select(value => (double)value)]
            : throw new RecipeException(
                ExitCode.BadInput,
                $"one label for each of the {recipe.Valid.Count} validation items",
                found == 0 ? $"data of kind {recipe.Items.Kind}, whose label is not one column" : $"{found} numbers, {(double)found / recipe.Valid.Count:0.##} for each item",
                "the targets of the recipe",
                "predict one class or one number for each item");
    }

    /// <summary>A model that cannot be told as data is worth its score all the same.</summary>
    private static string? Export(RecipeModel model, RunWriter run, RecipeTraining training)
    {
        if (!model.HasFile)
        {
            return null;
        }

        string path = ModelIn(run.Directory);
        try
        {
            model.Save(path);
            return path;
        }
        catch (HoneException error) when (error is not MethodException)
        {
            training.Warn($"the model is not exported, so 'hone predict' cannot use it: expected {error.Expected} Got {error.Got}");
            return null;
        }
    }

    private static (double? Score, Interval? Interval) Score(Project project, RunPredictions predictions, RecipeTraining training)
    {
        if (!ProjectMetric.IsKnown(project))
        {
            training.Warn($"no score: {project.Charter.Metric} is not computed from stored predictions; these are: {string.Join(", ", ScoreMetric.Names)}");
            return (null, null);
        }

        return MetricBootstrap.Score(ProjectMetric.Of(project), predictions);
    }

    /// <summary>The difference to the best rung of the ladder, which may be a model: what the work on this recipe has brought.</summary>
    private static (string? Rung, PairedDifference? Difference) AgainstBest(Project project, RunPredictions said, RunRecord record)
    {
        LadderReport? ladder = Ladder.Read(project);
        LadderRow? best = ladder?.Rows.FirstOrDefault(row => row.Name == ladder.Best);
        if (best?.RunId is not string id || ladder!.SplitFingerprint != record.Split?.Fingerprint)
        {
            return (null, null);
        }

        RunPredictions rung = project.Runs.Find(id).ReadValidPredictions();
        if (rung.OutputCount != said.OutputCount || !rung.Ids.ToHashSet(StringComparer.Ordinal).SetEquals(said.Ids))
        {
            return (null, null);
        }

        EnsembleMembers pair = EnsembleMembers.Of([new EnsembleMember { Name = record.Id, Predictions = said }, new EnsembleMember { Name = best.Name, Predictions = rung }]);
        return (best.Name, MetricBootstrap.Paired(ProjectMetric.Named(ladder.Metric, ladder.Kind == LadderKind.Masks), pair.Members[0].Predictions, pair.Members[1].Predictions));
    }

    private static Dictionary<string, MetricSummary> Summary(Project project, RunWriter run, double? score, Interval? interval, int n)
    {
        var summary = new Dictionary<string, MetricSummary>(run.Record.Summary);
        string name = "valid/" + project.Charter.Metric;
        if (score is double value)
        {
            double best = summary.TryGetValue(name, out MetricSummary? epochs) && ProjectMetric.Of(project).IsBetter(epochs.Best, value) ? epochs.Best : value;
            summary[name] = new MetricSummary { Last = value, Best = best, N = n, Low = interval!.Low, High = interval.High };
        }

        return summary;
    }
}
