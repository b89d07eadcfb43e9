namespace Hone.Learn;

/// <summary>The harmonic mean of precision and recall; higher is better. fastai's <c>F1Score</c>, from the counts of all items.</summary>
/// <remarks>2 TP / (2 TP + FP + FN). An empty quotient counts 0, as in scikit-learn with <c>zero_division=0</c> and all labels named.</remarks>
public sealed class F1Score : ConfusionMetric
{
    private readonly Average _average;

    /// <summary>Stores how classes become one number, where they lie and what is left out.</summary>
    /// <param name="average">How classes become one number. The value of class 1 of two unless told, as in fastai and scikit-learn; more classes need another average.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public F1Score(Average average = Average.Binary, int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"f1_{Averages.Suffix(_average)}";

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are more classes than two, and no average is chosen.</exception>
    protected override void RequireClasses(int classes) => Averages.Require(_average, classes, Name);

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Averages.Of(matrix.ClassCounts(), _average, counts => Averages.FBeta(counts, 1));
    }
}
