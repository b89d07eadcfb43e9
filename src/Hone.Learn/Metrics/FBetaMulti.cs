using System.Globalization;

namespace Hone.Learn;

/// <summary>The F of several labels, from the counts of all items; higher is better. fastai's <c>F1ScoreMulti</c> and <c>FBetaMulti</c>.</summary>
public sealed class FBetaMulti : ThresholdMetric
{
    private readonly Average _average;
    private readonly double _beta;

    /// <summary>Stores how predictions are read.</summary>
    /// <param name="beta">How much more recall counts than precision, above 0; 1 for F1.</param>
    /// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
    /// <param name="average">How labels become one number; the plain mean unless told.</param>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public FBetaMulti(double beta = 1, double threshold = 0.5, Average average = Average.Macro, bool sigmoid = true)
        : base(threshold, sigmoid)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        _beta = beta;
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"f{_beta}_multi_{Averages.Suffix(_average)}");

    private protected override double Compute() => Averages.Of(Counts, _average, counts => Averages.FBeta(counts, _beta));
}
