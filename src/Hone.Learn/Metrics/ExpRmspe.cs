namespace Hone.Learn;

/// <summary>The root of the mean of squared shares by which exponentials differ, for targets that are logarithms of prices or sales; lower is better. fastai's <c>exp_rmspe</c>.</summary>
/// <remarks>sqrt(mean(((exp t - exp y) / exp t)^2))</remarks>
public sealed class ExpRmspe : NumberMetric
{
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "exp_rmspe";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override void Clear() => _sum = 0;

    private protected override void Add(double prediction, double target)
    {
        // (exp t - exp y) / exp t = 1 - exp(y - t), without overflow for large t.
        double share = 1 - Math.Exp(prediction - target);
        _sum += share * share;
    }

    private protected override double Compute(long count) => Math.Sqrt(_sum / count);
}
