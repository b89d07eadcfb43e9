namespace Hone.Learn;

/// <summary>Intersection over union of the predicted and the true foreground, 0 to 1; higher is better. fastai's <c>JaccardCoeff</c>, for two classes.</summary>
/// <remarks>TP / (TP + FP + FN) of class 1; NaN when there is none and none is predicted.</remarks>
public sealed class JaccardCoeff : ConfusionMetric
{
    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public JaccardCoeff(int? ignoreIndex = null)
        : base(ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "jaccard_coeff";

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are not two classes.</exception>
    protected override void RequireClasses(int classes)
    {
        if (classes != 2)
        {
            throw new ShapeException("Two classes, background and foreground.", $"{classes} classes", Name, "use MeanIoU for more than two classes");
        }
    }

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ClassCounts foreground = matrix.ClassCounts()[1];
        return (double)foreground.TruePositives / (foreground.Actual + foreground.Predicted - foreground.TruePositives);
    }
}
