namespace Hone.Learn;

/// <summary>1 - accuracy; lower is better. fastai's <c>error_rate</c>.</summary>
public sealed class ErrorRate : ClassificationMetric
{
    private long _wrong;

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
