using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

public sealed class RecipeMaskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RecipeOptions Options => new() { Name = "net", CancellationToken = Token };

    [Fact]
    public void A_recipe_for_masks_is_scored_by_pixels_and_its_vault_opens()
    {
        Project project = MaskProjects.Create(_folder);
        FrozenSplit split = project.Splits.Open("v1");
        LadderReport ladder = Ladder.Run(project, split, LadderLoader.Load(project, split, cancellationToken: Token), cancellationToken: Token);

        RecipeResult result = new RecipeSession(project, MaskProjects.Net, Options).Train();

        StoredRun run = project.Runs.Find(result.RunId);
        RunPredictions valid = run.ReadValidPredictions();
        MaskPredictions masks = MaskPredictions.Of(run, Part.Valid);
        Assert.Equal((6, 6), (result.N, result.TestItems));
        Assert.All(valid.Targets, target => Assert.Equal(1, target));
        Assert.Equal(valid.Outputs.ToArray().Average(), result.Score!.Value, 1e-6);
        Assert.Equal(result.Score, run.Record!.Summary["valid/iou"].Last);
        Assert.InRange(result.Score.Value, result.Interval!.Low, result.Interval.High);
        Assert.True(result.Score > 0.7, $"iou {result.Score}");

        // Masks have the size of their pictures and the levels of the files, and what is stored of a picture is the metric of its pixels.
        Assert.Equal(valid.Ids.Order(StringComparer.Ordinal), masks.Ids);
        ImageData mask = masks.MaskOf(valid.Ids[0]);
        Assert.Equal((MaskProjects.Width, MaskProjects.Height), (mask.Width, mask.Height));
        Assert.Equal([0, 255], mask.Pixels.Distinct().Select(level => (int)level).Order());
        ImageData truth = ImageFile.Read(Path.Combine(project.Directory, "data", "raw", valid.Ids[0].Replace("images", "masks", StringComparison.Ordinal))).Image;
        Assert.Equal((float)MaskScore.Of(truth.Pixels, mask.Pixels, "iou", null), valid.OutputsOf(0)[0]);

        // Beside the ladder, which scores the same pixels.
        Assert.Equal(ladder.BestTrivial, result.Gain!.Baseline);
        Assert.True(result.Gain.Gain > 0.3, $"gain {result.Gain.Gain}");
        Assert.Equal((ladder.Best, Verdict.Better, 6), (result.BestRung, result.AgainstBestRung!.Verdict, result.AgainstBestRung.N));

        VaultOpening opening = project.Vault.Evaluate(run, "final");
        Assert.Equal((6, result.Score), (opening.N, opening.ValidScore));
        Assert.True(opening.Score > 0.6, $"test {opening.Score}");

        // The exported model says the same about a picture.
        Segmentation answer = Predictor.Load(result.ModelFile!).SegmentFile(Path.Combine(project.Directory, "data", "raw", valid.Ids[0])).AtPictureSize();
        Assert.Equal(mask.Pixels.Select(level => level / 255), answer.Classes.ToArray());
    }

    [Fact]
    public void Runs_of_masks_are_compared_picture_by_picture()
    {
        Project project = MaskProjects.Create(_folder);
        RecipeResult net = new RecipeSession(project, MaskProjects.Net, Options with { Epochs = 1 }).Train();
        RecipeResult threshold = new RecipeSession(
            project, MaskProjects.Threshold, new() { Name = "threshold", Hypothesis = new() { Text = "spots are bright", Expectation = "iou > base + 0.01" }, CancellationToken = Token }).Train();

        RunComparison comparison = RunComparison.Of(project.Runs.Find(threshold.RunId), project.Runs.Find(net.RunId), RunComparison.ScoreFor(project));

        Assert.Equal((ItemScore.Pixels, 1.0), (comparison.ScoredBy, comparison.FirstScore));
        Assert.Equal(net.Score!.Value, comparison.SecondScore, 1e-9);
        Assert.Equal(Verdict.Better, comparison.Difference.Verdict);
        Assert.Equal(VerdictOutcome.Supported, threshold.Verdict!.Outcome);
        Assert.Null(threshold.ModelFile);
        Assert.Equal(1, project.Vault.Evaluate(project.Runs.Find(threshold.RunId), "final").Score);
        Assert.NotEqual(ExitCode.Pass, RegressionGate.Judge(project.Runs.Find(net.RunId), project.Runs.Find(threshold.RunId), ItemScore.Pixels).ExitCode);

        EnsembleException error = Assert.Throws<EnsembleException>(() => EnsembleMembers.Load(project, [net.RunId, threshold.RunId]));
        Assert.Contains("runs of masks, which store the class of each pixel and the iou of each image", error.Message);
    }

    [Fact]
    public void A_dry_run_subset_folds_and_seeds_work_for_masks_too()
    {
        Project project = MaskProjects.Create(_folder, folds: 2);
        var session = new RecipeSession(project, MaskProjects.Net, Options with { Epochs = 2, Subset = 0.8 });

        DryRunResult dry = session.Dry();
        DryRunResult function = new RecipeSession(project, MaskProjects.Threshold, Options).Dry();
        OutOfFoldScore folds = session.CrossValidate();

        Assert.True(dry.Passed, dry.ToString());
        Assert.Contains("masks at the size of their pictures", dry.Steps[^1].What);
        Assert.True(function.Passed, function.ToString());
        Assert.Contains("iou 1 of 13 masks", function.Steps.Single(step => step.Stage == DryRunStage.Metric).What);
        Assert.True(folds.IsComplete);
        Assert.Equal(26, folds.Folds.Sum(fold => fold.N));
        Assert.All(folds.Folds, fold => Assert.Equal(6, MaskPredictions.Of(project.Runs.Find(fold.RunId)).Ids.Count));
        Assert.Equal(2, session.MeasureNoise(2).Scores.Count);
        Assert.DoesNotContain(project.Runs.List(), run => run.Record!.Tags.Contains(RunTags.Dry));
    }

    [Fact]
    public void A_level_that_is_not_judged_is_left_out_in_training_and_in_the_vault()
    {
        Project project = MaskProjects.Create(_folder, "accuracy");

        RecipeResult result = new RecipeSession(project, recipe =>
        {
            DataLoaders data = recipe.Masks(new() { Loader = new() { BatchSize = 10, Workers = 0 } }, new() { ClassNames = ["dark", "bright"], IgnoredLevel = 255 });
            Assert.Equal(["dark", "bright"], data.Vocab);
            var learner = new Learner(data, new Sequential(new Conv2d(3, 2, 1)).Initialize(recipe.Seed));
            recipe.Fit(learner, fit => learner.Fit(4, fit with { LearningRate = 0.3 }));
            return recipe.Model(learner);
        }, Options).Train();

        Assert.Equal(1, result.Score);
        Assert.Equal("255", project.Runs.Find(result.RunId).Record!.Params["target.ignoredLevel"]);
        VaultOpening opening = project.Vault.Evaluate(project.Runs.Find(result.RunId), "final");
        Assert.Equal((1.0, 255), (opening.Score, opening.IgnoredClass));
    }

    [Fact]
    public void Levels_are_classes_in_ascending_order_or_as_they_are_where_names_reach_so_far()
    {
        MaskLevels two = MaskLevels.Of(new HashSet<byte> { 0, 255 }, new() { ClassNames = ["background", "nucleus"] });
        MaskLevels asTheyAre = MaskLevels.Of(new HashSet<byte> { 0, 2 }, new() { ClassNames = ["a", "b", "c", "d"] });
        MaskLevels ignoring = MaskLevels.Of(new HashSet<byte> { 1, 2, 255 }, new() { IgnoredLevel = 255 });

        Assert.Equal([1, 0], two.Codes(new ImageData(2, 1, 1, [255, 0]), "a").Pixels);
        Assert.Equal([255, 0], two.Levels(new ImageData(2, 1, 1, [1, 0])).Pixels);
        Assert.Equal([2, 3], asTheyAre.Codes(new ImageData(2, 1, 1, [2, 3]), "a").Pixels);
        Assert.Equal(["1", "2"], ignoring.ClassNames);
        Assert.Equal(2, ignoring.IgnoredCode);
        Assert.Equal([2, 1], ignoring.Codes(new ImageData(2, 1, 1, [255, 2]), "a").Pixels);
        Assert.Contains("level 7", Assert.Throws<RecipeException>(() => two.Codes(new ImageData(1, 1, 1, [7]), "a")).Message);
        Assert.Contains("3 names", Assert.Throws<RecipeException>(() => MaskLevels.Of(new HashSet<byte> { 0, 255 }, new() { ClassNames = ["a", "b", "c"] })).Message);
        Assert.Contains("the same level in every pixel: 4", Assert.Throws<RecipeException>(() => MaskLevels.Of(new HashSet<byte> { 4 }, new())).Message);
        Assert.Contains("256", Assert.Throws<RecipeException>(() => MaskLevels.Of(new HashSet<byte> { 4 }, new() { IgnoredLevel = 256 })).Message);
    }

    [Fact]
    public void What_does_not_fit_masks_is_told_before_or_after_the_training()
    {
        Project project = MaskProjects.Create(_folder);
        RecipeModel Model(Recipe recipe, byte one, Func<int, float[], float[]>? toUnits = null)
        {
            var block = new DataBlock<int>
            {
                Input = new ImageBlock<int>(item => ImageFile.Read(recipe.Items.Paths![item]).Image),
                Target = new MaskBlock<int>(item => new ImageData(MaskProjects.Width, MaskProjects.Height, 1, Array.ConvertAll(recipe.MaskOf(item).Pixels, level => (byte)(level * one / 255))), ["dark", "bright"]),
            };
            var learner = new Learner(recipe.Loaders(block, new() { BatchSize = 10, Workers = 0 }), new Sequential(new Conv2d(3, 2, 1)).Initialize(recipe.Seed));
            recipe.Fit(learner, fit => learner.Fit(1, fit));
            return recipe.Model(learner, toUnits: toUnits);
        }

        // Classes of its own numbering against levels 0 and 255.
        RecipeException levels = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => Model(recipe, 1), Options).Train());
        RecipeException units = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => Model(recipe, 1, (_, said) => said), Options).Train());
        RecipeException rows = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.Predicts(positions => new float[positions.Count]), Options).Train());
        RecipeException colors = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.PredictsMasks(_ => new ImageData(1, 1, 3, [0, 0, 0])), Options).Train());
        RecipeException size = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.PredictsMasks(_ => new ImageData(1, 1, 1, [0])), Options).Train());
        RecipeException test = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.PredictsMasks(_ => recipe.MaskOf(recipe.Test[0])), Options).Train());
        RecipeException images = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.Model(new Learner(recipe.Images(), new Linear(1, 1))), Options).Train());

        Assert.All(["levels 0 to 1", "level 255", "recipe.Masks"], text => Assert.Contains(text, levels.Message));
        Assert.Contains("toUnits", units.Message);
        Assert.Contains("a model that answers for each pixel", rows.Message);
        Assert.Contains("3 channels", colors.Message);
        Assert.All(["12x10", "1x1"], text => Assert.Contains(text, size.Message));
        Assert.Equal(ExitCode.Refused, test.ExitCode);
        Assert.Contains("recipe.Masks", images.Message);
    }

    [Fact]
    public void A_metric_that_masks_do_not_have_is_refused_before_the_training()
    {
        Project project = MaskProjects.Create(_folder, "cross_entropy");

        MetricException error = Assert.Throws<MetricException>(() => new RecipeSession(project, MaskProjects.Net, Options).Train());

        Assert.Contains("accuracy, dice, iou", error.Message);
        Assert.Empty(project.Runs.List());
    }

    [Fact]
    public void Recipes_of_images_have_no_masks()
    {
        Project project = RecipeProjects.Images(_folder);

        RecipeException error = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.PredictsMasks(_ => null!), Options).Train());

        Assert.Contains("data of kind ImageFolders", error.Message);
    }
}
