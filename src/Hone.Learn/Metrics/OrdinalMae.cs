namespace Hone.Learn;

/// <summary>The mean distance between the answered and the right class in steps of an order, such as stars of a rating; lower is better.</summary>
/// <remarks>
/// Scores are logits (the softmax is applied). The answer is the median of the predicted probabilities, the first class at which they add up to a half: the answer with the least expected distance, and the rank that
/// CORAL (Cao, Mirjalili and Raschka 2020) counts. Shapes: scores <c>[batch, classes]</c>, right classes <c>[batch]</c>, both in the order of the classes.
/// </remarks>
public sealed class OrdinalMae : ClassificationMetric
{
    private long _sum;

    /// <inheritdoc/>
    public override string Name => "ordinal_mae";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => (double)_sum / Count;

    /// <inheritdoc/>
    protected override void Clear() => _sum = 0;

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer) => _sum += Math.Abs(Median(scores) - answer);

    private static int Median(ReadOnlySpan<float> scores)
    {
        double largest = scores[ArgMax(scores)];
        double total = 0;
        foreach (float score in scores)
        {
            total += Math.Exp(score - largest);
        }

        double sum = 0;
        for (int i = 0; i < scores.Length - 1; i++)
        {
            sum += Math.Exp(scores[i] - largest);
            if (sum >= total / 2)
            {
                return i;
            }
        }

        return scores.Length - 1;
    }
}
