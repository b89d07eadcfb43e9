using Hone.Method;

namespace Hone.Cli.Tests;

/// <summary>A project with runs that have predictions for validation and test items, and a sample submission.</summary>
internal sealed class CombineProject
{
    private const int Items = 60;

    private readonly FixedClock _clock = new();

    public CombineProject(string directory, string metric = "accuracy", string target = "label")
    {
        Project = Project.Create(
            directory, new Charter { Question = "Who survives?", Target = target, Metric = metric }, new ProjectOptions { Clock = _clock, RunIdSeed = 7 });
    }

    public Project Project { get; }

    /// <summary>Adds a run that got all validation items right but some.</summary>
    public string Run(string name, IReadOnlyCollection<int> wrong, string fingerprint = "3f2a91c04d1e5b77")
    {
        _clock.Now += TimeSpan.FromMinutes(1);
        using RunWriter run = Project.Runs.Create(new RunPlan { Name = name, Split = new RunSplit("v1", fingerprint) });
        var outputs = new float[2 * Items];
        for (int item = 0; item < Items; item++)
        {
            int said = wrong.Contains(item) ? 1 - (item % 2) : item % 2;
            outputs[(2 * item) + said] = 0.9f;
            outputs[(2 * item) + 1 - said] = 0.1f;
        }

        run.SaveValidPredictions(new RunPredictions(
            [.. Enumerable.Range(0, Items).Select(item => $"valid/{item}")], [.. Enumerable.Range(0, Items).Select(item => (double)(item % 2))], outputs));
        File.WriteAllText(Path.Combine(run.Directory, "preds", "test.csv"), "id,p0,p1\n1,0.9,0.1\n2,0.2,0.8\n3,0.6,0.4\n");
        double accuracy = 1 - ((double)wrong.Count / Items);
        run.Complete(new Dictionary<string, MetricSummary>
        {
            ["valid/accuracy"] = new() { Last = accuracy, Best = accuracy, N = Items, Low = accuracy - 0.05, High = accuracy + 0.05 },
        });
        return run.Id;
    }

    /// <summary>Puts a file into <c>data/raw</c>.</summary>
    public string Raw(string name, string text)
    {
        string path = Path.Combine(Project.Directory, "data", "raw", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
