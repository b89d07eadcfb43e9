namespace Hone.Learn;

/// <summary>A metric of two classes that follows from the order of all scores.</summary>
/// <remarks>
/// Reads raw scores: <c>[batch, 2]</c>, of which the difference counts, or one for each item, <c>[batch]</c> or <c>[batch, 1]</c>; targets are class indices or zeros and
/// ones, <c>[batch]</c> or <c>[batch, 1]</c>. Any activation keeps the order, so none is applied. Keeps 9 bytes for each item.
/// </remarks>
public abstract class BinaryScoreMetric : Metric
{
    private readonly List<double> _scores = [];
    private readonly List<bool> _isPositive = [];

    private protected BinaryScoreMetric()
    {
    }

    /// <inheritdoc/>
    public sealed override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public sealed override long Count => _scores.Count;

    /// <inheritdoc/>
    public sealed override double Value => Compute(_scores, _isPositive);

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _scores.Clear();
        _isPositive.Clear();
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are of another kind.</exception>
    /// <exception cref="HoneDataException">A target is neither 0 nor 1.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        int count = target.ElementCount;
        bool hasTwo = prediction.Rank == 2 && prediction.Shape[1] == 2;
        bool fits = prediction.Rank is 1 or 2 && target.Rank is 1 or 2 && prediction.Shape[0] == count && target.Shape[0] == count && (hasTwo || prediction.ElementCount == count);
        if (!fits)
        {
            throw new ShapeException("Scores [batch, 2], [batch, 1] or [batch] and targets [batch] or [batch, 1].", $"{prediction.Shape} and {target.Shape}", Name, "use RocAuc for more than two classes, RocAucMulti for several labels");
        }

        double[] scores = prediction.To(DType.Float64).ToArray<double>();
        double[] answers = target.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < count; i++)
        {
            if (answers[i] is not (0 or 1))
            {
                throw new HoneDataException("Targets of two classes are 0 or 1.", answers[i].ToString(System.Globalization.CultureInfo.InvariantCulture), Name, "check the labels");
            }

            _scores.Add(hasTwo ? scores[(2 * i) + 1] - scores[2 * i] : scores[i]);
            _isPositive.Add(answers[i] == 1);
        }
    }

    private protected abstract double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive);
}
