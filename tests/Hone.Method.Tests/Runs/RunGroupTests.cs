namespace Hone.Method.Tests;

public sealed class RunGroupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_with_another_split_or_subset_are_in_another_group()
    {
        Project project = Samples.NewProject(_folder["project"], _clock);
        string first = Add(project, "aaaa", 1);
        string small = Add(project, "aaaa", 0.05);
        string other = Add(project, "bbbb", 1);
        string second = Add(project, "aaaa", 1);

        IReadOnlyList<RunGroup> groups = RunGroup.Of(project.Runs.List());

        Assert.Equal([("aaaa", 1), ("bbbb", 1), ("aaaa", 0.05)], groups.Select(group => (group.SplitFingerprint!, group.Subset!.Value)));
        Assert.Equal([[second, first], [other], [small]], groups.Select(group => group.Runs.Select(run => run.Id).ToArray()));
    }

    [Fact]
    public void Damaged_runs_have_a_group_that_claims_nothing()
    {
        Project project = Samples.NewProject(_folder["project"], _clock);
        string id = Add(project, "aaaa", 1);
        File.Delete(Path.Combine(project.Directory, "runs", id, "run.json"));

        RunGroup group = Assert.Single(RunGroup.Of(project.Runs.List()));

        Assert.Null(group.SplitFingerprint);
        Assert.Null(group.Subset);
    }

    private string Add(Project project, string fingerprint, double subset)
    {
        _clock.Now += TimeSpan.FromMinutes(1);
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "run", Split = new RunSplit("v1", fingerprint), Subset = subset });
        return run.Id;
    }
}
