using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Method;
using Hone.Nn;

namespace Hone.Cli.Tests;

public sealed class PredictFoldsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["predict", .. args]);

    [Fact]
    public void The_models_of_all_folds_answer_together_beside_their_honest_number()
    {
        Project project = Trained();
        string[] models = [.. OutOfFoldStore.Of(project).Open(OutOfFoldStore.Of(project).Recipes[0]).RunIds.Select(id => Path.Combine(project.Runs.Find(id).Directory, "artifacts", "model.hone"))];
        string picture = Path.GetRelativePath(project.Directory, project.Data.Load(Token).Paths![3]);
        float[] alone = [.. models.Select(model => Predictor.Load(model).PredictFile(Path.Combine(project.Directory, picture)).Probabilities[0])];

        CommandRun shown = Run("--folds", "recipes/net.cs", picture);
        JsonElement json = Run("--folds", "net", picture, "--json").Json;
        JsonElement byRun = Run("--folds", project.Runs.List()[0].Id[^4..], picture, "--json").Json;
        JsonElement views = Run("--folds", "net", picture, "--tta", "1", "--json").Json;

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("2 models answer together; out-of-fold accuracy", shown.Error.ReplaceLineEndings(" "));
        Assert.Equal(alone.Average(), json.GetProperty("predictions")[0].GetProperty("probabilities").GetProperty("bright").GetSingle(), 1e-6f);
        JsonElement folds = json.GetProperty("folds");
        Assert.Equal((2, "accuracy", 24), (folds.GetProperty("models").GetInt32(), folds.GetProperty("metric").GetString(), folds.GetProperty("n").GetInt32()));
        Assert.StartsWith("net-", folds.GetProperty("recipe").GetString());
        Assert.Equal(json.GetProperty("predictions")[0].ToString(), byRun.GetProperty("predictions")[0].ToString());
        Assert.NotEqual(json.GetProperty("predictions")[0].ToString(), views.GetProperty("predictions")[0].ToString());
    }

    [Fact]
    public void Folds_that_cannot_answer_say_why()
    {
        Project project = Trained();
        CommandRun unknown = Run("--folds", "other", "a.png");
        CommandRun outside = CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, "predict", "--folds", "net", "a.png");
        CommandRun lonely = Run("model.hone", "a.png", "--dir", ".");
        string model = Path.Combine(project.Runs.Find(OutOfFoldStore.Of(project).Open(OutOfFoldStore.Of(project).Recipes[0]).RunIds[1]).Directory, "artifacts", "model.hone");
        Export(["dull", "bright", "dark"], model);
        CommandRun mixed = Run("--folds", "net", "a.png");
        File.Delete(model);
        CommandRun gone = Run("--folds", "net", "a.png");

        Assert.Equal((2, 2, 2), (unknown.ExitCode, outside.ExitCode, lonely.ExitCode));
        Assert.Contains("'other'; there are net-", unknown.Error.ReplaceLineEndings(" "));
        Assert.Contains("--folds", lonely.Error);
        Assert.Equal(1, mixed.ExitCode);
        Assert.Contains("classes: bright, dark", mixed.Error.ReplaceLineEndings(" "));
        Assert.Equal(3, gone.ExitCode);
        Assert.Contains("none in run", gone.Error);
    }

    /// <summary>Bright and dark pictures, and a net that was trained in two folds.</summary>
    private Project Trained()
    {
        Project project = Project.Create(_folder["p"], new Charter { Question = "Bright?", Target = "label", Metric = "accuracy" });
        for (int picture = 0; picture < 24; picture++)
        {
            string name = picture % 2 == 0 ? "dark" : "bright";
            Directory.CreateDirectory(_folder[$"raw/{name}"]);
            byte[] pixels = [.. Enumerable.Range(0, 64).Select(at => (byte)((name == "dark" ? 30 : 170) + (((picture * 31) + (at * 17)) % 60)))];
            Png.Write(_folder[$"raw/{name}/{picture:00}.png"], new ImageData(8, 8, 1, pixels));
        }

        project.Data.Add(_folder["raw"]);
        project.Splits.Freeze(Split.Stratified(project.Data.Load(Token).ToSplitData(), new() { Fractions = new() { Valid = 0.25 }, Folds = 2, Seed = 1 }), "v1", project.Data.Manifest.Hash);
        new RecipeSession(
            project,
            recipe =>
            {
                DataLoaders data = recipe.Images(new() { Mode = ImageMode.Gray, Loader = new() { BatchSize = 6, Workers = 0 } });
                var learner = new Learner(data, new Sequential(new Flatten(), new Linear(64, 2)).Initialize(recipe.Seed));
                recipe.Fit(learner, fit => learner.Fit(1, fit with { LearningRate = 0.001 }));
                return recipe.Model(learner);
            },
            new() { Name = "net", CancellationToken = Token }).CrossValidate();
        return project;
    }

    private static void Export(string[] classes, string path)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => new ImagePixels(new byte[64], 8, 8, 1), ImageMode.Gray),
            Target = new CategoryBlock<int>(item => classes[item % classes.Length], classes),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 8)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        new Learner(data, new Sequential(new Flatten(), new Linear(64, classes.Length)).Initialize(1)).Export(path);
    }
}
