namespace Hone.Learn;

/// <summary>The root of the mean of squared differences, over all items and not a mean of batches; lower is better. fastai's <c>rmse</c>.</summary>
public sealed class Rmse : NumberMetric
{
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override void Clear() => _sum = 0;

    private protected override void Add(double prediction, double target)
    {
        double difference = prediction - target;
        _sum += difference * difference;
    }

    private protected override double Compute(long count) => Math.Sqrt(_sum / count);
}
