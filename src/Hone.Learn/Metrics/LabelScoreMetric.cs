namespace Hone.Learn;

/// <summary>A metric over several labels that follows from the order of each label's scores; labels for which it is not defined are left out of the mean.</summary>
/// <remarks>Any activation keeps the order, so none is applied. Keeps 9 bytes for each label of each item.</remarks>
public abstract class LabelScoreMetric : LabelMetric
{
    private List<double>[] _scores = [];
    private List<bool>[] _isSet = [];

    private protected LabelScoreMetric()
        : base(sigmoid: false)
    {
    }

    /// <summary>The value of each label; NaN where it is not defined.</summary>
    public IReadOnlyList<double> PerLabel => [.. _scores.Select((scores, label) => Compute(scores, _isSet[label]))];

    private protected override void Begin(int labels)
    {
        _scores = [.. Enumerable.Range(0, labels).Select(_ => new List<double>())];
        _isSet = [.. Enumerable.Range(0, labels).Select(_ => new List<bool>())];
    }

    private protected override void Clear() => Begin(0);

    private protected override void Add(int label, double probability, bool isSet)
    {
        _scores[label].Add(probability);
        _isSet[label].Add(isSet);
    }

    private protected override double Compute() => PerLabel.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    private protected abstract double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isSet);
}
