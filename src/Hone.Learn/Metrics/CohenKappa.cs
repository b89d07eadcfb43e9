namespace Hone.Learn;

/// <summary>Agreement beyond chance, at most 1; higher is better. fastai's <c>CohenKappa</c> without weights.</summary>
/// <remarks>(p - e) / (1 - e) with p the share of right answers and e the share expected by chance; NaN when chance alone is always right.</remarks>
public sealed class CohenKappa : ConfusionMetric
{
    /// <summary>Stores what is left out and where the classes lie.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public CohenKappa(int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
    }

    /// <inheritdoc/>
    public override string Name => "cohen_kappa";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        IReadOnlyList<ClassCounts> classes = matrix.ClassCounts();
        double all = matrix.Count;
        double agreed = classes.Sum(counts => counts.TruePositives) / all;
        double chance = classes.Sum(counts => counts.Predicted / all * (counts.Actual / all));
        return chance == 1 ? double.NaN : (agreed - chance) / (1 - chance);
    }
}
