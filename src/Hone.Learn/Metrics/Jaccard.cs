namespace Hone.Learn;

/// <summary>Intersection over union of the items of a class and those predicted as it; higher is better. fastai's <c>Jaccard</c>, from the counts of all items.</summary>
/// <remarks>
/// TP / (TP + FP + FN). An empty quotient counts 0, as in scikit-learn with <c>zero_division=0</c> and all labels named; <see cref="MeanIoU"/> leaves such a class out instead.
/// </remarks>
public sealed class Jaccard : ConfusionMetric
{
    private readonly Average _average;

    /// <summary>Stores the average.</summary>
    /// <param name="average">How classes become one number; the plain mean unless told, where fastai takes class 1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public Jaccard(Average average = Average.Macro, int? ignoreIndex = null)
        : base(ignoreIndex)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"jaccard_{Averages.Suffix(_average)}";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Averages.Of(matrix.ClassCounts(), _average, Averages.Jaccard);
    }
}
