using System.Buffers;

namespace Hone.Learn;

/// <summary>A metric over scores of classes and class indices, one item, or one place of an item, after another.</summary>
/// <remarks>
/// Shapes: scores <c>[batch, classes, ...]</c> and class indices <c>[batch, ...]</c>, such as the pixels of masks; with <c>axis: -1</c> scores <c>[batch, ..., classes]</c>, such as the
/// tokens of texts. For <c>[batch, classes]</c> both mean the same, and a target <c>[batch, 1]</c> is read as <c>[batch]</c>. Every place counts alike, as where fastai flattens.
/// </remarks>
public abstract class ClassificationMetric : Metric
{
    private readonly int _axis;
    private readonly int? _ignoreIndex;
    private long _count;

    /// <summary>Stores where the classes lie and what is left out.</summary>
    /// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told, where fastai's is -1.</param>
    /// <param name="ignoreIndex">A class index in the targets that is not judged, such as unlabelled pixels; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
    protected ClassificationMetric(int axis = 1, int? ignoreIndex = null)
    {
        _axis = ClassAxis.Checked(axis);
        _ignoreIndex = ignoreIndex;
    }

    /// <summary>Items, or places of items, counted since <see cref="Reset"/>.</summary>
    public sealed override long Count => _count;

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _count = 0;
        Clear();
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The prediction has no classes along the axis, or the target is not Int64 of its shape without that axis.</exception>
    /// <exception cref="HoneDataException">A target is no class index.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        int classAxis = ClassAxis.Of(prediction, target, _axis, Name);
        float[] scores = ArrayPool<float>.Shared.Rent(prediction.ElementCount);
        long[] answers = ArrayPool<long>.Shared.Rent(target.ElementCount);
        try
        {
            ClassesLast(prediction, classAxis).To(DType.Float32).CopyTo<float>(scores);
            target.CopyTo<long>(answers);
            AddAll(scores, answers.AsSpan(0, target.ElementCount), prediction.Shape[classAxis]);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<long>.Shared.Return(answers);
        }
    }

    /// <summary>Forgets everything.</summary>
    protected abstract void Clear();

    /// <summary>Counts one item, or one place of an item.</summary>
    /// <param name="scores">One score for each class; the highest wins.</param>
    /// <param name="answer">The right class.</param>
    protected abstract void Add(ReadOnlySpan<float> scores, int answer);

    /// <summary>The class with the highest score; the first of equals; NaN never wins against a number.</summary>
    /// <param name="scores">At least one score.</param>
    /// <returns>Its index.</returns>
    protected static int ArgMax(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best] || float.IsNaN(scores[best]))
            {
                best = i;
            }
        }

        return best;
    }
    private static Tensor ClassesLast(Tensor prediction, int classAxis) => classAxis == prediction.Rank - 1
        ? prediction
        : prediction.Permute([.. Enumerable.Range(0, prediction.Rank).Where(axis => axis != classAxis), classAxis]);

    private void AddAll(ReadOnlySpan<float> scores, ReadOnlySpan<long> answers, int classes)
    {
        for (int i = 0; i < answers.Length; i++)
        {
            if (answers[i] == _ignoreIndex)
            {
                continue;
            }

            if ((ulong)answers[i] >= (ulong)classes)
            {
                throw new HoneDataException($"Targets are class indices 0 to {classes - 1}.", answers[i].ToString(System.Globalization.CultureInfo.InvariantCulture), Name, "correct the label, pass the index of unlabelled places as ignoreIndex, or give the model more classes");
            }

            Add(scores.Slice(i * classes, classes), (int)answers[i]);
            _count++;
        }
    }
}
