namespace Hone.Learn;

/// <summary>The mean of squared differences of log(1 + value); lower is better. fastai's <c>msle</c>; NaN for values below -1.</summary>
public sealed class Msle : NumberMetric
{
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "msle";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override void Clear() => _sum = 0;

    private protected override void Add(double prediction, double target)
    {
        double difference = Math.Log(1 + prediction) - Math.Log(1 + target);
        _sum += difference * difference;
    }

    private protected override double Compute(long count) => _sum / count;
}
