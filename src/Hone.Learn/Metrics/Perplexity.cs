namespace Hone.Learn;

/// <summary>exp of the mean cross-entropy: among how many equally likely classes the model hesitates, at least 1; lower is better. fastai's <c>Perplexity</c>.</summary>
/// <remarks>Reads raw scores. Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>; of text <c>[batch, length, tokens]</c>, pass <c>axis: -1</c>.</remarks>
public sealed class Perplexity : ClassificationMetric
{
    private double _sum;

    /// <summary>Stores where the classes lie and what is left out.</summary>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public Perplexity(int axis = 1, int? ignoreIndex = null)
        : base(axis, ignoreIndex)
    {
    }

    /// <inheritdoc/>
    public override string Name => "perplexity";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Math.Exp(_sum / Count);

    /// <inheritdoc/>
    protected override void Clear() => _sum = 0;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer) => _sum += ClassProbabilities.NegativeLog(scores, answer);
}
