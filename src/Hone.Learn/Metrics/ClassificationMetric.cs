using System.Buffers;

namespace Hone.Learn;

/// <summary>A metric over scores <c>[batch, classes]</c> and class indices <c>[batch]</c>, one item after another.</summary>
public abstract class ClassificationMetric : Metric
{
    private long _count;

    /// <inheritdoc/>
    public sealed override long Count => _count;

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _count = 0;
        Clear();
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not <c>[batch, classes]</c> and <c>[batch]</c>.</exception>
    /// <exception cref="HoneDataException">A target is no class index.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Rank != 2 || target.Rank != 1 || prediction.Shape[0] != target.Shape[0])
        {
            throw new ShapeException("Scores [batch, classes] and class indices [batch].", $"{prediction.Shape} and {target.Shape}", Name);
        }

        int classes = prediction.Shape[1];
        float[] scores = ArrayPool<float>.Shared.Rent(prediction.ElementCount);
        long[] answers = ArrayPool<long>.Shared.Rent(target.ElementCount);
        prediction.CopyTo<float>(scores);
        target.CopyTo<long>(answers);
        for (int i = 0; i < target.ElementCount; i++)
        {
            if ((ulong)answers[i] >= (ulong)classes)
            {
                throw new HoneDataException($"Targets are class indices 0 to {classes - 1}.", answers[i].ToString(System.Globalization.CultureInfo.InvariantCulture), Name, "correct the label, or give the model more classes");
            }

            Add(scores.AsSpan(i * classes, classes), (int)answers[i]);
        }

        _count += target.ElementCount;
        ArrayPool<float>.Shared.Return(scores);
        ArrayPool<long>.Shared.Return(answers);
    }

    /// <summary>Forgets everything.</summary>
    protected abstract void Clear();

    /// <summary>Counts one item.</summary>
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
}
