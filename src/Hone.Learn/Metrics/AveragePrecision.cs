namespace Hone.Learn;

/// <summary>The area under the curve of precision over recall of class 1, as a sum of steps; 1 is perfect, the share of class 1 is chance. fastai's <c>APScoreBinary</c>; NaN without items of class 1.</summary>
public sealed class AveragePrecision : BinaryScoreMetric
{
    /// <inheritdoc/>
    public override string Name => "average_precision";

    private protected override double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive) => Ranking.AveragePrecision(scores, isPositive);
}
