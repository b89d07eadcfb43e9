namespace Hone.Learn;

/// <summary>The mean of squared differences; lower is better. fastai's <c>mse</c>.</summary>
public sealed class Mse : NumberMetric
{
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "mse";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override void Clear() => _sum = 0;

    private protected override void Add(double prediction, double target)
    {
        double difference = prediction - target;
        _sum += difference * difference;
    }

    private protected override double Compute(long count) => _sum / count;
}
