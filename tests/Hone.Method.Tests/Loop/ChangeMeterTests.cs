using System.Diagnostics;

namespace Hone.Method.Tests;

public sealed class ChangeMeterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunsOnDisk _runs;
    private readonly string _recipe;

    public ChangeMeterTests()
    {
        var clock = new FixedClock();
        _runs = new RunsOnDisk(Samples.NewProject(_folder["p"], clock), clock);
        _recipe = _folder["p/recipes/net.cs"];
        Directory.CreateDirectory(Path.GetDirectoryName(_recipe)!);
        File.WriteAllLines(_recipe, Enumerable.Range(0, 100).Select(line => $"line {line}"));
    }

    public void Dispose()
    {
        // Git makes its objects read-only.
        foreach (string file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        _folder.Dispose();
    }

    [Fact]
    public void Without_git_the_copies_of_the_recipe_are_compared_line_by_line()
    {
        _runs.Complete(300, Plan);
        Change(60);

        RunChange change = _runs.Complete(310, Plan).Record!.Change!;

        Assert.Equal(("recipe", 1, 120), (change.By, change.Files, change.Lines));
        Assert.Equal($"120 lines changed since run {change.Since}: if this breaks you search 120 lines; smaller steps find faults sooner", Assert.Single(change.Warnings));
    }

    [Fact]
    public void A_small_step_warns_of_nothing_and_keeps_its_lines()
    {
        _runs.Complete(300, Plan);
        Change(2);

        StoredRun run = _runs.Complete(310, Plan);

        Assert.Equal(4, run.Record!.Change!.Lines);
        Assert.Empty(run.Record.Change.Warnings);
        Assert.Contains("-line 0\n", run.ReadChangeDiff()!, StringComparison.Ordinal);
        Assert.Contains("+changed 1\n", run.ReadChangeDiff()!, StringComparison.Ordinal);
    }

    [Fact]
    public void With_git_changes_that_are_not_committed_count_and_the_index_of_the_user_stays_as_it_is()
    {
        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
        StoredRun first = _runs.Complete(300, Plan);
        Change(3);
        File.WriteAllText(_folder["p/recipes/new.cs"], "a\nb\n");

        StoredRun second = _runs.Complete(310, Plan);
        StoredRun third = _runs.Complete(310, Plan);

        Assert.Equal((40, false), (first.Record!.Git!.Commit.Length, first.Record.Git.Dirty));
        Assert.Equal((first.Record.Git.Commit, true), (second.Record!.Git!.Commit, second.Record.Git.Dirty));
        Assert.Equal(("git", 2, 8), (second.Record.Change!.By, second.Record.Change.Files, second.Record.Change.Lines));
        Assert.Contains("+changed 0", second.ReadChangeDiff()!, StringComparison.Ordinal);
        Assert.Equal(("git", 0, 0), (third.Record!.Change!.By, third.Record.Change.Files, third.Record.Change.Lines));
        Assert.Contains("?? recipes/new.cs", Git("status", "--porcelain", "--untracked-files=all"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_commits_between_two_runs_are_listed_for_a_bisection()
    {
        Git("init", "-q");
        for (int commit = 0; commit < 4; commit++)
        {
            Change(commit);
            Git("add", "-A");
            Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", $"{commit}");
            _runs.Complete(300, Plan);
        }

        IReadOnlyList<StoredRun> runs = _runs.Project.Runs.List();

        IReadOnlyList<string> commits = Bisect.CommitsBetween(_runs.Project, runs[3], runs[0]);
        Assert.Equal(4, commits.Count);
        Assert.Equal((runs[3].Record!.Git!.Commit, runs[0].Record!.Git!.Commit), (commits[0], commits[3]));
        Assert.Single(Bisect.CommitsBetween(_runs.Project, runs[0], runs[0]));
        Assert.Contains("the bad one after the good one", Assert.Throws<NotComparableException>(() => Bisect.CommitsBetween(_runs.Project, runs[0], runs[3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_run_in_checkouts_and_the_commit_that_moved_its_score_is_found()
    {
        Git("init", "-q");
        var ids = new List<string>();
        foreach (string score in new[] { "0.90", "0.91", "0.60", "0.61", "0.62" })
        {
            File.WriteAllText(_folder["p/score.txt"], $"epoch 10\nscore {score}\n");
            Git("add", "-A");
            Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", score);
            ids.Add(_runs.Complete(300, Plan).Id);
        }

        IReadOnlyList<string> commits = Bisect.CommitsBetween(_runs.Project, _runs.Project.Runs.Find(ids[0]), _runs.Project.Runs.Find(ids[4]));
        BisectResult result = Bisect.Versions(commits, new CommitCommand(_runs.Project, "cat score.txt").Score, noise: 0.05);

        Assert.Equal((commits[2], commits[1], 4), (result.Culprit, result.LastGood, result.Steps.Count));
        Assert.Equal([0.9, 0.62, 0.6, 0.91], result.Steps.Select(step => step.Score));
        Assert.DoesNotContain("hone-bisect", Git("worktree", "list"), StringComparison.Ordinal);
        Assert.Equal("", Git("status", "--porcelain", "score.txt"));
        RunException failed = Assert.Throws<RunException>(() => new CommitCommand(_runs.Project, "echo no >&2; exit 3").Score(commits[0]));
        Assert.Contains("exit code 3: no", failed.Message, StringComparison.Ordinal);
        Assert.Contains("no output", Assert.Throws<RunException>(() => new CommitCommand(_runs.Project, "true").Score(commits[0])).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<RunException>(() => new CommitCommand(_runs.Project, "true").Score("nowhere")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_parameters_at_once_are_told_with_their_names()
    {
        _runs.Complete(300, plan => plan with { Params = new Dictionary<string, string> { ["learningRate"] = "0.1", ["model"] = "a" } });

        RunChange change = _runs.Complete(310, plan => plan with { Params = new Dictionary<string, string> { ["learningRate"] = "0.2", ["model"] = "b" } }).Record!.Change!;

        Assert.Equal(["learningRate", "model"], change.Params);
        Assert.Equal([ChangeKind.Architecture, ChangeKind.Hyperparameter], change.Kinds.Order());
        Assert.Contains("2 parameters changed since run", Assert.Single(change.Warnings), StringComparison.Ordinal);
    }

    private RunPlan Plan(RunPlan plan) => plan with { Recipe = _recipe };

    private void Change(int lines) =>
        File.WriteAllLines(_recipe, Enumerable.Range(0, 100).Select(line => line < lines ? $"changed {line}" : $"line {line}"));

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = _folder["p"], RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
