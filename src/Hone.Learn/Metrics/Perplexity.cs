namespace Hone.Learn;

/// <summary>exp of the mean cross-entropy: among how many equally likely classes the model hesitates, at least 1; lower is better. fastai's <c>Perplexity</c>.</summary>
/// <remarks>Reads raw scores. Shapes: <c>[batch, classes]</c> and <c>[batch]</c>; of text, join batch and time first.</remarks>
public sealed class Perplexity : ClassificationMetric
{
    private double _sum;

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
