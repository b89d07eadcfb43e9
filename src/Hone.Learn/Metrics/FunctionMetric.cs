namespace Hone.Learn;

/// <summary>The mean over batches of a function of outputs and targets, weighted by their numbers of items; fastai's <c>AvgMetric</c>, which it makes of every function among its metrics.</summary>
/// <remarks>
/// value = sum over batches of n f(outputs, targets) / sum of n, with n items in the batch. That is the value over all items where f is a mean over items, such as an accuracy; an F score, a
/// correlation or the root of a mean is not: use <see cref="AccumulatedMetric"/>. The function gets the raw outputs of the model and the targets as they are: <c>[batch, ...]</c>.
/// </remarks>
/// <example><code>
/// Metrics = [new FunctionMetric("mae_log", (outputs, targets) => (outputs.Reshape(-1) - targets.Reshape(-1).Log()).Abs().Mean().Item(), higherIsBetter: false)]
/// </code></example>
public sealed class FunctionMetric : Metric
{
    private readonly string _name;
    private readonly Func<Tensor, Tensor, double> _function;
    private readonly bool _higherIsBetter;
    private double _sum;
    private long _count;

    /// <summary>Stores the function.</summary>
    /// <param name="name">Name in tables and logs.</param>
    /// <param name="function">The value of a batch from outputs and targets.</param>
    /// <param name="higherIsBetter">Whether a higher value is better; true unless told, as of most metrics.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public FunctionMetric(string name, Func<Tensor, Tensor, double> function, bool higherIsBetter = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        _name = name;
        _function = function;
        _higherIsBetter = higherIsBetter;
    }

    /// <inheritdoc/>
    public override string Name => _name;

    /// <inheritdoc/>
    public override bool HigherIsBetter => _higherIsBetter;

    /// <inheritdoc/>
    public override long Count => _count;

    /// <inheritdoc/>
    public override double Value => _sum / _count;

    /// <inheritdoc/>
    public override void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Outputs and targets are not of the same items.</exception>
    /// <exception cref="HoneException">The function failed, or gave NaN for outputs without one: a mean with it would be NaN for all batches.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        int items = MetricFunction.Items(prediction, target, _name);
        if (items == 0)
        {
            return;
        }

        double value = MetricFunction.Call(_function, prediction, target, _name);
        if (double.IsNaN(value) && Array.TrueForAll(prediction.To(DType.Float64).ToArray<double>(), double.IsFinite))
        {
            throw new HoneException($"A number for every batch from the function of the metric {_name}.", $"NaN for finite outputs {prediction.Shape} and targets {target.Shape}", _name, "use AccumulatedMetric where the value needs more items than one batch has");
        }

        _sum += items * value;
        _count += items;
    }
}
