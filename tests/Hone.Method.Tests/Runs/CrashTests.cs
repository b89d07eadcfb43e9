using System.Diagnostics;

namespace Hone.Method.Tests;

/// <summary>What is left of a training that is killed, and of two that write at once.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <remarks>Twice here; HONE_TEST_KILLS=200 does it two hundred times.</remarks>
    [Fact]
    public void A_killed_training_keeps_every_line_and_is_shown_as_stopped()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("HONE_TEST_KILLS"), out int asked) ? asked : 2;
        var random = new RandomStream(5, "kills");
        Project project = Project.Create(_folder["p"], Samples.Charter);
        for (int kill = 1; kill <= kills; kill++)
        {
            using Process process = TrainingProcess.Start(project.Directory, epochs: 1_000_000);
            string file = WaitForLines(project, process, kill);
            Thread.Sleep(random.NextInt(120));
            string[] before = CompleteLines(file);
            process.Kill();
            Assert.True(process.WaitForExit(Patience), "the process did not die");

            StoredRun run = project.Runs.Find(Path.GetFileName(Path.GetDirectoryName(file)!));
            string[] after = CompleteLines(file);
            RunMetrics metrics = run.ReadMetrics();
            Assert.Equal(before, after[..before.Length]);
            Assert.Equal(after.Length, metrics.Rows.Count);
            Assert.All(metrics.Damaged, line => Assert.True(line.IsLast));
            Assert.Equal((RunStatus.Stopped, false), (run.Status, run.IsDamaged));
            Assert.Contains("is gone", run.Problem!, StringComparison.Ordinal);
            if (run.Record!.Epoch > 0)
            {
                Assert.True(Hone.Learn.Checkpoint.Read(Path.Combine(run.CheckpointDirectory, "last.safetensors")).FinishedEpochs >= run.Record.Epoch);
            }
        }

        Assert.Equal(kills, project.Runs.List().Count(run => run.Status == RunStatus.Stopped));
    }

    [Fact]
    public void Two_processes_that_write_runs_at_once_do_not_disturb_each_other()
    {
        Project project = Project.Create(_folder["p"], Samples.Charter);
        Process[] processes = [TrainingProcess.Start(project.Directory, 20), TrainingProcess.Start(project.Directory, 20)];
        while (!Array.TrueForAll(processes, process => process.HasExited))
        {
            // A reader in the middle of it all sees whole runs, or one of which there is only the folder so far.
            Assert.All(project.Runs.List(), run => Assert.True(!run.IsDamaged || run.Problem!.Contains("run.json is missing", StringComparison.Ordinal), run.Problem));
            Thread.Sleep(5);
        }

        IReadOnlyList<StoredRun> runs = project.Runs.List();
        Assert.Equal(2, runs.Count);
        Assert.All(runs, run => Assert.Equal((RunStatus.Completed, 20), (run.Status, run.Record!.Epoch)));
        Assert.All(runs, run => Assert.Equal(20, run.ReadMetrics().Rows.Count(row => row.Values.ContainsKey("valid/loss"))));
        Assert.All(processes, process => Assert.Equal(0, process.ExitCode));
        Array.ForEach(processes, process => process.Dispose());
    }

    [Fact]
    public void The_index_serves_unchanged_runs_follows_changed_ones_and_may_be_damaged_or_missing()
    {
        var clock = new FixedClock();
        var runs = new RunsOnDisk(Samples.NewProject(_folder["q"], clock), clock);
        string[] ids = [.. Enumerable.Range(0, 70).Select(number => runs.Complete(number).Id)];
        string index = _folder["q/.hone/runs.index"];
        Assert.Equal(70, runs.Project.Runs.List().Count);
        Assert.True(File.Exists(index));

        runs.Project.Runs.Note(runs.Project.Runs.Find(ids[3]), "changed");
        Assert.Equal("changed", Listed(runs, ids[3]).Record!.Notes);
        File.WriteAllText(index, File.ReadAllText(index)[..1000]);
        Assert.Equal(0.01, Listed(runs, ids[4]).Record!.Summary["valid/accuracy"].Last);
        File.Delete(index);
        Assert.Equal(70, runs.Project.Runs.List().Count);
        Directory.Delete(_folder[$"q/runs/{ids[5]}"], recursive: true);
        Assert.Equal(69, runs.Project.Runs.List().Count);
    }

    private static StoredRun Listed(RunsOnDisk runs, string id) => runs.Project.Runs.List().Single(run => run.Id == id);

    private static string WaitForLines(Project project, Process process, int runs)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            Assert.False(process.HasExited, "the process ended before it trained");
            Assert.True(clock.Elapsed < Patience, "no training began");
            string[] files = Directory.Exists(Path.Combine(project.Directory, "runs")) ? Directory.GetFiles(Path.Combine(project.Directory, "runs"), "metrics.jsonl", SearchOption.AllDirectories) : [];
            if (files.Length == runs)
            {
                string newest = files.MaxBy(File.GetCreationTimeUtc)!;
                if (new FileInfo(newest).Length > 0)
                {
                    return newest;
                }
            }

            Thread.Sleep(5);
        }
    }

    private static string[] CompleteLines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().Split('\n');
        return lines[..^1];
    }
}
