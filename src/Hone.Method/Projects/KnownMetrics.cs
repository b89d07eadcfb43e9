namespace Hone.Method;

/// <summary>The metrics whose direction Hone knows, under the names of fastai and scikit-learn.</summary>
public static class KnownMetrics
{
    private static readonly SortedDictionary<string, MetricDirection> Directions = new(StringComparer.Ordinal)
    {
        ["accuracy"] = MetricDirection.Higher,
        ["auc"] = MetricDirection.Higher,
        ["balanced_accuracy"] = MetricDirection.Higher,
        ["cross_entropy"] = MetricDirection.Lower,
        ["dice"] = MetricDirection.Higher,
        ["error_rate"] = MetricDirection.Lower,
        ["f1"] = MetricDirection.Higher,
        ["iou"] = MetricDirection.Higher,
        ["log_loss"] = MetricDirection.Lower,
        ["mae"] = MetricDirection.Lower,
        ["mse"] = MetricDirection.Lower,
        ["r2"] = MetricDirection.Higher,
        ["rmse"] = MetricDirection.Lower,
        ["rmsle"] = MetricDirection.Lower,
    };

    /// <summary>The names in alphabetical order.</summary>
    public static IReadOnlyCollection<string> Names => Directions.Keys;

    /// <summary>The names that make sense for a kind of target, in alphabetical order.</summary>
    /// <param name="kind">What is predicted.</param>
    public static IReadOnlyList<string> NamesFor(TargetKind kind) => kind switch
    {
        TargetKind.Number => ["mae", "mse", "r2", "rmse", "rmsle"],
        TargetKind.Mask => ["accuracy", "cross_entropy", "dice", "iou"],
        TargetKind.Points => ["mae", "mse", "rmse"],
        _ => ["accuracy", "auc", "balanced_accuracy", "cross_entropy", "error_rate", "f1", "log_loss"],
    };

    /// <summary>Returns the direction of a metric, or null when the metric is not a known one.</summary>
    /// <param name="metric">The name, in lower case with underscores.</param>
    public static MetricDirection? DirectionOf(string metric) =>
        Directions.TryGetValue(metric, out MetricDirection direction) ? direction : null;
}
