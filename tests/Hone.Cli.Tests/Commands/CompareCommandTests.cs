using System.Diagnostics;
using System.Text.Json;

namespace Hone.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Compare(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["fashion"] }, ["compare", .. args]);

    [Fact]
    public void A_difference_is_shown_with_its_interval_and_its_verdict()
    {
        var project = new SampleProject(_folder["fashion"]);
        string good = project.Complete("residual net", 190);
        string bad = project.Complete("logistic regression", 150);

        CommandRun run = Compare(good, bad);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("A - B  +0.2000  [+0.", run.Out);
        Assert.Contains("A is better", run.Out);
        Assert.Contains("A is worse", Compare(bad, good).Out);
        Assert.Contains("No difference that these items can show", Compare(good, good).Out);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void Different_subsets_are_said()
    {
        var project = new SampleProject(_folder["fashion"]);
        string all = project.Complete("residual net", 190);
        string few = project.Complete("residual net", 150, subset: 0.05);

        Assert.Contains("different shares of the training items (100% and 5%)", Compare(all, few).Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Runs_on_different_splits_end_with_4_and_the_fingerprints()
    {
        var project = new SampleProject(_folder["fashion"]);
        string first = project.Complete("residual net", 190);
        string second = project.Complete("residual net", 150, fingerprint: "aaaabbbbccccdddd");

        CommandRun run = Compare(first, second);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("split fingerprints 3f2a91c04d1e and aaaabbbbcccc", run.Error);
    }

    [Fact]
    public void A_damaged_run_cannot_be_compared()
    {
        var project = new SampleProject(_folder["fashion"]);
        string first = project.Complete("residual net", 190);

        Assert.Equal(4, Compare(first, project.Damage("another")).ExitCode);
    }

    [Fact]
    public void A_run_that_is_not_there_is_a_wrong_usage()
    {
        var project = new SampleProject(_folder["fashion"]);
        project.Complete("residual net", 190);

        CommandRun run = Compare("latest", "zzzz");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'zzzz', which fits none of 1 runs", run.Error);
    }

    [Fact]
    public void Json_has_scores_difference_and_verdict()
    {
        var project = new SampleProject(_folder["fashion"]);
        string good = project.Complete("residual net", 190);
        string bad = project.Complete("logistic regression", 150);

        JsonElement json = Compare(good, bad, "--json").Json;

        Assert.Equal((good, bad), (json.GetProperty("first").GetString(), json.GetProperty("second").GetString()));
        JsonElement difference = json.GetProperty("difference");
        Assert.Equal((200, "better"), (difference.GetProperty("n").GetInt32(), difference.GetProperty("verdict").GetString()));
        Assert.Equal(0.2, difference.GetProperty("difference").GetDouble(), 1e-12);
    }

    [Fact]
    public void The_gate_ends_with_1_for_a_worse_run_and_finds_its_reference_itself()
    {
        var project = new SampleProject(_folder["fashion"]);
        string good = project.Complete("residual net", 190);
        string bad = project.Complete("residual net", 150);

        CommandRun worse = Compare("latest", "--gate");
        CommandRun better = Compare(good, bad, "--gate");
        CommandRun first = Compare(good, "--gate");
        CommandRun json = Compare("latest", good, "--gate", "--json");

        Assert.Equal((1, 0, 4), (worse.ExitCode, better.ExitCode, first.ExitCode));
        Assert.Contains($"{bad} against {good}", worse.Out);
        Assert.Contains("worse  0.7500 against 0.9500 on the same 200 items", worse.Out);
        Assert.Contains("not checked", first.Out);
        Assert.Equal("worse", json.Json.GetProperty("outcome").GetString());
        PlainText.Assert(worse.Out);
    }

    [Fact]
    public void One_run_without_the_gate_is_refused()
    {
        var project = new SampleProject(_folder["fashion"]);
        project.Complete("residual net", 190);

        CommandRun run = Compare("latest");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nothing in its place", run.Error);
    }

    [Fact]
    public void A_bisection_runs_a_command_in_the_commits_between_two_runs()
    {
        var project = new SampleProject(_folder["fashion"]);
        Git("init", "-q");
        var ids = new List<string>();
        foreach (string score in new[] { "0.9", "0.9", "0.5" })
        {
            File.WriteAllText(Path.Combine(_folder["fashion"], "score.txt"), $"{score} {ids.Count}\n");
            Git("add", "-A");
            Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", score);
            ids.Add(project.Complete("net", 180));
        }

        CommandRun found = Compare(ids[0], ids[2], "--bisect", "cut -d' ' -f1 score.txt");
        CommandRun same = Compare(ids[0], ids[0], "--bisect", "cat score.txt", "--json");

        Assert.Equal((0, 4), (found.ExitCode, same.ExitCode));
        Assert.Contains("3 runs", found.Out);
        Assert.Contains("moved the score", found.Out.ReplaceLineEndings(" "));
        Assert.Contains("1 version", same.Json.GetProperty("problem").GetString());
        PlainText.Assert(found.Out);

        // Git makes its objects read-only.
        foreach (string file in Directory.EnumerateFiles(_folder["fashion"], "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }
    }

    private void Git(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder["fashion"], UseShellExecute = false })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
