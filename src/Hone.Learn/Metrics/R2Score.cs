namespace Hone.Learn;

/// <summary>The share of the variance of the targets that predictions explain: 1 is perfect, 0 is as good as the mean, below 0 is worse. fastai's <c>R2Score</c>.</summary>
/// <remarks>1 - sum (t - y)^2 / sum (t - mean t)^2; minus infinity or NaN when all targets are equal.</remarks>
public sealed class R2Score : MomentMetric
{
    /// <inheritdoc/>
    public override string Name => "r2_score";

    private protected override double Compute(long count) => 1 - ((ResidualSquares + (count * MeanDifference * MeanDifference)) / TargetSquares);
}
