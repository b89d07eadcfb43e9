namespace Hone.Learn;

/// <summary>The mean recall of the classes that occur; higher is better. scikit-learn's <c>balanced_accuracy_score</c>.</summary>
public sealed class BalancedAccuracy : ConfusionMetric
{
    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public BalancedAccuracy(int? ignoreIndex = null)
        : base(ignoreIndex)
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
