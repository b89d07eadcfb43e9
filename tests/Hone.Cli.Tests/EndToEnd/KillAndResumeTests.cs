using System.Diagnostics;
using Hone.Method;

namespace Hone.Cli.Tests.EndToEnd;

/// <summary>The command as a process of its own: killed without warning, it goes on and ends with the numbers of an undisturbed run.</summary>
public sealed class KillAndResumeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("hone-kill-").FullName;

    [Fact]
    public void A_killed_training_that_is_resumed_ends_with_the_numbers_of_an_undisturbed_one()
    {
        // 1. Undisturbed.
        string[] options = ["--subset", "20%", "--epochs", "4", "--seed", "7", "--quiet"];
        string undisturbed = Path.Combine(_folder, "undisturbed");
        Assert.Equal(0, Finish(Start(["start", "--dir", undisturbed, .. options])));

        // 2. The same, killed as soon as a checkpoint of the main training is on disk.
        string killed = Path.Combine(_folder, "killed");
        using (Process process = Start(["start", "--dir", killed, .. options]))
        {
            WaitForCheckpoint(process, killed);
            process.Kill();
            Assert.True(process.WaitForExit(Patience), "the process did not die");
        }

        StoredRun stopped = MainRun(killed);
        Assert.Equal(RunStatus.Stopped, stopped.Status);
        Assert.Contains("is gone", stopped.Problem);

        // 3. Resumed.
        Assert.Equal(0, Finish(Start(["start", "--dir", killed, "--resume", "--quiet"])));
        StoredRun resumed = MainRun(killed);
        StoredRun expected = MainRun(undisturbed);
        Assert.Equal(RunStatus.Completed, resumed.Status);
        Assert.Equal(File.ReadAllText(Path.Combine(expected.Directory, "preds", "valid.csv")), File.ReadAllText(Path.Combine(resumed.Directory, "preds", "valid.csv")));
        Assert.Equal(Losses(expected), Losses(resumed));
        Assert.Equal(Project.Open(undisturbed).Vault.Openings[0].Score, Project.Open(killed).Vault.Openings[0].Score);
        Assert.True(File.Exists(Path.Combine(killed, "report.html")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static StoredRun MainRun(string project) => Project.Open(project).Runs.List().First(run => run.Record?.Name == "residual net");

    private static double[] Losses(StoredRun run) => [.. run.ReadMetrics().Rows.Where(row => row.Values.ContainsKey("valid/loss")).Select(row => row.Values["valid/loss"])];

    private static void WaitForCheckpoint(Process process, string project)
    {
        var clock = Stopwatch.StartNew();
        while (!HasCheckpoint(project))
        {
            Assert.False(process.HasExited, $"the process ended before its first checkpoint with code {(process.HasExited ? process.ExitCode : 0)}");
            Assert.True(clock.Elapsed < Patience, "no checkpoint came");
            Thread.Sleep(5);
        }
    }

    private static bool HasCheckpoint(string project) =>
        File.Exists(Path.Combine(project, Project.CharterFile))
        && Directory.Exists(Path.Combine(project, "runs"))
        && Project.Open(project).Runs.List().Any(run => run.Record is { Name: "residual net", Epoch: >= 1 });

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "hone.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static int Finish(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Assert.True(process.WaitForExit(Patience), "the command did not end");
            Assert.True(process.ExitCode == 0, output.Result + errors.Result);
            return process.ExitCode;
        }
    }
}
