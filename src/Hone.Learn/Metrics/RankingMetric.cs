namespace Hone.Learn;

/// <summary>A metric of the first k places of a ranking, one ranking a row, such as the films for one user; the mean over rows.</summary>
/// <remarks>
/// Shapes: scores <c>[batch, items]</c>; relevance <c>[batch, items]</c>: above 0 for relevant items (the gain), 0 for the others, below 0 for items that are not ranked at all, such as those
/// that the user knows already. All other items are ranked, none is sampled: sampled rankings can order models wrongly (Krichene and Rendle 2020). Equal scores rank in the order of the items; NaN ranks
/// last. Rows without a relevant item say nothing and are not counted.
/// </remarks>
public abstract class RankingMetric : Metric
{
    private double _sum;
    private long _count;

    private protected RankingMetric(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        K = k;
    }

    /// <summary>Places that are looked at.</summary>
    public int K { get; }

    /// <inheritdoc/>
    public sealed override bool HigherIsBetter => true;

    /// <summary>Rows with a relevant item since <see cref="Reset"/>.</summary>
    public sealed override long Count => _count;

    /// <inheritdoc/>
    public sealed override double Value => _count == 0 ? double.NaN : _sum / _count;

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes are not equal, or not <c>[batch, items]</c>.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Rank != 2 || prediction.Shape != target.Shape)
        {
            throw new ShapeException("Scores and relevance, both [batch, items].", $"{prediction.Shape} and {target.Shape}", Name, "let the validation rows hold all items, as ImplicitData does");
        }

        int items = prediction.Shape[1];
        float[] scores = prediction.To(DType.Float32).ToArray<float>();
        float[] gains = target.To(DType.Float32).ToArray<float>();
        for (int row = 0; row < prediction.Shape[0]; row++)
        {
            ReadOnlySpan<float> own = gains.AsSpan(row * items, items);
            float[] relevant = [.. Relevant(own)];
            if (relevant.Length > 0)
            {
                _sum += Judge(Found(scores.AsSpan(row * items, items), own), relevant);
                _count++;
            }
        }
    }

    /// <summary>Judges one ranking.</summary>
    /// <param name="found">Gains at the first places, at most k; 0 for an item that is not relevant.</param>
    /// <param name="relevant">Gains of all relevant items, the largest first.</param>
    private protected abstract double Judge(ReadOnlySpan<float> found, ReadOnlySpan<float> relevant);

    private static float[] Relevant(ReadOnlySpan<float> gains)
    {
        var relevant = new List<float>();
        foreach (float gain in gains)
        {
            if (gain > 0)
            {
                relevant.Add(gain);
            }
        }

        relevant.Sort((a, b) => b.CompareTo(a));
        return [.. relevant];
    }

    /// <summary>Gains of the items with the k highest scores, in the order of their scores.</summary>
    private float[] Found(ReadOnlySpan<float> scores, ReadOnlySpan<float> gains)
    {
        var items = new List<int>(K + 1);
        for (int item = 0; item < scores.Length; item++)
        {
            if (gains[item] < 0 || (items.Count == K && !IsAbove(scores[item], scores[items[^1]])))
            {
                continue;
            }

            int place = items.Count;
            while (place > 0 && IsAbove(scores[item], scores[items[place - 1]]))
            {
                place--;
            }

            items.Insert(place, item);
            if (items.Count > K)
            {
                items.RemoveAt(K);
            }
        }

        var found = new float[items.Count];
        for (int place = 0; place < found.Length; place++)
        {
            found[place] = gains[items[place]];
        }

        return found;
    }

    private static bool IsAbove(float score, float other) => score > other || (float.IsNaN(other) && !float.IsNaN(score));
}
