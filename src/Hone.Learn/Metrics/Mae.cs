namespace Hone.Learn;

/// <summary>The mean of absolute differences; lower is better. fastai's <c>mae</c>.</summary>
public sealed class Mae : NumberMetric
{
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override void Clear() => _sum = 0;

    private protected override void Add(double prediction, double target)
    {
        _sum += Math.Abs(prediction - target);
    }

    private protected override double Compute(long count) => _sum / count;
}
