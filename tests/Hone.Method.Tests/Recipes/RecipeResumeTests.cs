using Hone.Learn;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

public sealed class RecipeResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RecipeOptions Options(CancellationToken token = default) => new() { Name = "net", Seed = 7, CancellationToken = token };

    /// <summary>Six batches an epoch; stops in the batch that is told, counted over all epochs of the run.</summary>
    private static Func<Recipe, RecipeModel> Recipe(string kind, Stopper? stopper = null) => recipe =>
    {
        double rate = recipe.Param("lr", 1e-2);
        DataLoaders data = recipe.Images(new() { BatchTransforms = [new RandomFlip()], Loader = new() { BatchSize = 9, Workers = 0 } });
        var net = new Sequential(
            new Conv2d(3, 4, 3, new() { Stride = 2, Padding = 1 }), new BatchNorm2d(4), new ReLU(), new Dropout(0.3), new Flatten(), new Linear(4 * 4 * 4, 3)).Initialize(recipe.Seed);
        var learner = new Learner(data, net, new() { Metrics = [new Accuracy()] });
        int epochs = recipe.Epochs(3);
        FitOptions With(FitOptions fit) => stopper is null ? fit : fit with { Callbacks = [.. fit.Callbacks, stopper] };
        if (kind == "fine-tune")
        {
            recipe.Fit(learner, fit => learner.FineTune(epochs, rate, With(fit)));
        }
        else
        {
            recipe.Fit(learner, fit => learner.FitOneCycle(epochs, rate, With(fit)));
        }

        if (kind == "two fits")
        {
            recipe.Fit(learner, fit => learner.FitFlatCos(2, rate, With(fit)));
        }

        if (kind == "two in one")
        {
            recipe.Fit(learner, fit =>
            {
                learner.Fit(2, With(fit));
                learner.Fit(2, With(fit));
            });
        }

        return recipe.Model(learner);
    };

    private static string Text(Project project, string run, string file) => File.ReadAllText(Path.Combine(project.Runs.Find(run).Directory, "preds", file));

    private StoredRun Stopped(Project project, string kind, int batch, bool fails = false)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var stopper = new Stopper(batch, fails ? () => throw new InvalidOperationException("the disk is full") : stop.Cancel);
        Assert.ThrowsAny<Exception>(() => new RecipeSession(project, Recipe(kind, stopper), Options(stop.Token)).Train());
        return project.Runs.List()[0];
    }

    [Theory]
    [InlineData("one fit", 8, false)]
    [InlineData("fine-tune", 7, false)]
    [InlineData("fine-tune", 16, false)]
    [InlineData("two fits", 20, false)]
    [InlineData("two fits", 28, true)]
    public void A_run_that_goes_on_ends_as_if_it_had_never_stopped(string kind, int batch, bool fails)
    {
        Project project = RecipeProjects.Images(_folder);
        RecipeResult whole = new RecipeSession(project, Recipe(kind), Options(Token)).Train();
        StoredRun stopped = Stopped(project, kind, batch, fails);
        Assert.Equal(fails ? RunStatus.Failed : RunStatus.Stopped, stopped.Status);

        RecipeResult resumed = new RecipeSession(project, Recipe(kind), Options(Token)).Resume(stopped.Id);

        Assert.Equal(stopped.Id, resumed.RunId);
        Assert.Equal(2, project.Runs.List().Count);
        Assert.Equal(Text(project, whole.RunId, "valid.csv"), Text(project, resumed.RunId, "valid.csv"));
        Assert.Equal(Text(project, whole.RunId, "test.csv"), Text(project, resumed.RunId, "test.csv"));
        StoredRun one = project.Runs.Find(whole.RunId);
        StoredRun other = project.Runs.Find(resumed.RunId);
        Assert.Equal((RunStatus.Completed, one.Record!.Epoch), (other.Status, other.Record!.Epoch));
        Assert.Null(other.Problem);
        Assert.Equal(EpochsOf(one), EpochsOf(other));
    }

    [Fact]
    public void A_run_may_be_stopped_more_than_once()
    {
        Project project = RecipeProjects.Images(_folder);
        RecipeResult whole = new RecipeSession(project, Recipe("one fit"), Options(Token)).Train();
        StoredRun run = Stopped(project, "one fit", 8);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Assert.ThrowsAny<OperationCanceledException>(() => new RecipeSession(project, Recipe("one fit", new Stopper(8, stop.Cancel)), Options(stop.Token)).Resume(run.Id));

        RecipeResult last = new RecipeSession(project, Recipe("one fit"), Options(Token)).Resume(run.Id);

        Assert.Equal(Text(project, whole.RunId, "valid.csv"), Text(project, last.RunId, "valid.csv"));
    }

    [Fact]
    public void What_was_told_when_the_run_began_need_not_be_told_again()
    {
        Project project = RecipeProjects.Images(_folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        RecipeOptions told = Options() with { Subset = 0.6, ValidCap = 7, Epochs = 4, Values = new Dictionary<string, string> { ["lr"] = "0.02" }, Hypothesis = new() { Text = "colors", Expectation = "accuracy > 0.1" } };
        RecipeResult whole = new RecipeSession(project, Recipe("one fit"), told with { CancellationToken = Token }).Train();
        Assert.ThrowsAny<OperationCanceledException>(() => new RecipeSession(project, Recipe("one fit", new Stopper(6, stop.Cancel)), told with { CancellationToken = stop.Token }).Train());

        RecipeResult resumed = new RecipeSession(project, Recipe("one fit"), new() { CancellationToken = Token }).Resume("latest");

        Assert.Equal(Text(project, whole.RunId, "valid.csv"), Text(project, resumed.RunId, "valid.csv"));
        Assert.Equal(("60%", 7, "0.02", "4"), (resumed.Subset, resumed.N, resumed.Params["lr"], resumed.Params["epochs"]));
        Assert.NotNull(resumed.Verdict);
    }

    [Fact]
    public void A_run_that_would_go_on_as_another_one_is_refused_with_both_values()
    {
        Project project = RecipeProjects.Images(_folder);
        StoredRun run = Stopped(project, "one fit", 8);
        RecipeException Refused(RecipeOptions options) => Assert.Throws<RecipeException>(() => new RecipeSession(project, Recipe("one fit"), options).Resume(run.Id));
        File.WriteAllText(_folder["other.cs"], "// another recipe");

        RecipeException[] errors =
        [
            Refused(Options() with { Seed = 8 }),
            Refused(Options() with { Seed = 42, Told = ["--seed", "42"] }),
            Refused(Options() with { Subset = 0.5 }),
            Refused(Options() with { Epochs = 9 }),
            Refused(Options() with { ValidCap = 5 }),
            Refused(Options() with { Split = "v2" }),
            Refused(Options() with { Values = new Dictionary<string, string> { ["lr"] = "0.5" } }),
            Refused(Options() with { File = _folder["other.cs"] }),
        ];
        RecipeException model = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => RecipeProjects.Net(recipe), Options()).Resume(run.Id));

        Assert.All(errors, error => Assert.Equal(ExitCode.Refused, error.ExitCode));
        string[][] texts = [["--seed", "7", "8"], ["--seed", "7", "42"], ["--subset", "100%", "50%"], ["--epochs", "3", "9"], ["--valid-cap", "none", "5"], ["--split", "v1", "v2"], ["--set lr", "0.01", "0.5"], ["a recipe without a file"]];
        Assert.All(errors.Zip(texts), pair => Assert.All(pair.Second, text => Assert.Contains(text, pair.First.Message)));
        Assert.Equal(ExitCode.Refused, model.ExitCode);
        Assert.Equal(RunStatus.Stopped, project.Runs.Find(run.Id).Status);
    }

    [Fact]
    public void The_text_of_the_recipe_is_compared_with_the_copy_in_the_run()
    {
        Project project = RecipeProjects.Images(_folder);
        File.WriteAllText(_folder["net.cs"], "// one\n// two\n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Assert.ThrowsAny<OperationCanceledException>(() => new RecipeSession(project, Recipe("one fit", new Stopper(8, stop.Cancel)), Options(stop.Token) with { File = _folder["net.cs"] }).Train());
        File.WriteAllText(_folder["net.cs"], "// one\n// 2\n");

        RecipeException error = Assert.Throws<RecipeException>(() => new RecipeSession(project, Recipe("one fit"), Options(Token) with { File = _folder["net.cs"] }).Resume("latest"));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("1 lines differ", error.Message);
        File.WriteAllText(_folder["net.cs"], "// one\r\n// two\r\n");
        Assert.NotNull(new RecipeSession(project, Recipe("one fit"), Options(Token) with { File = _folder["net.cs"] }).Resume("latest").Score);
    }

    [Fact]
    public void A_run_that_cannot_go_on_says_why()
    {
        Project project = RecipeProjects.Images(_folder);
        RecipeException Refused(string run) => Assert.Throws<RecipeException>(() => new RecipeSession(project, Recipe("one fit"), Options()).Resume(run));
        RecipeResult whole = new RecipeSession(project, Recipe("one fit"), Options(Token)).Train();
        StoredRun early = Stopped(project, "one fit", 2);
        StoredRun seed = project.Runs.Find(new RecipeSession(project, Recipe("one fit"), Options(Token) with { Tags = [RunTags.Seed] }).Train().RunId);

        RecipeException completed = Refused(whole.RunId);
        RecipeException none = Refused(early.Id);
        RecipeException many = Refused(seed.Id);

        Assert.All([completed, none, many], error => Assert.Equal(ExitCode.Usage, error.ExitCode));
        Assert.Contains("status completed", completed.Message);
        Assert.Contains("before its first epoch was finished", none.Message);
        Assert.Contains("with the tags training, no-hypothesis, seed", many.Message);
    }

    [Fact]
    public void Two_fits_that_share_a_checkpoint_are_never_mixed_up()
    {
        Project project = RecipeProjects.Images(_folder);
        StoredRun run = Stopped(project, "two in one", 25);

        RecipeException error = Assert.Throws<RecipeException>(() => new RecipeSession(project, Recipe("two in one"), Options(Token)).Resume(run.Id));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("fit 2 of one recipe.Fit", error.Message);
    }

    [Fact]
    public void The_command_line_knows_resume()
    {
        Project project = RecipeProjects.Images(_folder);
        StoredRun run = Stopped(project, "one fit", 8);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        ExitCode Run(params string[] args) => ProjectRecipe.Run(
            RecipeCommandLine.Parse(["--dir", project.Directory, "--resume", run.Id[^4..], .. args]), Recipe("one fit"), null, new RecipeConsole(output, error, isLive: false), Token);

        Assert.Equal(ExitCode.Refused, Run("--seed", "42"));
        Assert.Contains("--seed as run", error.ToString());
        Assert.Equal(ExitCode.Pass, Run("--seed", "7"));
        Assert.Contains("goes on after epoch 1, step 6", output.ToString());
        Assert.Equal(ExitCode.Usage, Run());
        Assert.Contains("-H beside --resume", Assert.Throws<RecipeException>(() => RecipeCommandLine.Parse(["--resume", "k3f9", "-H", "text"])).Message);
        Assert.Contains("--dry and --resume", Assert.Throws<RecipeException>(() => RecipeCommandLine.Parse(["--dry", "--resume", "k3f9"])).Message);
    }

    private static string[] EpochsOf(StoredRun run) =>
        [.. run.ReadMetrics().Rows.Where(row => row.Values.ContainsKey("valid/accuracy")).Select(row => $"{row.Step} {row.Epoch} {row.Values["train/epochLoss"]:R} {row.Values["valid/loss"]:R} {row.Values["valid/accuracy"]:R}")];

    private sealed class Stopper(int batch, Action stop) : Callback
    {
        private int _batches;

        public override void AfterBatch(LoopState state)
        {
            if (state.IsTraining && ++_batches == batch)
            {
                stop();
            }
        }
    }
}
