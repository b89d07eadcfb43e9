namespace Hone.Learn;

/// <summary>Share of the answered labels that are right, from the counts of all items; higher is better. fastai's <c>PrecisionMulti</c>.</summary>
public sealed class PrecisionMulti : ThresholdMetric
{
    private readonly Average _average;

    /// <summary>Stores how predictions are read.</summary>
    /// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
    /// <param name="average">How labels become one number; the plain mean unless told.</param>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public PrecisionMulti(double threshold = 0.5, Average average = Average.Macro, bool sigmoid = true)
        : base(threshold, sigmoid)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"precision_multi_{Averages.Suffix(_average)}";

    private protected override double Compute() => Averages.Of(Counts, _average, Averages.Precision);
}
