namespace Hone.Learn;

/// <summary>The mean over classes of intersection over union, 0 to 1; higher is better. The usual number of segmentation; fastai's <c>JaccardCoeffMulti</c>.</summary>
/// <remarks>TP / (TP + FP + FN) of each class over all pixels; classes that neither occur nor are predicted are left out.</remarks>
public sealed class MeanIoU : ConfusionMetric
{
    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    public MeanIoU(int? ignoreIndex = null)
        : base(ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "mean_iou";

    /// <summary>The value of each class; NaN for those that neither occur nor are predicted, empty before the first batch.</summary>
    public IReadOnlyList<double> PerClass => Matrix is null ? [] : [.. Matrix.ClassCounts().Select(Quotient)];

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.ClassCounts().Select(Quotient).Where(value => !double.IsNaN(value)).Average();
    }

    // 0 / 0 is NaN: nothing there and nothing predicted.
    private static double Quotient(ClassCounts counts) => (double)counts.TruePositives / (counts.Actual + counts.Predicted - counts.TruePositives);
}
