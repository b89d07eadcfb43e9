using System.Buffers;

namespace Hone.Learn;

/// <summary>A metric that follows from how often each class was taken for each other: of items <c>[batch, classes]</c>, or of places such as pixels, <c>[batch, classes, height, width]</c>.</summary>
/// <remarks>
/// Predictions are the raw outputs of the model: the highest score is the answer, whatever activation the loss has. Only counts are kept, so any number of pixels streams through.
/// A target <c>[batch, 1]</c> of scores <c>[batch, classes]</c> is read as <c>[batch]</c>.
/// </remarks>
public abstract class ConfusionMetric : Metric
{
    private readonly int? _ignoreIndex;
    private readonly int _axis;
    private ConfusionMatrix? _matrix;
    private long _count;

    /// <summary>Stores what is left out.</summary>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    protected ConfusionMetric(int? ignoreIndex, int axis = 1)
    {
        _ignoreIndex = ignoreIndex;
        _axis = ClassAxis.Checked(axis);
    }

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
    /// <exception cref="ShapeException">The prediction has no classes along the axis, the target is not Int64 of its shape without that axis, or the number of classes changes.</exception>
    /// <exception cref="HoneDataException">A target is no class index.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        int classAxis = ClassAxis.Of(prediction, target, _axis, Name);
        int classes = prediction.Shape[classAxis];
        if (_matrix is not null && _matrix.Classes != classes)
        {
            throw new ShapeException($"Scores of {_matrix.Classes} classes, as the batches before.", $"{classes} classes in {prediction.Shape}", Name, "call Reset before the outputs of another model");
        }

        RequireClasses(classes);
        _matrix ??= new ConfusionMatrix(classes);
        int length = target.ElementCount;
        long[] predicted = ArrayPool<long>.Shared.Rent(length);
        long[] actual = ArrayPool<long>.Shared.Rent(length);
        try
        {
            prediction.ArgMax(classAxis).CopyTo<long>(predicted);
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
