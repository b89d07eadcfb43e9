namespace Hone.Learn;

/// <summary>The mean over classes of the overlap of predicted and true regions, 0 to 1; higher is better. fastai's <c>DiceMulti</c>.</summary>
/// <remarks>2 TP / (2 TP + FP + FN) of each class; classes that neither occur nor are predicted are left out.</remarks>
public sealed class DiceMulti : ConfusionMetric
{
    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public DiceMulti(int? ignoreIndex = null)
        : base(ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "dice_multi";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.ClassCounts()
            .Where(counts => counts.Actual + counts.Predicted > 0)
            .Average(counts => Averages.FBeta(counts, 1));
    }
}
