using System.Globalization;
using Hone.Method;

namespace Hone.Cli.Tests;

/// <summary>Recipes through the command: what is wrong is said before the compiler starts, and the program of a recipe is a process of its own.</summary>
public sealed class TrainRecipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, args);

    private static string Joined(string text) => text.Replace("\n         ", " ", StringComparison.Ordinal);

    [Theory]
    [InlineData("train p/recipes/boosting.cs --subset 20", 2, "did you mean 20%?")]
    [InlineData("train p/recipes/bosting.cs", 2, "did you mean boosting.cs?")]
    [InlineData("train p/nothing/net.cs", 2, "no file 'p/nothing/net.cs'")]
    [InlineData("train p/recipes/boosting.cs --target y", 2, "leave --target out; it belongs to tables")]
    [InlineData("train rows.csv --target y --subset 5%", 2, "leave --subset out; it belongs to recipes")]
    [InlineData("train p/recipes/boosting.cs --set lr", 2, "NAME=VALUE after --set")]
    [InlineData("train p/recipes/boosting.cs --dry --seeds 3", 2, "--seeds and --dry")]
    [InlineData("train p/recipes/boosting.cs --expect accuracy>0.5", 2, "alone")]
    [InlineData("train p/recipes/boosting.cs --dir rows", 3, "no such folder")]
    [InlineData("train p/recipes/boosting.cs --resume k3f9 -H text", 2, "-H beside --resume")]
    [InlineData("train rows.csv --target y --resume k3f9", 2, "leave --resume out; it belongs to recipes")]
    [InlineData("new q --target y --metric rmse --template picture", 2, "one of image, table, points, mask after --template")]
    public void What_cannot_be_done_is_said_before_anything_starts(string line, int code, string says)
    {
        Assert.Equal(0, Run("new", "p", "--target", "y", "--metric", "rmse", "--template", "table").ExitCode);

        CommandRun run = Run(line.Split(' '));

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(says, Joined(run.Error));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "p", "runs")));
    }

    [Fact]
    public void A_recipe_outside_of_a_project_is_told_what_a_project_is()
    {
        File.WriteAllText(_folder["alone.cs"], "return 0;");

        CommandRun run = Run("train", "alone.cs");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a project here or in a folder above", Joined(run.Error));
    }

    [Fact]
    public void A_new_project_has_recipes_notes_and_the_file_that_tells_dotnet_where_hone_is()
    {
        Run("new", "p", "--target", "y", "--metric", "rmse", "--template", "table");

        Assert.All(["recipes/boosting.cs", "recipes/net.cs", "recipes/Directory.Build.props", "notes/README.md", "hone.json"], file => Assert.True(File.Exists(Path.Combine(_folder["p"], file)), file));
        Assert.Contains("recipes/boosting.cs", Run("new", "q", "--target", "y", "--metric", "rmse", "--template", "table").Out);
    }

    [Fact]
    public void A_recipe_is_compiled_run_and_recorded_and_one_that_does_not_compile_ends_with_2()
    {
        NewProject();

        CommandRun run = Run("train", "p/recipes/boosting.cs", "--set", "rounds=5", "--subset", "50%", "-H", "trees see it", "--expect", "rmse < 3");
        CommandRun net = Run("train", "p/recipes/net.cs", "--dry", "--set", "batch=8");
        string recipe = Path.Combine(_folder["p"], "recipes", "boosting.cs");
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("recipe.Table(", "recipe.Tabel(", StringComparison.Ordinal));
        CommandRun broken = Run("train", "p/recipes/boosting.cs", "--no-hypothesis");

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.True(net.ExitCode == 0, net.Out + net.Error);
        StoredRun stored = Project.Open(_folder["p"]).Runs.List().Single();
        Assert.Equal((RunStatus.Completed, 0.5, "5"), (stored.Status, stored.Record!.Subset, stored.Record.Params["rounds"]));
        Assert.Contains("--subset 50%", stored.Record.Command);
        Assert.Contains($"[50%] run      {stored.Id}", run.Out);
        Assert.True(File.Exists(Path.Combine(stored.Directory, "preds", "test.csv")));
        Assert.True(File.Exists(Path.Combine(stored.Directory, "recipe.cs")));
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("CS1061", broken.Out + broken.Error);
        Assert.Contains("boosting.cs(", broken.Out + broken.Error);
        Assert.Contains("a recipe that compiles", broken.Error);
        Assert.Single(Project.Open(_folder["p"]).Runs.List());
    }

    [Fact]
    public async Task Ctrl_C_reaches_the_program_of_the_recipe_and_its_run_is_stopped()
    {
        NewProject();
        File.WriteAllText(
            Path.Combine(_folder["p"], "recipes", "slow.cs"),
            """
            using Hone.Method;

            return ProjectRecipe.Run(args, recipe =>
            {
                int answer = recipe.FitTrees(fit =>
                {
                    recipe.Say("working");
                    fit.CancellationToken.WaitHandle.WaitOne();
                    fit.CancellationToken.ThrowIfCancellationRequested();
                    return 1;
                });
                return recipe.Predicts(positions => new float[positions.Count]);
            });
            """);
        using var source = new CancellationTokenSource();
        using var output = new WaitingWriter("working");
        using var error = new StringWriter { NewLine = "\n" };
        Task<int> command = Task.Run(
            () => HoneCommand.Run(
                ["train", "p/recipes/slow.cs", "--no-hypothesis"], new CliHost { Out = output, Error = error, WorkingDirectory = _folder.Path, CancellationToken = source.Token }),
            TestContext.Current.CancellationToken);

        await output.Seen.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await source.CancelAsync();
        int code = await command.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(130, code);
        Assert.Contains("stopped", error.ToString());
        StoredRun run = Project.Open(_folder["p"]).Runs.List().Single();
        Assert.Equal((RunStatus.Stopped, "canceled by its user"), (run.Status, run.Problem));
    }

    private void NewProject()
    {
        Assert.Equal(0, Run("new", "p", "--target", "y", "--metric", "rmse", "--template", "table").ExitCode);
        string rows = string.Concat(Enumerable.Range(0, 120).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row % 7},{row * 13 % 11},{(2 * (row % 7)) + (row * 13 % 11)}\n")));
        File.WriteAllText(_folder["rows.csv"], "a,b,y\n" + rows);
        Assert.Equal(0, Run("data", "add", "rows.csv", "--dir", "p").ExitCode);
        Assert.Equal(0, Run("split", "make", "--i-know", "random", "--valid", "20%", "--test", "20%", "--dir", "p").ExitCode);
        Assert.Equal(0, Run("split", "freeze", "v1", "--seal-test", "--dir", "p").ExitCode);
    }

    /// <summary>Tells when a line with a word has come.</summary>
    private sealed class WaitingWriter(string word) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(word, StringComparison.Ordinal) == true)
            {
                _seen.TrySetResult();
            }
        }
    }
}
