namespace Hone.Method.Tests;

/// <summary>Predictions and runs for tests of ensembles, submissions and reports.</summary>
internal static class CombineSamples
{
    /// <summary>Probabilities of two classes; an item is right unless it is among the wrong ones.</summary>
    public static RunPredictions Classes(int count, IReadOnlyCollection<int> wrong, float sure = 0.9f)
    {
        double[] targets = [.. Enumerable.Range(0, count).Select(item => (double)(item % 2))];
        var outputs = new float[2 * count];
        for (int item = 0; item < count; item++)
        {
            int said = wrong.Contains(item) ? 1 - (int)targets[item] : (int)targets[item];
            outputs[(2 * item) + said] = sure;
            outputs[(2 * item) + 1 - said] = 1 - sure;
        }

        return new RunPredictions([.. Enumerable.Range(0, count).Select(item => $"item {item}")], targets, outputs);
    }

    /// <summary>Values with targets 0, 1, 2, ... and the given errors.</summary>
    public static RunPredictions Values(IReadOnlyList<double> errors) => new(
        [.. errors.Select((_, item) => $"item {item}")],
        [.. errors.Select((_, item) => (double)item)],
        [.. errors.Select((error, item) => (float)(item + error))]);

    public static EnsembleMember Member(string name, RunPredictions predictions) => new() { Name = name, Predictions = predictions };

    /// <summary>Noise with mean 0 from the given stream, the same on every machine.</summary>
    public static double[] Noise(int count, int stream)
    {
        var random = new Random(1000 + stream);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2)];
    }

    /// <summary>Adds a completed run to a project.</summary>
    public static string Run(
        Project project, string name, RunPredictions predictions, string fingerprint = "split-fingerprint", string metric = "accuracy", UnlabelledPredictions? test = null)
    {
        using RunWriter run = project.Runs.Create(new RunPlan { Name = name, Split = new RunSplit("v1", fingerprint), Command = "hone train " + name });
        run.SaveValidPredictions(predictions);
        test?.Save(run);
        (double score, Interval interval) = MetricBootstrap.Score(ScoreMetric.Named(project.Charter.Metric), predictions);
        run.Complete(new Dictionary<string, MetricSummary>
        {
            ["valid/" + metric] = new() { Last = score, Best = score, N = predictions.Ids.Count, Low = interval.Low, High = interval.High },
        });
        return run.Id;
    }

    public static Project Project(string directory, string metric = "accuracy", string target = "label", FixedClock? clock = null) => Method.Project.Create(
        directory,
        new Charter { Question = "What is in the picture?", Target = target, Metric = metric },
        new ProjectOptions { Clock = clock ?? new FixedClock(), RunIdSeed = 7, Processes = new FakeProcessTable() });
}
