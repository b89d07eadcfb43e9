using System.Text.Json;

namespace Hone.Method.Tests.Recipes;

public sealed class RecipeActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static (ExitCode Code, string Out, string Error) Run(Project project, Func<Recipe, RecipeModel> body, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        ExitCode code = ProjectRecipe.Run(
            RecipeCommandLine.Parse(["--dir", project.Directory, "--name", "net", .. args]), body, null, new RecipeConsole(output, error, isLive: false), TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public void A_dry_run_goes_through_everything_and_keeps_nothing()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, string text, string error) = Run(project, RecipeProjects.Net, "--dry", "--epochs", "20");

        Assert.Equal((ExitCode.Pass, ""), (code, error));
        Assert.Contains("all 12 stages came through", text);
        Assert.Contains("the training would take about", text);
        Assert.Empty(project.Runs.List());
        Assert.False(Directory.Exists(Path.Combine(project.Directory, "runs")));
    }

    [Fact]
    public void A_dry_run_of_trees_saves_reloads_and_predicts()
    {
        Project project = RecipeProjects.Table(_folder);

        (ExitCode code, string text, _) = Run(project, RecipeProjects.Forest, "--dry");

        Assert.Equal(ExitCode.Pass, code);
        Assert.All(["144 train, 48 valid, 48 test without labels; of 144 to train", "reload", "48 predictions are equal", "48 test items without labels", "submission"], part => Assert.Contains(part, text));
        Assert.Empty(project.Runs.List());
    }

    [Fact]
    public void A_dry_run_stops_at_the_first_stage_that_fails_and_names_it()
    {
        Project project = RecipeProjects.Table(_folder);

        (ExitCode code, string text, _) = Run(project, recipe => recipe.Predicts(positions => [.. positions.Select(_ => float.NaN)]), "--dry");

        Assert.Equal(ExitCode.Findings, code);
        Assert.Contains("stopped at stage validate", text);
    }

    [Fact]
    public void Folds_are_runs_and_give_one_prediction_for_every_item()
    {
        Project project = RecipeProjects.Images(_folder, folds: 3);

        (ExitCode code, string text, _) = Run(project, RecipeProjects.Net, "--folds", "3", "--epochs", "1");
        (_, string again, _) = Run(project, RecipeProjects.Net, "--folds", "--epochs", "1");
        (_, string other, _) = Run(project, RecipeProjects.Net, "--folds", "--epochs", "2");

        Assert.Equal(ExitCode.Pass, code);
        Assert.Contains("over 63 items in 3 folds", text);
        Assert.Equal(6, project.Runs.List().Count);
        Assert.Equal(text[text.IndexOf("fold     0", StringComparison.Ordinal)..], again);
        Assert.NotEqual(again, other);
        Assert.Equal(2, OutOfFoldStore.Of(project).Recipes.Count);
        OutOfFoldSet set = OutOfFoldStore.Of(project).Open(OutOfFoldStore.Of(project).Recipes[0]);
        Assert.Equal(9, set.FoldEnsemble().Ids.Count);
        RunRecord record = project.Runs.List()[0].Record!;
        Assert.Equal((42UL, "2", "0.01"), (record.Seed, record.Params["epochs"], record.Params["lr"]));
        Assert.Contains(CrossValidation.Tag, record.Tags);
    }

    [Fact]
    public void Folds_of_a_split_without_folds_or_of_another_number_are_refused()
    {
        Project plain = RecipeProjects.Table(_folder);
        using var folder = new TemporaryFolder();
        Project folded = RecipeProjects.Images(folder, folds: 3);

        (ExitCode none, _, string without) = Run(plain, RecipeProjects.Forest, "--folds");
        (ExitCode wrong, _, string five) = Run(folded, RecipeProjects.Net, "--folds", "5");

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (none, wrong));
        Assert.Contains("a split with folds", without);
        Assert.Contains("the 3 folds of split 'v1'", five);
        Assert.Contains("hone split make --folds 5", five);
    }

    [Fact]
    public void Seeds_measure_the_noise_floor()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, string text, _) = Run(project, RecipeProjects.Net, "--seeds", "2", "--epochs", "1", "--subset", "50%");

        NoiseFloor floor = new NoiseFloors(project).All.Single();
        Assert.Equal(ExitCode.Pass, code);
        Assert.Equal([42L, 43L], floor.Seeds);
        Assert.Equal(0.5, floor.Subset);
        Assert.Contains("over 2 seeds (n = 2)", text);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("[50%] ", line));
        Assert.All(project.Runs.List(), run => Assert.Contains(RunTags.Seed, run.Record!.Tags));
    }

    [Fact]
    public void A_search_makes_child_runs_and_ends_those_that_fall_behind()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, string text, _) = Run(project, RecipeProjects.Net, "--search", "lr=1e-6..1e-2:log", "--search", "model.width=2,4", "--trials", "7", "--budget", "5", "--epochs", "3");

        Assert.Equal(ExitCode.Pass, code);
        IReadOnlyList<StoredRun> runs = project.Runs.List();
        StoredRun parent = runs.Single(run => run.Record!.Name == "net search");
        StoredRun[] trials = [.. runs.Where(run => run.Record!.Parents.Contains(parent.Id))];
        Assert.Equal((7, RunStatus.Completed), (trials.Length, parent.Status));
        StoredRun[] stopped = [.. trials.Where(run => run.Status == RunStatus.Stopped)];
        Assert.NotEmpty(stopped);
        Assert.All(stopped, run => Assert.Matches(@"^place \d of \d after 1 epoch$", run.Problem!));
        Assert.Contains("of 3 architectures were tried", text);
        Assert.Contains("equal trials looks", text);
        Assert.Contains("next     hone train net --set lr=", text);
        Assert.Equal("1e-6..1e-2:log", parent.Record!.Params["search.lr"]);
    }

    [Fact]
    public void A_search_without_time_ends_its_trial_as_stopped()
    {
        Project project = RecipeProjects.Images(_folder);

        SearchResult result = new RecipeSession(project, RecipeProjects.Net, new() { Epochs = 5000 }).Search(
            new() { Ranges = [SearchRange.Parse("lr=0.001..0.01")], Budget = TimeSpan.FromSeconds(0.5) });

        SearchTrial trial = Assert.Single(result.Trials);
        Assert.Equal("the budget of the search is used up", trial.Ended);
        Assert.Equal(RunStatus.Stopped, project.Runs.Find(trial.RunId!).Status);
        Assert.Null(result.Best);
    }

    [Fact]
    public void A_search_of_a_parameter_that_is_not_there_is_refused()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, _, string error) = Run(project, RecipeProjects.Net, "--search", "momentum=0.8..0.99");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("'momentum'", error);
    }

    [Fact]
    public void Json_is_one_object_and_errors_go_elsewhere()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, string text, string error) = Run(project, RecipeProjects.Net, "--json", "--epochs", "1", "--subset", "50%");
        (ExitCode wrong, string nothing, string said) = Run(project, RecipeProjects.Net, "--json", "--set", "x=1");

        JsonElement json = JsonDocument.Parse(text).RootElement;
        Assert.Equal((ExitCode.Pass, ""), (code, error));
        Assert.Equal(("accuracy", 9, "50%"), (json.GetProperty("metric").GetString(), json.GetProperty("n").GetInt32(), json.GetProperty("subset").GetString()));
        Assert.Equal((ExitCode.Usage, ""), (wrong, nothing));
        Assert.Contains("'x'", said);
    }

    [Fact]
    public void Every_line_of_a_run_on_a_subset_carries_its_label()
    {
        Project project = RecipeProjects.Images(_folder);

        (_, string text, _) = Run(project, RecipeProjects.Net, "--epochs", "1", "--subset", "50%");

        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("[50%] ", line));
        Assert.Contains("27 train, 9 valid, 9 test without labels", text);
        Assert.Contains("n = 9, 50% of the training items", text);
    }

    [Fact]
    public void An_error_in_the_recipe_is_told_with_its_line_and_exit_code_1()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, _, string error) = Run(project, _ => throw new InvalidOperationException("I forgot the target"));

        Assert.Equal(ExitCode.Findings, code);
        Assert.Contains("InvalidOperationException in the recipe: I forgot the target", error);
    }

    [Fact]
    public void A_recipe_that_returns_nothing_is_told_how_it_ends()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, _, string error) = Run(project, _ => null!);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("return recipe.Model(learner);", error);
    }

    [Fact]
    public void An_unknown_action_is_answered_with_those_that_there_are()
    {
        Project project = RecipeProjects.Images(_folder);

        (ExitCode code, _, string error) = Run(project, RecipeProjects.Net, "--action", "dance");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("dry", error);
        Assert.Contains("'dance'", error);
    }
}
