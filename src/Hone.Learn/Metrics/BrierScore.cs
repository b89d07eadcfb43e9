namespace Hone.Learn;

/// <summary>How far probabilities lie from what happened; lower is better. scikit-learn's <c>brier_score_loss</c>.</summary>
/// <remarks>
/// Two classes: the mean of (p - y)^2 of class 1, 0 to 1. More classes: the mean of sum over classes of (p - y)^2, 0 to 2, as Brier wrote it. Reads raw scores and applies
/// the softmax. Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>.
/// </remarks>
public sealed class BrierScore : ClassificationMetric
{
    private double _sum;

    /// <summary>Stores where the classes lie and what is left out.</summary>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    public BrierScore(int axis = 1, int? ignoreIndex = null)
        : base(axis, ignoreIndex)
    {
    }

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
