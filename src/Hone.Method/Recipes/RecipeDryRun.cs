using System.Globalization;
using Hone.Learn;

namespace Hone.Method;

/// <summary>A dry run of a recipe: of nets batch by batch, of everything else on a few items.</summary>
internal static class RecipeDryRun
{
    private const int TrainItems = 200;
    private const int ValidItems = 50;
    private const int MaskItems = 4;

    public static DryRunResult Of(RecipeSession session)
    {
        RecipeOptions options = session.Options with { Observer = null };
        RecipeParts parts = session.Parts;
        Recipe first;
        try
        {
            first = session.Reach(options, parts, entersFit: true);
        }
        catch (RecipeException error) when (error.ExitCode == ExitCode.NotChecked)
        {
            // No net: trees, or a function.
            return OnFewItems(session, options);
        }

        int epochs = first.Params.TryGetValue("epochs", out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
        var dry = new DryRunOptions { Epochs = epochs, CancellationToken = options.CancellationToken };
        if (!first.IsOfMasks)
        {
            return DryRun.Of(() => session.CreateLearner(options, parts), dry);
        }

        DryRunResult result = DryRun.Of(() => session.CreateLearner(options, parts), dry with { SubmissionRows = MaskRows });
        return result.Passed ? WithMasks(result, first) : result;
    }

    // Masks go into no submission; that each picture has its answer is looked at all the same.
    private static IReadOnlyList<IReadOnlyList<string>> MaskRows(Predictions said) => [.. said.Ids.Select(id => (IReadOnlyList<string>)[id, $"mask of {said.OutputShape}"])];

    /// <summary>A few masks back at the size of their pictures, and scored as at the end of a run.</summary>
    private static DryRunResult WithMasks(DryRunResult result, Recipe recipe)
    {
        var stages = new DryRunStages();
        stages.Begin(DryRunStage.Metric);
        Exception? failure = null;
        try
        {
            int[] few = [.. recipe.Valid.Take(MaskItems)];
            MaskPredictions said = new LearnerModel(recipe.Learner!, null, null).PredictMasks(recipe, Part.Valid, few, recipe.CancellationToken)!;
            stages.Pass(MaskText(recipe, few, said));
        }
        catch (HoneException error)
        {
            failure = error;
            stages.Fail(error);
        }

        return result with { Steps = [.. result.Steps, .. stages.Steps], Error = failure };
    }

    private static string MaskText(Recipe recipe, IReadOnlyList<int> positions, MaskPredictions said)
    {
        RunPredictions scores = recipe.ScoresOf(positions, said);
        return $"{recipe.Project.Charter.Metric} {Numbers.Short(ProjectMetric.Of(recipe.Project).Score(scores))} of {positions.Count} masks at the size of their pictures, of no meaning yet";
    }

    private static DryRunResult OnFewItems(RecipeSession session, RecipeOptions options)
    {
        int train = session.Split.Split.TrainIndices.Count;
        RecipeOptions few = options with { Subset = Math.Min(1, (double)TrainItems / train), ValidCap = ValidItems };
        using var runs = new ThrowAwayRuns();
        var stages = new DryRunStages();
        Exception? failure = null;
        try
        {
            RecipeParts parts = session.Parts.Subset(few);
            stages.Begin(DryRunStage.Create);
            var training = new RecipeTraining(session.Project, few, runs.Create)
            {
                Beginning = () =>
                {
                    stages.Pass($"{parts}; of {train} to train");
                    stages.Begin(DryRunStage.Step);
                },
            };
            session.Execute(few, parts, training, (recipe, model) => Rest(recipe, model, runs.Folder, stages));
        }
        catch (Exception error) when (error is not OperationCanceledException || !options.CancellationToken.IsCancellationRequested)
        {
            failure = error;
            stages.Fail(error);
        }

        return new DryRunResult { Steps = stages.Steps, Error = failure };
    }

    private static bool Rest(Recipe recipe, RecipeModel model, string folder, DryRunStages stages)
    {
        stages.Pass("fitted");
        stages.Begin(DryRunStage.Validate);
        if (recipe.IsOfMasks)
        {
            return RestOfMasks(recipe, model, stages);
        }

        ModelAnswers said = model.Predict(recipe, Part.Valid, recipe.CancellationToken)!;
        RequireFinite(recipe, said);
        stages.Pass($"{recipe.Valid.Count} items, {said.Outputs.Length} outputs");

        stages.Begin(DryRunStage.Metric);
        var predictions = new RunPredictions([.. recipe.Valid.Select(position => recipe.Items.Ids[position])], recipe.TruthOf(recipe.Valid)!, said.Outputs);
        string metric = recipe.Project.Charter.Metric;
        stages.Pass(ScoreMetric.Names.Contains(metric) ? $"{metric} {Numbers.Short(ScoreMetric.Named(metric).Score(predictions))}, of no meaning on so few items" : $"{metric} is not computed from predictions");

        if (model.HasFile)
        {
            SaveAndReload(recipe, model, said, Path.Combine(folder, "model.hone"), stages);
        }

        if (recipe.Test.Count > 0)
        {
            stages.Begin(DryRunStage.Predict);
            ModelAnswers? test = model.Predict(recipe, Part.Test, recipe.CancellationToken);
            stages.Pass($"{recipe.Test.Count} test items without labels, {test?.Outputs.Length ?? 0} outputs");
        }

        stages.Begin(DryRunStage.Submission);
        IReadOnlyList<IReadOnlyList<string>> rows = Rows(recipe, said);
        DryRun.WriteAndRead(Path.Combine(folder, "submission.csv"), rows, rows.Count);
        stages.Pass($"{rows.Count} rows such as {CsvRows.Brief(rows[0])}");
        return true;
    }

    private static bool RestOfMasks(Recipe recipe, RecipeModel model, DryRunStages stages)
    {
        MaskPredictions said = model.PredictMasks(recipe, Part.Valid, recipe.Valid, recipe.CancellationToken)!;
        stages.Pass($"{said.Ids.Count} masks");
        stages.Begin(DryRunStage.Metric);
        stages.Pass(MaskText(recipe, recipe.Valid, said));
        if (recipe.Test.Count > 0)
        {
            stages.Begin(DryRunStage.Predict);
            stages.Pass($"{model.PredictMasks(recipe, Part.Test, recipe.Test, recipe.CancellationToken)?.Ids.Count ?? 0} masks of test items");
        }

        return true;
    }

    private static void SaveAndReload(Recipe recipe, RecipeModel model, ModelAnswers said, string path, DryRunStages stages)
    {
        stages.Begin(DryRunStage.Save);
        model.Save(path);
        stages.Pass($"{new FileInfo(path).Length:N0} bytes");
        if (model.Reload(path) is not { } again)
        {
            return;
        }

        stages.Begin(DryRunStage.Reload);
        float[] answers = again.Predict(recipe, Part.Valid, recipe.CancellationToken)!.Outputs;
        int different = Enumerable.Range(0, answers.Length).Count(i => Math.Abs(answers[i] - said.Outputs[i]) > 1e-6 * Math.Max(1, Math.Abs(said.Outputs[i])));
        if (different > 0)
        {
            throw new DryRunException(
                ExitCode.Findings, "the predictions of the fitted model from its file", $"{different} of {answers.Length} outputs differ", path, "keep everything that the answer depends on in the predictor");
        }

        stages.Pass($"{recipe.Valid.Count} predictions are equal in all outputs");
    }

    private static void RequireFinite(Recipe recipe, ModelAnswers said)
    {
        int wrong = Array.FindIndex(said.Outputs, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            int width = said.Outputs.Length / recipe.Valid.Count;
            throw new DryRunException(
                ExitCode.Findings, "finite predictions", $"{Numbers.Plain(said.Outputs[wrong])} for item '{recipe.Items.Ids[recipe.Valid[wrong / width]]}'", $"output {wrong % width} of {width}", "look at the features of this item");
        }
    }

    private static IReadOnlyList<IReadOnlyList<string>> Rows(Recipe recipe, ModelAnswers said)
    {
        int width = said.Outputs.Length / recipe.Valid.Count;
        return [.. recipe.Valid.Select((position, i) => (IReadOnlyList<string>)[recipe.Items.Ids[position], AnswerOf(recipe, said.Outputs.AsSpan(i * width, width))])];
    }

    private static string AnswerOf(Recipe recipe, ReadOnlySpan<float> outputs) => recipe.ClassNames.Count == outputs.Length && outputs.Length > 0
        ? recipe.ClassNames[Accuracies.ArgMax(outputs)]
        : string.Join(' ', outputs.ToArray().Select(Numbers.Plain));
}
