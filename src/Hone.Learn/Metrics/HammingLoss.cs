namespace Hone.Learn;

/// <summary>Share of the items, or of their places, whose class is wrong; lower is better. fastai's <c>HammingLoss</c>, scikit-learn's <c>hamming_loss</c>.</summary>
/// <remarks>With one class for each item it equals <see cref="ErrorRate"/>; of several labels use <see cref="HammingLossMulti"/>. Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>.</remarks>
public sealed class HammingLoss : ConfusionMetric
{
    /// <summary>Stores what is left out and where the classes lie.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public HammingLoss(int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
    }

    /// <inheritdoc/>
    public override string Name => "hamming_loss";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return 1 - (matrix.ClassCounts().Sum(counts => counts.TruePositives) / (double)matrix.Count);
    }
}
