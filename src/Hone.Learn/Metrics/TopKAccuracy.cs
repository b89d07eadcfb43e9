namespace Hone.Learn;

/// <summary>Fraction of items whose right class is among the k highest scores; higher is better. fastai's <c>top_k_accuracy</c>.</summary>
/// <remarks>Among equal scores the lower class index comes first. Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>.</remarks>
public sealed class TopKAccuracy : ClassificationMetric
{
    private readonly int _k;
    private long _right;

    /// <summary>Stores k, where the classes lie and what is left out.</summary>
    /// <param name="k">At least 1; 5 as in fastai.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1, or the axis is 0, that of the batch.</exception>
    public TopKAccuracy(int k = 5, int axis = 1, int? ignoreIndex = null)
        : base(axis, ignoreIndex)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        _k = k;
    }

    /// <inheritdoc/>
    public override string Name => $"top_{_k}_accuracy";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override double Value => (double)_right / Count;

    /// <inheritdoc/>
    protected override void Clear() => _right = 0;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer)
    {
        int ahead = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            ahead += scores[i] > scores[answer] || (scores[i] == scores[answer] && i < answer) ? 1 : 0;
        }

        _right += ahead < _k && !float.IsNaN(scores[answer]) ? 1 : 0;
    }
}
