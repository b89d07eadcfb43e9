namespace Hone.Learn;

/// <summary>Intersection over union of the labels that are there and those that are answered, from the counts of all items; higher is better. fastai's <c>JaccardMulti</c>.</summary>
/// <remarks>TP / (TP + FP + FN) of each label. An empty quotient counts 0, as in scikit-learn with <c>zero_division=0</c>.</remarks>
public sealed class JaccardMulti : ThresholdMetric
{
    private readonly Average _average;

    /// <summary>Stores how predictions are read.</summary>
    /// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
    /// <param name="average">How labels become one number; the plain mean unless told, as in fastai.</param>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied, as the recorder gives them; false for ready probabilities.</param>
    public JaccardMulti(double threshold = 0.5, Average average = Average.Macro, bool sigmoid = true)
        : base(threshold, sigmoid)
    {
        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => $"jaccard_multi_{Averages.Suffix(_average)}";

    private protected override double Compute() => Averages.Of(Counts, _average, Averages.Jaccard);
}
