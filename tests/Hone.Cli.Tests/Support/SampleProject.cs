using Hone.Method;

namespace Hone.Cli.Tests;

/// <summary>A project with a frozen split and runs on it.</summary>
internal sealed class SampleProject
{
    private const int Items = 200;

    private readonly FixedClock _clock = new();

    public SampleProject(string directory)
    {
        Project = Project.Create(directory, ScriptedStart.Charter, new ProjectOptions { Clock = _clock, RunIdSeed = 7 });
    }

    public Project Project { get; }

    /// <summary>Adds a run that got some validation items right.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="right">How many of the 200 items; the same ones for the same number.</param>
    /// <param name="fingerprint">The fingerprint of its split.</param>
    /// <param name="subset">The share of the training items.</param>
    /// <param name="change">What else is different about it.</param>
    /// <param name="resources">What its steps took.</param>
    public string Complete(string name, int right, string fingerprint = "3f2a91c04d1e5b77", double subset = 1, Func<RunPlan, RunPlan>? change = null, RunResources? resources = null)
    {
        using RunWriter run = Begin(name, fingerprint, subset, change);
        float[] outputs = Enumerable.Range(0, Items).SelectMany(item => item < right ? new[] { 0.9f, 0.1f } : [0.1f, 0.9f]).ToArray();
        string[] ids = Enumerable.Range(0, Items).Select(item => $"valid/{item}").ToArray();
        run.SaveValidPredictions(new RunPredictions(ids, new double[Items], outputs));
        run.Update(record => record with { BaselineGain = 0.5, Resources = resources });
        _clock.Now += TimeSpan.FromSeconds(102);
        double accuracy = (double)right / Items;
        run.Complete(new Dictionary<string, MetricSummary>
        {
            ["valid/accuracy"] = new() { Last = accuracy, Best = accuracy, N = Items, Low = accuracy - 0.05, High = accuracy + 0.05 },
        });
        return run.Id;
    }

    /// <summary>Adds a run that was canceled.</summary>
    public string Stop(string name)
    {
        using RunWriter run = Begin(name, "3f2a91c04d1e5b77", 1);
        run.Stop("canceled after epoch 3");
        return run.Id;
    }

    /// <summary>Adds a run whose record a crash cut off.</summary>
    public string Damage(string name)
    {
        string id = Complete(name, 100);
        string path = Path.Combine(Project.Directory, "runs", id, "run.json");
        File.WriteAllText(path, File.ReadAllText(path)[..40]);
        return id;
    }

    private RunWriter Begin(string name, string fingerprint, double subset, Func<RunPlan, RunPlan>? change = null)
    {
        // A minute later than the last one, so that the order of the ids is the order of the calls.
        _clock.Now += TimeSpan.FromMinutes(1);
        var plan = new RunPlan { Name = name, Split = new RunSplit("v1", fingerprint), Subset = subset, Seed = 42 };
        return Project.Runs.Create(change?.Invoke(plan) ?? plan);
    }
}
