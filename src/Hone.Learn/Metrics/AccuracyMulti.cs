namespace Hone.Learn;

/// <summary>Share of all labels of all items that are rightly set or rightly missing; higher is better. fastai's <c>accuracy_multi</c>.</summary>
/// <remarks>With many labels of which few are set, answering nothing scores high: look at <see cref="FBetaMulti"/> too.</remarks>
public sealed class AccuracyMulti : ThresholdMetric
{
    /// <summary>Stores how predictions are read.</summary>
    /// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public AccuracyMulti(double threshold = 0.5, bool sigmoid = true)
        : base(threshold, sigmoid)
    {
    }

    /// <inheritdoc/>
    public override string Name => "accuracy_multi";

    private protected override double Compute() => 1 - WrongShare;
}
