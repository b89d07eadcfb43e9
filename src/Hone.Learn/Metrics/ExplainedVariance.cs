namespace Hone.Learn;

/// <summary>As <see cref="R2Score"/>, but a constant difference costs nothing; higher is better. fastai's <c>ExplainedVariance</c>.</summary>
/// <remarks>1 - Var(t - y) / Var(t)</remarks>
public sealed class ExplainedVariance : MomentMetric
{
    /// <inheritdoc/>
    public override string Name => "explained_variance";

    private protected override double Compute(long count) => 1 - (ResidualSquares / TargetSquares);
}
