namespace Hone.Learn;

/// <summary>A metric of one of several targets: predictions and targets <c>[batch, targets]</c>, of which one column is judged.</summary>
/// <remarks>A metric over all columns at once mixes their units: a good figure of a large target hides a bad one of a small target.</remarks>
/// <example><code>
/// Metrics = [.. TargetMetric.ForEach(["sold", "returned"], () => new Rmse())] // rmse_sold, rmse_returned
/// </code></example>
public sealed class TargetMetric : Metric
{
    private readonly Metric _metric;
    private readonly int _target;
    private readonly string _name;

    /// <summary>Stores metric and target.</summary>
    /// <param name="metric">What is computed; its own, not shared with other targets.</param>
    /// <param name="target">The column, from 0.</param>
    /// <param name="name">Its name in tables.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is negative.</exception>
    public TargetMetric(Metric metric, int target, string name)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _metric = metric;
        _target = target;
        _name = name;
    }

    /// <inheritdoc/>
    public override string Name => $"{_metric.Name}_{_name}";

    /// <inheritdoc/>
    public override bool HigherIsBetter => _metric.HigherIsBetter;

    /// <inheritdoc/>
    public override long Count => _metric.Count;

    /// <inheritdoc/>
    public override double Value => _metric.Value;

    /// <summary>The same metric for each of several targets.</summary>
    /// <param name="targets">Names of all targets, in the order of <see cref="TabularOptions.YNames"/>.</param>
    /// <param name="make">Makes the metric anew for each.</param>
    /// <returns>One metric a target.</returns>
    public static IReadOnlyList<Metric> ForEach(IReadOnlyList<string> targets, Func<Metric> make)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(make);
        return [.. targets.Select((name, target) => new TargetMetric(make(), target, name))];
    }

    /// <inheritdoc/>
    public override void Reset() => _metric.Reset();

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not equal, not <c>[batch, targets]</c>, or lack the column.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Rank != 2 || prediction.Shape != target.Shape || prediction.Shape[1] <= _target)
        {
            throw new ShapeException($"Predictions and targets, both [batch, targets] with a column {_target}.", $"{prediction.Shape} and {target.Shape}", Name, "name as many targets as the model predicts");
        }

        _metric.Update(prediction.Narrow(1, _target, 1), target.Narrow(1, _target, 1));
    }
}
