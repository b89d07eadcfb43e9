using Hone.Learn;

namespace Hone.Method;

/// <summary>Test-time augmentation as a member of an ensemble: a run of its own, with its own row and its own score.</summary>
public static class TtaMember
{
    /// <summary>The tag of such runs.</summary>
    public const string Tag = "tta";

    /// <summary>Predicts the validation part with test-time augmentation and keeps the predictions as a run whose parent is the trained run.</summary>
    /// <param name="project">The project.</param>
    /// <param name="run">The run that trained the model.</param>
    /// <param name="learner">The learner with the trained model.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="options">Passes and share of the plain pass; fastai's numbers unless told.</param>
    /// <param name="cancellationToken">Ends it early; the run is marked as stopped.</param>
    /// <returns>The id of the new run.</returns>
    /// <exception cref="RunException">The run has no validation predictions, or they are of other items.</exception>
    public static string Save(Project project, StoredRun run, Learner learner, ScoreMetric metric, TtaOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(metric);
        options ??= new TtaOptions();
        RunPredictions plain = run.ReadValidPredictions();
        RunRecord record = run.Record ?? throw new RunException(ExitCode.BadInput, "a run that can be read", run.Problem!, run.Directory, "choose another run");
        using RunWriter writer = project.Runs.Create(new RunPlan
        {
            Name = $"{record.Name} + tta",
            Split = record.Split,
            DataHash = record.DataHash,
            Subset = record.Subset,
            Seed = record.Seed,
            Tags = [Tag],
            Parents = [run.Id],
            Params = new Dictionary<string, string> { ["tta.passes"] = Numbers.Plain(options.Passes), ["tta.beta"] = Numbers.Plain(options.Beta) },
        });
        try
        {
            Predictions tta = learner.Tta(options: options, cancellationToken: cancellationToken);
            if (!tta.Ids.ToHashSet(StringComparer.Ordinal).SetEquals(plain.Ids))
            {
                throw new RunException(
                    ExitCode.Refused,
                    $"a learner with the {plain.Ids.Count} validation items of run {run.Id}",
                    $"{tta.Count} items, {tta.Ids.Intersect(plain.Ids, StringComparer.Ordinal).Count()} of them the same",
                    "test-time augmentation",
                    "give the learner that made the run");
            }

            double[] targets = [.. tta.Targets?.Select(target => (double)target) ?? tta.TargetValues!.Select(target => (double)target)];
            var predictions = new RunPredictions(tta.Ids, targets, tta.Outputs.ToArray());
            (double score, Interval interval) = MetricBootstrap.Score(metric, predictions);
            writer.SaveValidPredictions(predictions);
            writer.Complete(new Dictionary<string, MetricSummary>
            {
                ["valid/" + metric.Name] = new() { Last = score, Best = score, N = tta.Count, Low = interval.Low, High = interval.High },
            });
            return writer.Id;
        }
        catch (OperationCanceledException)
        {
            writer.Stop("canceled by its user");
            throw;
        }
        catch (Exception error)
        {
            writer.Fail(error);
            throw;
        }
    }
}
