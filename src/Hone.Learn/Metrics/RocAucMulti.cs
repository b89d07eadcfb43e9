namespace Hone.Learn;

/// <summary>The mean over labels of the area under the ROC curve; 0.5 is chance, 1 perfect. fastai's <c>RocAucMulti</c>.</summary>
public sealed class RocAucMulti : LabelScoreMetric
{
    /// <inheritdoc/>
    public override string Name => "roc_auc_multi";

    private protected override double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isSet) => Ranking.RocAuc(scores, isSet);
}
