using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

public sealed class RecipeFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static RecipeOptions Set(string name, string value) => new() { Name = "net", Epochs = 1, Values = new Dictionary<string, string> { [name] = value } };

    [Fact]
    public void Without_a_frozen_split_nothing_is_trained()
    {
        Project project = RecipeProjects.Images(_folder);
        Directory.Delete(Path.Combine(project.Directory, "splits"), recursive: true);
        Project open = Project.Open(project.Directory);

        var none = Assert.Throws<SplitException>(() => new RecipeSession(open, RecipeProjects.Net).Train());
        open.Splits.SaveDraft(Split.Stratified(RecipeProjects.Images(new TemporaryFolder(), isSealed: false).Data.Load().ToSplitData()), "v2", "other");
        var draft = Assert.Throws<SplitException>(() => new RecipeSession(open, RecipeProjects.Net).Train());

        Assert.Contains("0 splits", none.Message);
        Assert.Contains("0 frozen splits, 1 drafts: v2", draft.Message);
        Assert.Contains("hone split freeze v2", draft.Message);
    }

    [Fact]
    public void A_split_of_other_data_is_refused()
    {
        Project project = RecipeProjects.Images(_folder);
        Png.Write(RecipeProjects.Create(_folder["more"], "red", "99.png"), RecipeProjects.Picture(2, 99));
        project.Data.Add(_folder["more"]);

        var error = Assert.Throws<SplitChangedException>(() => new RecipeSession(project, RecipeProjects.Net).Train());

        Assert.Contains("1 added (", error.Message);
        Assert.Contains("the 72 items that split 'v1' was frozen on", error.Message);
        Assert.Empty(project.Runs.List());
    }

    [Fact]
    public void An_unknown_split_is_named_beside_those_that_there_are()
    {
        Project project = RecipeProjects.Images(_folder);

        Assert.Contains("the splits v1", Assert.Throws<SplitException>(() => new RecipeSession(project, RecipeProjects.Net, new() { Split = "v9" }).Train()).Message);
    }

    [Fact]
    public void A_misspelled_parameter_is_seen_before_the_first_batch()
    {
        Project project = RecipeProjects.Images(_folder);

        var unknown = Assert.Throws<RecipeException>(() => new RecipeSession(project, RecipeProjects.Net, Set("rl", "0.1")).Train());
        var malformed = Assert.Throws<RecipeException>(() => new RecipeSession(project, RecipeProjects.Net, Set("lr", "fast")).Train());

        Assert.Contains("parameters that the recipe has: lr, model.width", unknown.Message);
        Assert.Contains("'rl'", unknown.Message);
        Assert.Contains("a value of type Double for parameter 'lr', such as 0.01", malformed.Message);
        Assert.Contains("'fast'", malformed.Message);
        Assert.Empty(project.Runs.List());
    }

    [Fact]
    public void A_parameter_after_the_first_batch_comes_too_late()
    {
        Project project = RecipeProjects.Images(_folder);

        var error = Assert.Throws<RecipeException>(() => new RecipeSession(
            project,
            recipe =>
            {
                RecipeModel model = RecipeProjects.Net(recipe);
                recipe.Param("tta", 4);
                return model;
            },
            new() { Epochs = 1 }).Train());

        Assert.Contains("'tta' after it", error.Message);
    }

    [Theory]
    [InlineData(20, "20, which is 2000% of the training items", "did you mean 20%?")]
    [InlineData(0, "0", "write 5%")]
    public void A_subset_that_is_no_share_is_asked_back(double subset, string got, string asks)
    {
        Project project = RecipeProjects.Images(_folder);

        var error = Assert.Throws<SplitException>(() => new RecipeSession(project, RecipeProjects.Net, new() { Subset = subset }).Train());

        Assert.Contains(got, error.Message);
        Assert.Contains(asks, error.Message);
    }

    [Fact]
    public void An_expectation_that_cannot_fail_is_refused_and_no_run_is_made()
    {
        Project project = RecipeProjects.Images(_folder);
        var options = new RecipeOptions { Epochs = 1, Hypothesis = new() { Text = "it works", Expectation = "accuracy >= 0" } };

        var error = Assert.Throws<HypothesisException>(() => new RecipeSession(project, RecipeProjects.Net, options).Train());

        Assert.Contains("cannot fail", error.Message);
        Assert.Empty(project.Runs.List());
    }

    [Fact]
    public void Canceling_marks_the_run_as_stopped_and_keeps_its_checkpoint()
    {
        Project project = RecipeProjects.Images(_folder);
        using var source = new CancellationTokenSource();
        var observer = new Watch { Epoch = epoch => source.Cancel() };

        Assert.Throws<OperationCanceledException>(() => new RecipeSession(project, RecipeProjects.Net, new() { Epochs = 50, Observer = observer, CancellationToken = source.Token }).Train());

        StoredRun run = project.Runs.List().Single();
        Assert.Equal((RunStatus.Stopped, "canceled by its user"), (run.Status, run.Problem));
        Assert.Equal(1, run.Record!.Epoch);
        Assert.Equal(1, Checkpoint.Read(Path.Combine(run.CheckpointDirectory, "last.safetensors")).FinishedEpochs);
        Assert.NotEmpty(run.ReadMetrics().Rows);
    }

    [Fact]
    public void Canceled_trees_are_a_stopped_run()
    {
        Project project = RecipeProjects.Table(_folder);
        using var source = new CancellationTokenSource();
        var observer = new Watch { Tree = _ => source.Cancel() };

        Assert.ThrowsAny<OperationCanceledException>(() => new RecipeSession(project, RecipeProjects.Forest, new() { Observer = observer, CancellationToken = source.Token }).Train());

        Assert.Equal(RunStatus.Stopped, project.Runs.List().Single().Status);
    }

    [Fact]
    public void A_loss_that_is_not_finite_fails_the_run_and_its_batch_runs_once_more()
    {
        Project project = RecipeProjects.Images(_folder);
        var session = new RecipeSession(project, RecipeProjects.Net, Set("lr", "1e30"));

        Assert.Throws<NonFiniteException>(() => session.Train());

        StoredRun run = project.Runs.List().Single();
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("NonFiniteException", File.ReadAllText(Path.Combine(run.Directory, "crash", "stack.txt")));
        ReplayResult replay = new RecipeSession(project, RecipeProjects.Net).Replay(run.Id);
        Assert.True(replay.Reproduced);
        Assert.Equal("loss", replay.Stage);
        Assert.Equal(9, replay.ItemIds.Count);
        Assert.Equal("1e30", replay.Crash.Values["lr"]);
        Assert.True(replay.Crash.Batch > 0 && replay.Crash.IsTraining && replay.Crash.HasWeights);
        Assert.Single(project.Runs.List());
    }

    [Fact]
    public void An_error_of_the_recipe_itself_leaves_its_batch_and_the_replay_finds_the_stage()
    {
        Project project = RecipeProjects.Images(_folder);
        int calls = 0;
        bool isBroken = true;
        RecipeModel Body(Recipe recipe)
        {
            DataLoaders data = recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } });
            var learner = new Learner(data, SmallResNet.Create(new() { InChannels = 3, Classes = 3, Widths = [4] }).Initialize(1), new()
            {
                Loss = new Brittle(() => isBroken && ++calls >= 4),
            });
            recipe.Fit(learner, fit => learner.Fit(3, fit));
            return recipe.Model(learner);
        }

        Assert.Throws<InvalidOperationException>(() => new RecipeSession(project, Body).Train());
        ReplayResult again = new RecipeSession(project, Body).Replay("latest");
        isBroken = false;
        ReplayResult repaired = new RecipeSession(project, Body).Replay("latest");

        Assert.Equal((0, 3, "loss"), (again.Crash.Epoch, again.Crash.Batch, again.Crash.Stage));
        Assert.Equal("InvalidOperationException: the fourth batch", again.Problem);
        Assert.Equal("loss", again.Stage);
        Assert.False(repaired.Reproduced);
        Assert.NotNull(repaired.Loss);
    }

    [Fact]
    public void An_item_that_cannot_be_read_is_the_batch_of_the_crash()
    {
        Project project = RecipeProjects.Images(_folder);
        string id = "";
        RecipeModel Body(Recipe recipe)
        {
            id = recipe.Items.Ids[recipe.Train[5]];
            var block = new DataBlock<int>
            {
                Input = new ImageBlock<int>(position => position == recipe.Train[5] ? throw new HoneDataException("A picture.", "half of one", recipe.Items.Ids[position], "fetch it again") : RecipeProjects.Picture(position % 3, position)),
                Target = new CategoryBlock<int>(position => recipe.Items.Columns["label"].TextAt(position)!, recipe.ClassNames),
            };
            DataLoaders data = recipe.Loaders(block, new() { BatchSize = 9, Workers = 0 });
            var learner = new Learner(data, SmallResNet.Create(new() { InChannels = 3, Classes = 3, Widths = [4] }).Initialize(1));
            recipe.Fit(learner, fit => learner.Fit(1, fit));
            return recipe.Model(learner);
        }

        Assert.Throws<HoneDataException>(() => new RecipeSession(project, Body).Train());
        ReplayResult replay = new RecipeSession(project, Body).Replay("latest");

        Assert.Equal([id], replay.Crash.ItemIds);
        Assert.Equal(("load", "load"), (replay.Crash.Stage, replay.Stage));
        Assert.Contains("half of one", replay.Problem);
    }

    [Fact]
    public void A_run_that_did_not_crash_has_nothing_to_replay()
    {
        Project project = RecipeProjects.Images(_folder);
        var session = new RecipeSession(project, RecipeProjects.Net, new() { Epochs = 1 });
        session.Train();

        Assert.Contains("status completed, without crash/crash.json", Assert.Throws<RecipeException>(() => session.Replay("latest")).Message);
    }

    [Fact]
    public void Predictions_of_other_items_are_refused_with_the_remedy()
    {
        Project project = RecipeProjects.Table(_folder);

        var error = Assert.Throws<RecipeException>(() => new RecipeSession(
            project,
            recipe =>
            {
                Learner learner = TabularLearner.Create(recipe.Table());
                recipe.Fit(learner, fit => learner.Fit(1, fit));
                return recipe.Model(learner);
            }).Train());

        Assert.Contains("predictions for the 48 validation items", error.Message);
        Assert.Contains("TablePredictor.Of", error.Message);
        Assert.Equal(RunStatus.Failed, project.Runs.List().Single().Status);
    }

    [Fact]
    public void A_function_with_too_few_numbers_is_refused()
    {
        Project project = RecipeProjects.Table(_folder);

        var error = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.Predicts(_ => [1, 2, 3])).Train());

        Assert.Contains("1 outputs for each of 48 items, 48 numbers", error.Message);
        Assert.Contains("3 numbers", error.Message);
    }

    [Fact]
    public void Images_of_a_table_are_refused_with_a_way_out()
    {
        Project project = RecipeProjects.Table(_folder);

        Assert.Contains("data of kind Table", Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.Model(new Learner(recipe.Images(), new Linear(1, 1)))).Train()).Message);
    }

    [Fact]
    public void A_full_disk_refuses_the_run_before_it_begins()
    {
        Assert.Null(DiskGuard.Check(_folder.Path, 100, _ => 2L << 30));
        Assert.Contains("cannot be told", DiskGuard.Check(_folder.Path, 100, _ => null));
        var small = Assert.Throws<DiskGuardException>(() => DiskGuard.Check(_folder.Path, 100, _ => 1000L << 20));
        var large = Assert.Throws<DiskGuardException>(() => DiskGuard.Check(_folder.Path, 3L << 30, _ => 5L << 30));

        Assert.Equal(ExitCode.Refused, small.ExitCode);
        Assert.Contains("1 GiB free", small.Message);
        Assert.Contains("1000 MiB", small.Message);
        Assert.Contains("6 GiB free", large.Message);
        Assert.Contains("twice the 3 GiB", large.Message);
    }

    private sealed class Watch : RecipeObserver
    {
        public Action<EpochRecord> Epoch { get; init; } = _ => { };

        public Action<TreeProgress> Tree { get; init; } = _ => { };

        public override void Advanced(TrainingProgress progress)
        {
            if (progress.FinishedEpoch is { } epoch)
            {
                Epoch(epoch);
            }
        }

        public override void Grew(TreeProgress progress) => Tree(progress);
    }

    private sealed class Brittle(Func<bool> breaks) : Loss
    {
        public override PredictionKind? Kind => PredictionKind.Classes;

        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
            breaks() ? throw new InvalidOperationException("the fourth batch") : new CrossEntropyLoss().Compute(prediction, target, reduction);

        public override Tensor Activation(Tensor prediction) => new CrossEntropyLoss().Activation(prediction);

        public override Tensor Decode(Tensor prediction) => new CrossEntropyLoss().Decode(prediction);
    }
}
