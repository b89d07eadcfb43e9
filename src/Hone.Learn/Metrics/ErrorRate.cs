namespace Hone.Learn;

/// <summary>1 - accuracy; lower is better. fastai's <c>error_rate</c>.</summary>
/// <remarks>Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>.</remarks>
public sealed class ErrorRate : ClassificationMetric
{
    private long _wrong;

    /// <summary>Stores where the classes lie and what is left out.</summary>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public ErrorRate(int axis = 1, int? ignoreIndex = null)
        : base(axis, ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "error_rate";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => (double)_wrong / Count;

    /// <inheritdoc/>
    protected override void Clear() => _wrong = 0;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer) => _wrong += ArgMax(scores) == answer ? 0 : 1;
}
