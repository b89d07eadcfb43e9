namespace Hone.Method;

/// <summary>The self-tests of metrics.</summary>
public static class MetricChecks
{
    /// <summary>The suite for all metrics that Hone computes from predictions.</summary>
    public static CheckSuite All() => new([.. ScoreMetric.Names.Select(name => new MetricCheck(name, null))]);

    /// <summary>The suite for one metric.</summary>
    /// <param name="name">Its name, such as <c>log_loss</c>.</param>
    /// <param name="declared">The direction that a project declares, which a metric of one's own needs; null stands for the known one.</param>
    /// <exception cref="MetricException">The name is not known, and no direction is declared for it.</exception>
    public static CheckSuite Of(string name, MetricDirection? declared = null)
    {
        if (KnownMetrics.DirectionOf(name) is null && declared is null)
        {
            _ = ScoreMetric.Named(name);
        }

        return new CheckSuite([new MetricCheck(name, declared)]);
    }
}
