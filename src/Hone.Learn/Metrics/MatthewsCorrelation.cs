namespace Hone.Learn;

/// <summary>The correlation between predicted and right classes, -1 to 1; higher is better. fastai's <c>MatthewsCorrCoef</c>.</summary>
/// <remarks>Gorodkin's form for any number of classes: (c s - sum p t) / sqrt((s^2 - sum p^2)(s^2 - sum t^2)); 0 when everything is one class.</remarks>
public sealed class MatthewsCorrelation : ConfusionMetric
{
    /// <summary>Stores what is left out and where the classes lie.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public MatthewsCorrelation(int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
    }

    /// <inheritdoc/>
    public override string Name => "matthews_corrcoef";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        IReadOnlyList<ClassCounts> classes = matrix.ClassCounts();
        double all = matrix.Count;
        double right = classes.Sum(counts => counts.TruePositives);
        double both = classes.Sum(counts => (double)counts.Predicted * counts.Actual);
        double predicted = classes.Sum(counts => (double)counts.Predicted * counts.Predicted);
        double actual = classes.Sum(counts => (double)counts.Actual * counts.Actual);
        double scale = Math.Sqrt(((all * all) - predicted) * ((all * all) - actual));
        return scale == 0 ? 0 : ((right * all) - both) / scale;
    }
}
