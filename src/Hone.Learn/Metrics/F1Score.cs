namespace Hone.Learn;

/// <summary>
/// Mean over classes of 2 TP / (2 TP + FP + FN), from the counts of all items; higher is better. fastai's <c>F1Score(average='macro')</c>.
/// </summary>
/// <remarks>A class without items and without predictions counts 0, as in scikit-learn.</remarks>
public sealed class F1Score : ClassificationMetric
{
    private ConfusionMatrix? _matrix;

    /// <inheritdoc/>
    public override string Name => "f1_macro";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override double Value => _matrix?.F1Macro() ?? double.NaN;

    /// <inheritdoc/>
    protected override void Clear() => _matrix = null;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer)
    {
        _matrix ??= new ConfusionMatrix(scores.Length);
        _matrix.Add(answer, ArgMax(scores));
    }
}
