namespace Hone.Learn;

/// <summary>A metric over several labels for each item: predictions and zeros and ones <c>[batch, labels]</c>.</summary>
public abstract class LabelMetric : Metric
{
    private readonly bool _sigmoid;
    private long _count;
    private int _labels;

    /// <summary>Stores how predictions are read.</summary>
    /// <param name="sigmoid">Whether predictions are raw scores, to which the sigmoid is applied; false for ready probabilities.</param>
    private protected LabelMetric(bool sigmoid) => _sigmoid = sigmoid;

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public sealed override long Count => _count;

    /// <inheritdoc/>
    public sealed override double Value => _count == 0 ? double.NaN : Compute();

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _count = 0;
        _labels = 0;
        Clear();
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not equal, not <c>[batch, labels]</c>, or the number of labels changes.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Rank != 2 || prediction.Shape != target.Shape || prediction.Shape[1] == 0 || (_labels != 0 && prediction.Shape[1] != _labels))
        {
            throw new ShapeException(_labels == 0 ? "Scores and zeros and ones, both [batch, labels]." : $"Scores and zeros and ones, both [batch, {_labels}].", $"{prediction.Shape} and {target.Shape}", Name, "use a MultiCategoryBlock, and one output for each label");
        }

        if (_labels == 0)
        {
            _labels = prediction.Shape[1];
            Begin(_labels);
        }

        double[] values = prediction.To(DType.Float64).ToArray<double>();
        double[] answers = target.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < values.Length; i++)
        {
            double value = _sigmoid ? 1 / (1 + Math.Exp(-values[i])) : values[i];
            Add(i % _labels, value, answers[i] > 0.5);
        }

        _count += prediction.Shape[0];
    }

    private protected abstract void Begin(int labels);

    private protected abstract void Clear();

    private protected abstract void Add(int label, double probability, bool isSet);

    private protected abstract double Compute();
}
