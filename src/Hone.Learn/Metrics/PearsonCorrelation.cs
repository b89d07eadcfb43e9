namespace Hone.Learn;

/// <summary>The linear correlation of predictions and targets, -1 to 1; higher is better. fastai's <c>PearsonCorrCoef</c>; NaN when one of both does not vary.</summary>
public sealed class PearsonCorrelation : MomentMetric
{
    /// <inheritdoc/>
    public override string Name => "pearsonr";

    private protected override double Compute(long count) => Products / Math.Sqrt(PredictionSquares * TargetSquares);
}
