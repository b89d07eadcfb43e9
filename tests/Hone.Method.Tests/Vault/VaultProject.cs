namespace Hone.Method.Tests;

/// <summary>A project with a frozen split of 50 items, five of them for the test, and runs that say something about those.</summary>
internal sealed class VaultProject
{
    private readonly FixedClock _clock = new();

    public VaultProject(string directory, string metric, int budget = 3)
    {
        Project = Method.Project.Create(
            directory,
            new Charter { Question = "?", Target = "y", Metric = metric },
            new ProjectOptions { Clock = _clock, RunIdSeed = 7, VaultBudget = budget, Processes = new FakeProcessTable() });
        Split = Project.Splits.Freeze(Samples.Split(50), "v1", Samples.DataHash);
        TestIds = Samples.TestIds(Split.Split);
    }

    public Project Project { get; }

    public FrozenSplit Split { get; }

    public string[] TestIds { get; }

    /// <summary>Adds a completed run with outputs for the test items, <c>[items, outputs]</c>; without them where null.</summary>
    public string Run(float[]? outputs, double validScore = 0.5, string? fingerprint = null, bool completes = true, IReadOnlyList<string>? tags = null)
    {
        _clock.Now += TimeSpan.FromMinutes(1);
        using RunWriter run = Project.Runs.Create(new RunPlan { Name = "net", Split = new RunSplit("v1", fingerprint ?? Split.Fingerprint), Tags = tags ?? [] });
        if (outputs is not null)
        {
            new UnlabelledPredictions(TestIds, outputs).Save(run);
        }

        if (completes)
        {
            run.Complete(new Dictionary<string, MetricSummary> { ["valid/" + Project.Charter.Metric] = new() { Last = validScore, Best = validScore, N = 10 } });
        }
        else
        {
            run.Stop("canceled by its user");
        }

        return run.Id;
    }

    public VaultOpening Evaluate(string runId, VaultOptions? options = null) => Project.Vault.Evaluate(Project.Runs.Find(runId), "final", options);
}
