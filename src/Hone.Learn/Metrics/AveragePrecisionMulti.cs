namespace Hone.Learn;

/// <summary>The mean over labels of the average precision (mAP); 1 is perfect. fastai's <c>APScoreMulti</c>.</summary>
public sealed class AveragePrecisionMulti : LabelScoreMetric
{
    /// <inheritdoc/>
    public override string Name => "average_precision_multi";

    private protected override double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isSet) => Ranking.AveragePrecision(scores, isSet);
}
