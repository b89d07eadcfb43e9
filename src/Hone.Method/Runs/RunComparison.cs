namespace Hone.Method;

/// <summary>Two runs on the same validation items.</summary>
public sealed record RunComparison
{
    private const double SmallestProbability = 1e-15;

    /// <summary>The id of the first run.</summary>
    public required string First { get; init; }

    /// <summary>The id of the second run.</summary>
    public required string Second { get; init; }

    /// <summary>How an item was scored.</summary>
    public required ItemScore ScoredBy { get; init; }

    /// <summary>The mean score of the first run.</summary>
    public required double FirstScore { get; init; }

    /// <summary>The mean score of the second run.</summary>
    public required double SecondScore { get; init; }

    /// <summary>First - second with its interval and what it says about the first.</summary>
    public required PairedDifference Difference { get; init; }

    /// <summary>Whether the runs trained on different shares of the training items; the difference is real, its cause may be the share.</summary>
    public required bool SubsetsDiffer { get; init; }

    /// <summary>Compares two runs item by item.</summary>
    /// <param name="first">The first run.</param>
    /// <param name="second">The second run.</param>
    /// <param name="score">How an item is scored.</param>
    /// <param name="options">Resamples, seed and confidence of the bootstrap.</param>
    /// <exception cref="NotComparableException">
    /// A run is damaged, the splits have different fingerprints, or the validation ids, targets or outputs differ.
    /// </exception>
    /// <exception cref="RunException">A run has no validation predictions.</exception>
    public static RunComparison Of(StoredRun first, StoredRun second, ItemScore score, BootstrapOptions? options = null)
    {
        RequireSameSplit(first, second);
        RunPredictions a = first.ReadValidPredictions();
        RunPredictions b = second.ReadValidPredictions();
        int[] order = Match(first, second, a, b);
        double[] firstScores = new double[order.Length];
        double[] secondScores = new double[order.Length];
        for (int item = 0; item < order.Length; item++)
        {
            firstScores[item] = Score(a, item, score, first);
            secondScores[item] = Score(b, order[item], score, second);
        }

        MetricDirection direction = score.Direction();
        return new RunComparison
        {
            First = first.Id,
            Second = second.Id,
            ScoredBy = score,
            FirstScore = firstScores.Average(),
            SecondScore = secondScores.Average(),
            Difference = Bootstrap.Paired(firstScores, secondScores, direction, options),
            SubsetsDiffer = first.Record!.Subset != second.Record!.Subset,
        };
    }

    /// <summary>How an item is scored where a metric decides: by the item's part of it, as far as it has one.</summary>
    /// <param name="metric">A name of <see cref="KnownMetrics"/>.</param>
    public static ItemScore ScoreFor(string metric) => metric switch
    {
        "mae" or "rmsle" => ItemScore.AbsoluteError,
        "mse" or "rmse" or "r2" => ItemScore.SquaredError,
        "log_loss" or "cross_entropy" => ItemScore.LogLoss,
        _ => ItemScore.Correct,
    };

    /// <summary>How an item is scored in a project: by its metric, and for masks by the metric of the pixels of an image.</summary>
    /// <param name="project">The project.</param>
    public static ItemScore ScoreFor(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return ProjectMetric.IsOfMasks(project) ? ItemScore.Pixels : ScoreFor(project.Charter.Metric);
    }

    private static void RequireSameSplit(StoredRun first, StoredRun second)
    {
        foreach (StoredRun run in new[] { first, second })
        {
            if (run.Record is null)
            {
                throw new NotComparableException(
                    ExitCode.NotChecked, "two runs that can be read", run.Problem ?? "a damaged run", run.Directory, "choose another run: hone runs lists them");
            }
        }

        string one = first.Record!.Split?.Fingerprint ?? "none";
        string other = second.Record!.Split?.Fingerprint ?? "none";
        if (one != other || one == "none")
        {
            throw new NotComparableException(
                ExitCode.NotChecked,
                "two runs on the same frozen split",
                $"split fingerprints {FrozenSplit.Short(one)} and {FrozenSplit.Short(other)}",
                $"runs {first.Id} and {second.Id}",
                "run one of them again on the split of the other");
        }
    }

    /// <summary>The position in the second predictions of each item of the first.</summary>
    private static int[] Match(StoredRun first, StoredRun second, RunPredictions a, RunPredictions b)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < b.Ids.Count; i++)
        {
            positions[b.Ids[i]] = i;
        }

        int[] order = a.Ids.Select(id => positions.GetValueOrDefault(id, -1)).ToArray();
        int missing = order.Count(position => position < 0);
        int different = order.Where((position, item) => position >= 0 && !a.HasTargetsOf(b, item, position)).Count();
        bool once = positions.Count == b.Ids.Count && order.Distinct().Count() == order.Length;
        if (missing == 0 && different == 0 && once && a.Ids.Count == b.Ids.Count)
        {
            return order;
        }

        throw new NotComparableException(
            ExitCode.NotChecked,
            "the same validation items with the same targets",
            $"{a.Ids.Count} and {b.Ids.Count} items, {order.Where(position => position >= 0).Distinct().Count()} in common, {different} with different targets",
            $"preds/valid.csv of runs {first.Id} and {second.Id}",
            "run one of them again on the validation part of the other");
    }

    private static double Score(RunPredictions predictions, int item, ItemScore score, StoredRun run)
    {
        ReadOnlySpan<float> outputs = predictions.OutputsOf(item);
        bool isOfValues = score is ItemScore.AbsoluteError or ItemScore.SquaredError or ItemScore.Pixels;
        if (isOfValues ? predictions.OutputCount != predictions.TargetCount : predictions.TargetCount > 1)
        {
            throw new NotComparableException(
                ExitCode.NotChecked,
                isOfValues ? "one value for each target" : "one class for each item",
                $"{predictions.OutputCount} outputs and {predictions.TargetCount} targets an item",
                $"preds/valid.csv of run {run.Id}",
                isOfValues ? "compare by classes: correct or log loss" : "compare by absolute or squared error where the target is several numbers");
        }

        if (isOfValues)
        {
            return score == ItemScore.Pixels ? predictions.OutputsOf(item)[0]
                : score == ItemScore.AbsoluteError ? MetricFormulas.AbsoluteError(predictions, item) : MetricFormulas.SquaredError(predictions, item);
        }

        double target = predictions.TargetOf(item);
        if (target < 0 || target >= outputs.Length || target != Math.Floor(target))
        {
            throw new NotComparableException(
                ExitCode.NotChecked,
                $"classes from 0 to {outputs.Length - 1}",
                $"target {Numbers.Plain(target)} of item '{predictions.Ids[item]}'",
                $"preds/valid.csv of run {run.Id}",
                "compare by absolute error where the target is a value");
        }

        if (score == ItemScore.LogLoss)
        {
            return -Math.Log(Math.Max(outputs[(int)target], SmallestProbability));
        }

        return Accuracies.ArgMax(outputs) == (int)target ? 1 : 0;
    }
}
