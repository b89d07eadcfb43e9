namespace Hone.Method.Tests;

/// <summary>Runs of a two-class problem with 400 validation items, as a training would have left them.</summary>
internal sealed class RunsOnDisk
{
    public const int Items = 400;

    private readonly FixedClock _clock;

    public RunsOnDisk(Project project, FixedClock clock)
    {
        Project = project;
        _clock = clock;
    }

    public Project Project { get; }

    /// <summary>A completed run whose first items are right.</summary>
    public StoredRun Complete(int right, Func<RunPlan, RunPlan>? change = null)
    {
        using RunWriter run = Begin(change);
        run.SaveValidPredictions(Predictions(right));
        double accuracy = (double)right / Items;
        Interval interval = Proportion.Wilson(right, Items);
        run.Complete(new Dictionary<string, MetricSummary> { ["valid/accuracy"] = new() { Last = accuracy, Best = accuracy, N = Items, Low = interval.Low, High = interval.High } });
        return Project.Runs.Find(run.Id);
    }

    public RunWriter Begin(Func<RunPlan, RunPlan>? change = null)
    {
        _clock.Now += TimeSpan.FromMinutes(1);
        var plan = new RunPlan { Name = "net", Split = new RunSplit("v1", "abc"), Seed = 1 };
        return Project.Runs.Create(change?.Invoke(plan) ?? plan);
    }

    public static RunPredictions Predictions(int right)
    {
        string[] ids = [.. Enumerable.Range(0, Items).Select(item => $"valid/{item}")];
        double[] targets = [.. Enumerable.Range(0, Items).Select(item => (double)(item % 2))];
        float[] outputs = [.. Enumerable.Range(0, Items).SelectMany(item => item < right == (item % 2 == 1) ? new[] { 0.1f, 0.9f } : [0.9f, 0.1f])];
        return new RunPredictions(ids, targets, outputs);
    }
}
