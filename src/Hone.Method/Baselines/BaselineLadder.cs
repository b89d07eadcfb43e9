using System.Diagnostics;

namespace Hone.Method;

/// <summary>Runs baselines from the simplest upwards, each as a run of its own with its validation predictions on disk.</summary>
public static class BaselineLadder
{
    /// <summary>The tag of every run that the ladder makes.</summary>
    public const string Tag = "baseline";

    /// <summary>Runs one rung, or reads its score when it ran before under the same split.</summary>
    /// <param name="baseline">The rung.</param>
    /// <param name="project">The project that keeps the run.</param>
    /// <param name="split">The frozen split.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="valid">What it is scored on.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellationToken">Ends it early; the run is marked as stopped.</param>
    public static BaselineScore Run(
        Baseline baseline, Project project, FrozenSplit split, BaselineData train, BaselineData valid, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(valid);
        StoredRun? before = Find(baseline, project, split);
        if (before is not null)
        {
            TimeSpan time = before.Record!.Ended!.Value - before.Record.Started;
            return Score(baseline, before.Id, before.ReadValidPredictions(), time.TotalSeconds);
        }

        using RunWriter run = project.Runs.Create(new RunPlan
        {
            Name = baseline.Name,
            Split = new RunSplit(split.Name, split.Fingerprint),
            DataHash = split.DataHash,
            Seed = (ulong)seed,
            Tags = [Tag],
            Params = new Dictionary<string, string> { ["baseline"] = baseline.Description },
        });
        try
        {
            var clock = Stopwatch.StartNew();
            float[] outputs = baseline.FitPredict(train, valid, seed, cancellationToken);
            var predictions = new RunPredictions(valid.Ids, Array.ConvertAll(valid.Labels, label => (double)label), outputs);
            run.SaveValidPredictions(predictions);
            BaselineScore score = Score(baseline, run.Id, predictions, clock.Elapsed.TotalSeconds);
            run.Complete(Accuracies.Summary(score.Accuracy, score.Interval, score.N));
            return score;
        }
        catch (OperationCanceledException)
        {
            run.Stop("canceled by its user");
            throw;
        }
        catch (Exception error)
        {
            run.Fail(error);
            throw;
        }
    }

    /// <summary>The completed run of a rung under a split.</summary>
    internal static StoredRun? Find(Baseline baseline, Project project, FrozenSplit split) => project.Runs.List().FirstOrDefault(run =>
        run.Status == RunStatus.Completed
        && run.Record is { } record
        && record.Name == baseline.Name
        && record.Tags.Contains(Tag)
        && record.Split?.Fingerprint == split.Fingerprint);

    private static BaselineScore Score(Baseline baseline, string runId, RunPredictions predictions, double seconds)
    {
        (double accuracy, Interval interval) = Accuracies.Of(predictions);
        return new BaselineScore(baseline.Name, baseline.Description, runId, accuracy, interval, predictions.Ids.Count, seconds);
    }
}
