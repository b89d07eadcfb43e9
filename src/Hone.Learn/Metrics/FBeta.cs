using System.Globalization;

namespace Hone.Learn;

/// <summary>A mean of precision and recall in which recall counts beta times as much; higher is better. fastai's <c>FBeta</c>, from the counts of all items.</summary>
/// <remarks>(1 + b^2) TP / ((1 + b^2) TP + b^2 FN + FP). An empty quotient counts 0, as in scikit-learn with <c>zero_division=0</c> and all labels named.</remarks>
public sealed class FBeta : ConfusionMetric
{
    private readonly double _beta;
    private readonly Average _average;

    /// <summary>Stores beta, how classes become one number, where they lie and what is left out.</summary>
    /// <param name="beta">Above 0; 2 favors recall, 0.5 precision.</param>
    /// <param name="average">How classes become one number. The value of class 1 of two unless told, as in fastai and scikit-learn; more classes need another average.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beta is not above 0, or the axis is 0, that of the batch.</exception>
    public FBeta(double beta, Average average = Average.Binary, int? ignoreIndex = null, int axis = 1)
        : base(ignoreIndex, axis)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        _beta = beta;
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"f{_beta}_{Averages.Suffix(_average)}");

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are more classes than two, and no average is chosen.</exception>
    protected override void RequireClasses(int classes) => Averages.Require(_average, classes, Name);

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Averages.Of(matrix.ClassCounts(), _average, counts => Averages.FBeta(counts, _beta));
    }
}
