namespace Hone.Learn;

/// <summary>A metric over several labels that are answered above a threshold.</summary>
public abstract class ThresholdMetric : LabelMetric
{
    private readonly double _threshold;
    private long[] _right = [];
    private long[] _actual = [];
    private long[] _predicted = [];

    /// <summary>Stores how predictions are read.</summary>
    private protected ThresholdMetric(double threshold, bool sigmoid)
        : base(sigmoid)
    {
        _threshold = threshold;
    }

    /// <summary>For each label: how often it was right, there, predicted.</summary>
    private protected ClassCounts[] Counts => [.. _right.Select((right, label) => new ClassCounts(right, _actual[label], _predicted[label]))];

    /// <summary>Labels that are wrongly set or wrongly missing, as a share of all.</summary>
    private protected double WrongShare => Counts.Sum(counts => counts.Actual + counts.Predicted - (2 * counts.TruePositives)) / ((double)Count * _right.Length);

    private protected override void Begin(int labels)
    {
        _right = new long[labels];
        _actual = new long[labels];
        _predicted = new long[labels];
    }

    private protected override void Clear() => Begin(0);

    private protected override void Add(int label, double probability, bool isSet)
    {
        bool isAnswered = probability > _threshold;
        _right[label] += isSet && isAnswered ? 1 : 0;
        _actual[label] += isSet ? 1 : 0;
        _predicted[label] += isAnswered ? 1 : 0;
    }
}
