namespace Hone.Learn;

/// <summary>Fraction of items, or of their places such as pixels, whose highest score is that of the right class; higher is better. fastai's <c>accuracy</c>.</summary>
/// <remarks>Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>.</remarks>
public sealed class Accuracy : ClassificationMetric
{
    private long _right;

    /// <summary>Stores where the classes lie and what is left out.</summary>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public Accuracy(int axis = 1, int? ignoreIndex = null)
        : base(axis, ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override double Value => (double)_right / Count;

    /// <inheritdoc/>
    protected override void Clear() => _right = 0;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer) => _right += ArgMax(scores) == answer ? 1 : 0;
}
