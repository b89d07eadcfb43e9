namespace Hone.Learn;

/// <summary>How far the probabilities of several labels lie from what happened, 0 to 1; lower is better. fastai's <c>BrierScoreMulti</c>.</summary>
/// <remarks>
/// The mean of (p - y)^2 over all labels of all items, which is the mean over labels of scikit-learn's <c>brier_score_loss</c>. fastai compares probabilities with a threshold
/// first and hands a matrix of labels to <c>brier_score_loss</c>, which refuses it; here probabilities are judged as they are.
/// </remarks>
public sealed class BrierScoreMulti : LabelMetric
{
    private double _sum;
    private int _labels;

    /// <summary>Stores how predictions are read.</summary>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public BrierScoreMulti(bool sigmoid = true)
        : base(sigmoid)
    {
    }

    /// <inheritdoc/>
    public override string Name => "brier_score_multi";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override void Begin(int labels)
    {
        _sum = 0;
        _labels = labels;
    }

    private protected override void Clear() => Begin(0);

    private protected override void Add(int label, double probability, bool isSet)
    {
        double difference = probability - (isSet ? 1 : 0);
        _sum += difference * difference;
    }

    private protected override double Compute() => _sum / ((double)Count * _labels);
}
