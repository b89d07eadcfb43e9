namespace Hone.Learn;

/// <summary>Share of the items of a class that are found; higher is better. fastai's <c>Recall</c>, from the counts of all items.</summary>
/// <remarks>TP / (TP + FN). An empty quotient counts 0, as in scikit-learn with <c>zero_division=0</c> and all labels named.</remarks>
public sealed class Recall : ConfusionMetric
{
    private readonly Average _average;

    /// <summary>Stores how classes become one number, where they lie and what is left out.</summary>
    /// <param name="average">How classes become one number. The value of class 1 of two unless told, as in fastai and scikit-learn; more classes need another average.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public Recall(Average average = Average.Binary, int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"recall_{Averages.Suffix(_average)}";

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are more classes than two, and no average is chosen.</exception>
    protected override void RequireClasses(int classes) => Averages.Require(_average, classes, Name);

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Averages.Of(matrix.ClassCounts(), _average, Averages.Recall);
    }
}
