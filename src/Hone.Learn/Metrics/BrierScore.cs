namespace Hone.Learn;

/// <summary>How far probabilities lie from what happened; lower is better. scikit-learn's <c>brier_score_loss</c>.</summary>
/// <remarks>
/// Two classes: the mean of (p - y)^2 of class 1, 0 to 1. More classes: the mean of sum over classes of (p - y)^2, 0 to 2, as Brier wrote it. Reads raw scores and applies
/// the softmax. Shapes: <c>[batch, classes]</c> and <c>[batch]</c>.
/// </remarks>
public sealed class BrierScore : ClassificationMetric
{
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "brier_score";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => _sum / Count;

    /// <inheritdoc/>
    protected override void Clear() => _sum = 0;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer)
    {
        double[] probabilities = ClassProbabilities.Of(scores);
        double sum = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            double difference = probabilities[c] - (c == answer ? 1 : 0);
            sum += difference * difference;
        }

        _sum += probabilities.Length == 2 ? sum / 2 : sum;
    }
}
