namespace Hone.Learn;

/// <summary>The correlation between answered and right labels, -1 to 1; higher is better. fastai's <c>MatthewsCorrCoefMulti</c>.</summary>
/// <remarks>
/// <para>(n TP - P A) / sqrt(P (n - P) A (n - A)) of each label, with n items, of which A have the label and P are answered to have it; 0 where a label is always or never there
/// or answered, as in scikit-learn.</para>
/// <para>fastai hands a matrix of labels to scikit-learn's <c>matthews_corrcoef</c>, which is defined for one label and refuses it; here labels are averaged. The micro average
/// takes all labels of all items as one long list.</para>
/// </remarks>
public sealed class MatthewsCorrelationMulti : ThresholdMetric
{
    private readonly Average _average;

    /// <summary>Stores how predictions are read.</summary>
    /// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
    /// <param name="average">How labels become one number; the plain mean unless told, as for the other metrics of labels.</param>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public MatthewsCorrelationMulti(double threshold = 0.5, Average average = Average.Macro, bool sigmoid = true)
        : base(threshold, sigmoid)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"matthews_corrcoef_multi_{Averages.Suffix(_average)}";

    private protected override double Compute()
    {
        ClassCounts[] labels = Counts;
        long answers = _average == Average.Micro ? Count * labels.Length : Count;
        return Averages.Of(labels, _average, counts => Averages.Matthews(counts, answers));
    }
}
