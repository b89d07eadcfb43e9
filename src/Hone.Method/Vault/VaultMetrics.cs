namespace Hone.Method;

/// <summary>The metrics of the vault under the names that a charter has.</summary>
public static class VaultMetrics
{
    private static readonly SortedDictionary<string, VaultMetric> Metrics = new(StringComparer.Ordinal)
    {
        ["accuracy"] = VaultMetric.Accuracy,
        ["auc"] = VaultMetric.Auc,
        ["balanced_accuracy"] = VaultMetric.BalancedAccuracy,
        ["cross_entropy"] = VaultMetric.CrossEntropy,
        ["dice"] = VaultMetric.Dice,
        ["error_rate"] = VaultMetric.ErrorRate,
        ["f1"] = VaultMetric.F1,
        ["iou"] = VaultMetric.Iou,
        ["log_loss"] = VaultMetric.LogLoss,
        ["mae"] = VaultMetric.MeanAbsoluteError,
        ["mse"] = VaultMetric.MeanSquaredError,
        ["r2"] = VaultMetric.R2,
        ["rmse"] = VaultMetric.RootMeanSquaredError,
        ["rmsle"] = VaultMetric.RootMeanSquaredLogError,
    };

    /// <summary>The names in alphabetical order; those of <see cref="KnownMetrics"/>.</summary>
    public static IReadOnlyCollection<string> Names => Metrics.Keys;

    /// <summary>Finds a metric by the name that a charter gives it.</summary>
    /// <param name="name">A name of <see cref="KnownMetrics"/>.</param>
    /// <exception cref="VaultException">It is a metric of the project's own: the vault would have to hand it the labels.</exception>
    public static VaultMetric Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Metrics.TryGetValue(name, out VaultMetric metric)
            ? metric
            : throw new VaultException(
                ExitCode.Usage,
                $"a metric that the vault computes itself: {string.Join(", ", Names)}",
                $"'{name}'",
                Project.CharterFile,
                "name one of them in the charter: a metric of your own would be handed the test labels");
    }

    /// <summary>The name that a charter gives to a metric, such as <c>rmsle</c>.</summary>
    /// <param name="metric">The metric.</param>
    public static string NameOf(VaultMetric metric) => Metrics.First(pair => pair.Value == metric).Key;

    /// <summary>Whether a metric compares masks pixel by pixel.</summary>
    internal static bool IsOfMasks(VaultMetric metric) => metric is VaultMetric.Accuracy or VaultMetric.Dice or VaultMetric.Iou;
}
