using System.Buffers;

namespace Hone.Learn;

/// <summary>A metric that follows from how often each class was taken for each other: of items <c>[batch, classes]</c>, or of pixels <c>[batch, classes, height, width]</c>.</summary>
/// <remarks>
/// Predictions are the raw outputs of the model: the highest score is the answer, whatever activation the loss has. Only counts are kept, so any number of pixels streams through.
/// </remarks>
public abstract class ConfusionMetric : Metric
{
    private readonly int? _ignoreIndex;
    private ConfusionMatrix? _matrix;
    private long _count;

    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    protected ConfusionMetric(int? ignoreIndex) => _ignoreIndex = ignoreIndex;

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Items, or pixels, counted since <see cref="Reset"/>.</summary>
    public sealed override long Count => _count;

    /// <inheritdoc/>
    public sealed override double Value => _matrix is null || _count == 0 ? double.NaN : Compute(_matrix);

    /// <summary>The counts so far; null before the first batch.</summary>
    public ConfusionMatrix? Matrix => _matrix;

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _matrix = null;
        _count = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not <c>[batch, classes, ...]</c> and <c>[batch, ...]</c>, or the number of classes changes.</exception>
    /// <exception cref="HoneDataException">A target is no class index.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        bool fits = prediction.Rank >= 2 && target.Rank == prediction.Rank - 1 && prediction.Shape[0] == target.Shape[0]
            && prediction.Shape.AsSpan()[2..].SequenceEqual(target.Shape.AsSpan()[1..]) && target.DType == DType.Int64;
        int classes = prediction.Rank >= 2 ? prediction.Shape[1] : 0;
        if (!fits || classes == 0 || (_matrix is not null && _matrix.Classes != classes))
        {
            string expected = _matrix is null ? "Scores [batch, classes, ...] and class indices [batch, ...] of Int64." : $"Scores [batch, {_matrix.Classes}, ...] and class indices [batch, ...] of Int64.";
            throw new ShapeException(expected, $"{prediction.DType} {prediction.Shape} and {target.DType} {target.Shape}", Name, "let the model answer at the size of its targets");
        }

        RequireClasses(classes);
        _matrix ??= new ConfusionMatrix(classes);
        int length = target.ElementCount;
        long[] predicted = ArrayPool<long>.Shared.Rent(length);
        long[] actual = ArrayPool<long>.Shared.Rent(length);
        try
        {
            prediction.ArgMax(1).CopyTo<long>(predicted);
            target.CopyTo<long>(actual);
            for (int i = 0; i < length; i++)
            {
                Add(actual[i], (int)predicted[i], classes);
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(predicted);
            ArrayPool<long>.Shared.Return(actual);
        }
    }

    /// <summary>The value of the metric.</summary>
    /// <param name="matrix">The counts of all items, at least one.</param>
    /// <returns>The value; NaN where it is not defined.</returns>
    protected abstract double Compute(ConfusionMatrix matrix);

    /// <summary>Throws when the metric is not for this number of classes.</summary>
    /// <param name="classes">Number of classes of the model.</param>
    protected virtual void RequireClasses(int classes)
    {
    }

    private void Add(long actual, int predicted, int classes)
    {
        if (actual == _ignoreIndex)
        {
            return;
        }

        if ((ulong)actual >= (ulong)classes)
        {
            throw new HoneDataException($"Targets are class indices 0 to {classes - 1}.", actual.ToString(System.Globalization.CultureInfo.InvariantCulture), Name, "pass the index of unlabelled items as ignoreIndex, or give the model more classes");
        }

        _matrix!.Add((int)actual, predicted);
        _count++;
    }
}
