namespace Hone.Learn;

/// <summary>The area under the ROC curve: the chance that an item of class 1 has a higher score than one of class 0; 0.5 is chance, 1 perfect. fastai's <c>RocAucBinary</c>; NaN when one class does not occur.</summary>
public sealed class RocAucBinary : BinaryScoreMetric
{
    /// <inheritdoc/>
    public override string Name => "roc_auc";

    private protected override double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive) => Ranking.RocAuc(scores, isPositive);
}
