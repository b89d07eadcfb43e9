namespace Hone.Learn;

/// <summary>The mean recall of the classes that occur; higher is better. scikit-learn's <c>balanced_accuracy_score</c>.</summary>
public sealed class BalancedAccuracy : ConfusionMetric
{
    /// <summary>Stores what is left out and where the classes lie.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public BalancedAccuracy(int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
    }

    /// <inheritdoc/>
    public override string Name => "balanced_accuracy";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.ClassCounts().Where(counts => counts.Actual > 0).Average(Averages.Recall);
    }
}
