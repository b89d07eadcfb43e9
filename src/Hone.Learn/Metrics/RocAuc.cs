namespace Hone.Learn;

/// <summary>The area under the ROC curve of each class against the rest, averaged; 0.5 is chance, 1 perfect; higher is better. fastai's <c>RocAuc</c>.</summary>
/// <remarks>
/// Reads raw scores <c>[batch, classes]</c> and applies the softmax; targets <c>[batch]</c>. Keeps all probabilities: 8 bytes for each class of each item. A class that does
/// not occur, or is the only one, has no curve and is left out; scikit-learn throws there. For two classes both curves are equal.
/// </remarks>
public sealed class RocAuc : ClassificationMetric
{
    private readonly Average _average;
    private readonly List<double[]> _rows = [];
    private readonly List<int> _answers = [];

    /// <summary>Stores the average.</summary>
    /// <param name="average">Macro or weighted by the number of items; macro as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another average, which this metric does not have.</exception>
    public RocAuc(Average average = Average.Macro)
    {
        if (average is not (Average.Macro or Average.Weighted))
        {
            throw new ArgumentOutOfRangeException(nameof(average), average, "Macro or Weighted; RocAucBinary is for two classes.");
        }

        _average = average;
    }

    /// <inheritdoc/>
    public override string Name => _average == Average.Macro ? "roc_auc" : "roc_auc_weighted";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double sum = 0;
            double weights = 0;
            for (int c = 0; _rows.Count > 0 && c < _rows[0].Length; c++)
            {
                double area = Ranking.RocAuc([.. _rows.Select(row => row[c])], [.. _answers.Select(answer => answer == c)]);
                double weight = _average == Average.Macro ? 1 : _answers.Count(answer => answer == c);
                sum += double.IsNaN(area) ? 0 : area * weight;
                weights += double.IsNaN(area) ? 0 : weight;
            }

            return sum / weights;
        }
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        _rows.Clear();
        _answers.Clear();
    }

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> scores, int answer)
    {
        _rows.Add(ClassProbabilities.Of(scores));
        _answers.Add(answer);
    }
}
