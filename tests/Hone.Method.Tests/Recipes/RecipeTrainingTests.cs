using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

public sealed class RecipeTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RecipeOptions Options(int epochs = 2) => new() { Name = "net", Epochs = epochs, CancellationToken = Token };

    [Fact]
    public void A_recipe_for_images_is_a_run_with_predictions_score_and_model()
    {
        Project project = RecipeProjects.Images(_folder);
        File.WriteAllText(_folder["net.cs"], "// the recipe");

        RecipeResult result = new RecipeSession(project, RecipeProjects.Net, Options(epochs: 6) with { File = _folder["net.cs"], Command = "hone train net.cs" }).Train();

        StoredRun run = project.Runs.Find(result.RunId);
        RunRecord record = run.Record!;
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal((1.0, 42UL, "net", 6), (record.Subset, record.Seed, record.Name, record.Epoch));
        Assert.Equal(project.Splits.Open("v1").Fingerprint, record.Split!.Fingerprint);
        Assert.Equal(project.Data.Manifest.Hash, record.DataHash);
        Assert.Equal(("0.01", "6", "4"), (record.Params["lr"], record.Params["epochs"], record.Params["model.width"]));
        Assert.Contains("parameters", record.Params["model"]);
        Assert.Contains("no-hypothesis", record.Tags);
        Assert.Equal("// the recipe", File.ReadAllText(Path.Combine(run.Directory, "recipe.cs")));
        Assert.Equal(6, run.ReadMetrics().Rows.Count(row => row.Values.ContainsKey("valid/accuracy")));

        RunPredictions valid = run.ReadValidPredictions();
        UnlabelledPredictions test = UnlabelledPredictions.Of(run);
        Split split = project.Splits.Open("v1").Split;
        Assert.Equal(split.ValidIndices.Select(index => split.Ids[index]).Order(StringComparer.Ordinal), valid.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(split.TestIndices.Select(index => split.Ids[index]).Order(StringComparer.Ordinal), test.Ids.Order(StringComparer.Ordinal));
        Assert.Equal(valid.Ids.Select(id => (double)Array.IndexOf(["blue", "green", "red"], id.Split('/')[^2])), valid.Targets);
        Assert.Equal(result.Score, ScoreMetric.Named("accuracy").Score(valid));
        Assert.Equal(result.Score, record.Summary["valid/accuracy"].Last);
        Assert.True(result.Score > 0.8, $"accuracy {result.Score}");
        Assert.InRange(result.Score!.Value, result.Interval!.Low, result.Interval.High);
        Assert.Equal((9, 9), (result.N, result.TestItems));

        // The file predicts what the run has stored.
        Predictor predictor = Predictor.Load(result.ModelFile!);
        FilePrediction first = predictor.PredictFiles([Path.Combine(project.Directory, "data", "raw", valid.Ids[0])], Token).Single();
        Assert.Equal(valid.OutputsOf(0)[0], first.Prediction!.Probabilities[0], 1e-4f);
        Assert.True(File.Exists(Path.Combine(run.CheckpointDirectory, "last.safetensors")));
    }

    [Fact]
    public void A_recipe_of_trees_is_a_run_too_and_its_file_predicts_the_same()
    {
        Project project = RecipeProjects.Table(_folder);

        RecipeResult result = new RecipeSession(project, RecipeProjects.Forest, new() { Name = "forest", CancellationToken = Token }).Train();

        RunPredictions valid = project.Runs.Find(result.RunId).ReadValidPredictions();
        TablePredictor predictor = TablePredictor.Load(result.ModelFile!);
        Frame rows = project.Data.Load(Token).Columns;
        int first = project.Data.Load(Token).Ids.ToList().IndexOf(valid.Ids[0]);
        Assert.Equal(valid.OutputsOf(0)[0], predictor.Predict(rows.Take(first), Token)[0].Number, 1e-5);
        Assert.DoesNotContain("key", predictor.Columns.Select(column => column.Name));
        Assert.True(result.Score < 1.5, $"rmse {result.Score}");
        Assert.Equal(48, result.TestItems);
        Assert.Equal("10", result.Params["trees"]);
    }

    [Fact]
    public void Any_function_of_positions_can_be_scored()
    {
        Project project = RecipeProjects.Table(_folder, "mae");

        RecipeResult result = new RecipeSession(
            project,
            recipe =>
            {
                double mean = recipe.Train.Average(position => recipe.Items.Columns["y"].TextAt(position) is string text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : throw new InvalidOperationException("no label"));
                return recipe.Predicts(positions => [.. positions.Select(_ => (float)mean)]);
            }).Train();

        Assert.Null(result.ModelFile);
        Assert.True(result.Score > 1, $"mae {result.Score}");
    }

    [Fact]
    public void The_recipe_sees_no_label_of_a_test_item_sealed_or_not()
    {
        Project project = RecipeProjects.Images(_folder, isSealed: false);
        int labelled = -1;

        new RecipeSession(project, recipe =>
        {
            labelled = recipe.Test.Count(position => recipe.Items.Columns["label"].TextAt(position) is not null);
            Assert.Equal(9, recipe.Test.Count);
            Assert.DoesNotContain(recipe.Train, recipe.Test.Concat(recipe.Valid).Contains);
            return RecipeProjects.Net(recipe);
        }, Options(1)).Train();

        Assert.Equal(0, labelled);
    }

    [Fact]
    public void A_subset_is_stratified_nested_and_leaves_validation_as_it_is()
    {
        Project project = RecipeProjects.Images(_folder);
        var seen = new List<string[]>();
        RecipeModel Watch(Recipe recipe)
        {
            seen.Add([.. recipe.Train.Select(position => recipe.Items.Ids[position])]);
            Assert.Equal(9, recipe.Valid.Count);
            return RecipeProjects.Net(recipe);
        }

        RecipeResult half = new RecipeSession(project, Watch, Options(1) with { Subset = 0.5 }).Train();
        new RecipeSession(project, Watch, Options(1) with { Subset = 0.75, Seed = 7 }).Train();

        Assert.Equal(27, seen[0].Length);
        Assert.Equal([9, 9, 9], seen[0].GroupBy(id => id.Split('/')[^2]).Select(group => group.Count()));
        Assert.Empty(seen[0].Except(seen[1]));
        Assert.Equal("50%", half.Subset);
        Assert.Equal(0.5, project.Runs.Find(half.RunId).Record!.Subset);
    }

    [Fact]
    public void A_tiny_subset_is_raised_and_a_cut_validation_part_is_said()
    {
        Project project = RecipeProjects.Images(_folder);

        RecipeResult result = new RecipeSession(project, RecipeProjects.Net, Options(1) with { Subset = 0.01, ValidCap = 6 }).Train();

        Assert.Equal(6, result.N);
        Assert.Contains(result.Warnings, warning => warning.Contains("1% of 54 items is less than a small batch: raised to", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, warning => warning.Contains("validation is cut to 6 of 9 items", StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_of_the_split_stay_whole_in_a_subset()
    {
        Project project = CombineSamples.Project(_folder["p"], "rmse", "y");
        File.WriteAllText(_folder["rows.csv"], "who,x,y\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"p{row / 4},{row % 7},{row % 5}\n")));
        project.Data.Add(_folder["rows.csv"]);
        project.Splits.Freeze(Split.Group(project.Data.Load(Token).ToSplitData(by: "who"), new() { Fractions = new() { Valid = 0.2 }, Seed = 42 }), "v1", project.Data.Manifest.Hash);

        new RecipeSession(
            project,
            recipe =>
            {
                Assert.All(recipe.Train.GroupBy(position => recipe.Items.Columns["who"].TextAt(position)), group => Assert.Equal(4, group.Count()));
                Assert.InRange(recipe.Train.Count, 20, 40);
                return recipe.Predicts(positions => new float[positions.Count]);
            },
            new() { Subset = 0.2 }).Train();
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        Project project = RecipeProjects.Images(_folder);

        float[] Train(long seed) => project.Runs.Find(new RecipeSession(project, RecipeProjects.Net, Options(1) with { Seed = seed }).Train().RunId).ReadValidPredictions().Outputs.ToArray();

        float[] first = Train(1);
        Assert.Equal(first, Train(1));
        Assert.NotEqual(first, Train(2));
    }

    [Fact]
    public void A_hypothesis_is_on_the_disk_before_the_first_batch_and_judged_at_the_end()
    {
        Project project = RecipeProjects.Images(_folder);
        bool wasThere = false;
        var options = Options(5) with { Hypothesis = new() { Text = "colors are easy", Expectation = "accuracy > 0.5", Confidence = 80 } };

        RecipeResult result = new RecipeSession(
            project,
            recipe =>
            {
                DataLoaders data = recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } });
                var learner = new Learner(data, SmallResNet.Create(new() { InChannels = 3, Classes = 3, Widths = [4] }).Initialize(1), new() { LearningRate = 1e-2 });
                var look = new Look(() => wasThere |= project.Runs.List().Single().ReadHypothesis()?.Text == "colors are easy");
                recipe.Fit(learner, fit => learner.Fit(recipe.Epochs(1), fit with { Callbacks = [.. fit.Callbacks, look] }));
                return recipe.Model(learner);
            },
            options).Train();

        Assert.True(wasThere);
        Assert.NotEqual(VerdictOutcome.NoVerdict, result.Verdict!.Outcome);
        Assert.DoesNotContain("no-hypothesis", project.Runs.Find(result.RunId).Record!.Tags);
    }

    [Fact]
    public void The_gain_over_the_ladder_of_the_project_is_in_the_record()
    {
        Project project = RecipeProjects.Images(_folder);
        FrozenSplit split = project.Splits.Open("v1");
        LadderReport ladder = Ladder.Run(project, split, LadderLoader.Load(project, split, cancellationToken: Token), cancellationToken: Token);

        RecipeResult result = new RecipeSession(project, RecipeProjects.Net, Options(6)).Train();

        Assert.Equal(ladder.BestTrivial, result.Gain!.Baseline);
        Assert.Equal(result.Gain.Gain, project.Runs.Find(result.RunId).Record!.BaselineGain);
        Assert.Equal(ladder.Best, result.BestRung);
        Assert.Equal(9, result.AgainstBestRung!.N);
    }

    [Fact]
    public void A_ladder_of_other_labels_costs_the_comparison_and_not_the_run()
    {
        Project project = RecipeProjects.Images(_folder);
        FrozenSplit split = project.Splits.Open("v1");
        LadderReport ladder = Ladder.Run(project, split, LadderLoader.Load(project, split, cancellationToken: Token), cancellationToken: Token);
        foreach (LadderRow row in ladder.Rows)
        {
            string path = Path.Combine(project.Runs.Find(row.RunId!).Directory, "preds", "valid.csv");
            File.WriteAllText(path, File.ReadAllText(path).Replace(",2,", ",1,", StringComparison.Ordinal));
        }

        RecipeResult result = new RecipeSession(project, RecipeProjects.Net, Options(1)).Train();

        Assert.Equal(RunStatus.Completed, project.Runs.Find(result.RunId).Status);
        Assert.NotNull(result.Score);
        Assert.Null(result.Gain);
        Assert.Contains("no comparison with the ladder: expected", Assert.Single(result.Warnings, warning => warning.Contains("ladder", StringComparison.Ordinal)));
    }

    [Fact]
    public void Both_phases_of_a_fine_tuning_count_on_in_one_record()
    {
        Project project = RecipeProjects.Images(_folder);

        RecipeResult result = new RecipeSession(
            project,
            recipe =>
            {
                DataLoaders data = recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } });
                var learner = new Learner(data, SmallResNet.Create(new() { InChannels = 3, Classes = 3, Widths = [4] }).Initialize(1), new() { Metrics = [new Accuracy()] });
                recipe.Fit(learner, fit => learner.FineTune(2, 1e-3, fit));
                return recipe.Model(learner);
            }).Train();

        MetricRow[] epochs = [.. project.Runs.Find(result.RunId).ReadMetrics().Rows.Where(row => row.Values.ContainsKey("valid/accuracy"))];
        Assert.Equal([1, 2, 3], epochs.Select(row => row.Epoch));
        Assert.Equal([6L, 12L, 18L], epochs.Select(row => row.Step));
        Assert.Equal(3, project.Runs.Find(result.RunId).Record!.Epoch);
    }

    [Fact]
    public void A_check_gets_an_untrained_learner_and_nothing_is_written()
    {
        Project project = RecipeProjects.Images(_folder);
        var session = new RecipeSession(project, RecipeProjects.Net, Options() with { Values = new Dictionary<string, string> { ["model.width"] = "8" } });

        Learner learner = session.CreateLearner();
        var probe = new ModelProbe(session.CreateLearner);

        Assert.NotSame(learner, session.CreateLearner());
        Assert.Equal(54, learner.Data.Train.Dataset.Count);
        Assert.Equal(9, probe.ItemIds.Count);
        Assert.Empty(project.Runs.List());
        Assert.Empty(learner.Recorder.Epochs);
    }

    [Fact]
    public void A_recipe_of_trees_has_nothing_for_checks_of_nets()
    {
        Project project = RecipeProjects.Table(_folder);

        var error = Assert.Throws<RecipeException>(() => new RecipeSession(project, RecipeProjects.Forest, new() { Name = "forest" }).CreateLearner());

        Assert.Equal(ExitCode.NotChecked, error.ExitCode);
        Assert.Contains("one that fits trees", error.Message);
    }

    private sealed class Look(Action look) : Callback
    {
        public override void BeforeBatch(LoopState state) => look();
    }
}
