namespace Hone.Learn;

/// <summary>The harmonic mean of precision and recall; higher is better. fastai's <c>F1Score</c>, from the counts of all items.</summary>
/// <remarks>2 TP / (2 TP + FP + FN). An empty quotient counts 0, as in scikit-learn with <c>zero_division=0</c> and all labels named.</remarks>
public sealed class F1Score : ConfusionMetric
{
    private readonly Average _average;

    /// <summary>Stores the average.</summary>
    /// <param name="average">How classes become one number; the plain mean unless told, where fastai takes class 1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public F1Score(Average average = Average.Macro, int? ignoreIndex = null)
        : base(ignoreIndex)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"f1_{Averages.Suffix(_average)}";

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Averages.Of(matrix.ClassCounts(), _average, counts => Averages.FBeta(counts, 1));
    }
}
