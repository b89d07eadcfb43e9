namespace Hone.Learn;

/// <summary>Overlap of the predicted and the true foreground, 0 to 1; higher is better. fastai's <c>Dice</c>, for two classes.</summary>
/// <remarks>2 TP / (2 TP + FP + FN) of class 1; NaN when there is none and none is predicted.</remarks>
public sealed class Dice : ConfusionMetric
{
    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged; null for none.</param>
    public Dice(int? ignoreIndex = null)
        : base(ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "dice";

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are not two classes.</exception>
    protected override void RequireClasses(int classes)
    {
        if (classes != 2)
        {
            throw new ShapeException("Two classes, background and foreground.", $"{classes} classes", Name, "use DiceMulti for more than two classes");
        }
    }

    /// <inheritdoc/>
    protected override double Compute(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ClassCounts foreground = matrix.ClassCounts()[1];
        return 2.0 * foreground.TruePositives / (foreground.Actual + foreground.Predicted);
    }
}
