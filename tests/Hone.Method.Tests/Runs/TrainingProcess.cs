using System.Diagnostics;
using Hone.Learn;

namespace Hone.Method.Tests;

/// <summary>A small training in a process of its own: this test project, started again with one test and told by the environment where to train.</summary>
public sealed class TrainingProcess
{
    private const string Folder = "HONE_TEST_TRAINING_FOLDER";
    private const string Epochs = "HONE_TEST_TRAINING_EPOCHS";

    [Fact]
    public void A_small_training_writes_its_run()
    {
        using var temporary = new TemporaryFolder();
        string? given = Environment.GetEnvironmentVariable(Folder);
        int epochs = given is null ? 3 : int.Parse(Environment.GetEnvironmentVariable(Epochs)!);
        Project project = given is null ? Project.Create(temporary["p"], Samples.Charter) : Project.Open(given);
        var recipe = new TinyRecipe { Metrics = [new Accuracy()] };
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "tiny", Seed = 1 });
        Learner learner = recipe.Learner();
        learner.Fit(epochs, new FitOptions { Callbacks = [new CheckpointCallback(Path.Combine(run.CheckpointDirectory, "last.safetensors")), new RunCallback(run)] });
        run.Complete(run.Record.Summary);

        StoredRun stored = project.Runs.Find(run.Id);
        Assert.Equal((RunStatus.Completed, epochs), (stored.Status, stored.Record!.Epoch));
        Assert.Equal(epochs, stored.ReadMetrics().Rows.Count(row => row.Values.ContainsKey("valid/accuracy")));
    }

    /// <summary>Starts the training.</summary>
    internal static Process Start(string project, int epochs)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(TrainingProcess).Assembly.Location);
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(TrainingProcess).FullName}.{nameof(A_small_training_writes_its_run)}");
        start.Environment[Folder] = project;
        start.Environment[Epochs] = $"{epochs}";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
