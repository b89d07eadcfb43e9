namespace Hone.Learn;

/// <summary>Share of all labels of all items that are wrong; lower is better. fastai's <c>HammingLossMulti</c>.</summary>
public sealed class HammingLossMulti : ThresholdMetric
{
    /// <summary>Stores how predictions are read.</summary>
    /// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public HammingLossMulti(double threshold = 0.5, bool sigmoid = true)
        : base(threshold, sigmoid)
    {
    }

    /// <inheritdoc/>
    public override string Name => "hamming_loss_multi";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override double Compute() => WrongShare;
}
