namespace Hone.Learn;

/// <summary>Fraction of items whose highest score is that of the right class; higher is better. fastai's <c>accuracy</c>.</summary>
public sealed class Accuracy : ClassificationMetric
{
    private long _right;

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
