namespace Hone.Method;

/// <summary>Asks whether a metric orders predictions, in the direction that is declared for it (M17).</summary>
/// <param name="name">The name of the metric.</param>
/// <param name="declared">The direction that a project declares; null stands for the known one.</param>
internal sealed class MetricCheck(string name, MetricDirection? declared) : Check
{
    // Numbers worked with by hand: three classes, or values that have a logarithm.
    private static readonly double[] ThreeClasses = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 0];
    private static readonly double[] TwoClasses = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0];
    private static readonly double[] Values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    /// <inheritdoc/>
    public override string Id => MetricSelfTest.Id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (KnownMetrics.DirectionOf(name) is null)
        {
            return CheckResult.NotChecked(Id, $"Hone has no formula for '{name}': give yours to MetricSelfTest.Run in C#");
        }

        if (!ScoreMetric.Names.Contains(name))
        {
            return CheckResult.NotChecked(Id, $"{name} is computed pixel by pixel inside a training, not from rows of predictions");
        }

        ScoreMetric metric = ScoreMetric.Named(name);
        double[] targets = !metric.IsOfClasses ? Values : name is "auc" or "f1" ? TwoClasses : ThreeClasses;
        CheckResult known = MetricSelfTest.Run(metric, targets);
        return known.IsError || declared is null || declared == metric.Direction
            ? known
            : MetricSelfTest.Run(name, declared.Value, metric.IsOfClasses, metric.Score, targets);
    }
}
