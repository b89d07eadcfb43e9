namespace Hone.Learn;

/// <summary>Normalized discounted cumulative gain of the first k places of a ranking, the mean over users: early hits count more; higher is better, 1 is perfect.</summary>
/// <remarks>
/// DCG@k = sum over places p = 1..k of gain_p / log2(p + 1); NDCG@k = DCG@k / DCG@k of the best ranking. Source: Järvelin and Kekäläinen 2002; gains count as they are, as in
/// scikit-learn's <c>ndcg_score</c>, and equal scores are not averaged. Shapes and what is ranked: <see cref="RankingMetric"/>.
/// </remarks>
/// <param name="k">Places that are looked at; 10.</param>
public sealed class NdcgAtK(int k = 10) : RankingMetric(k)
{
    /// <inheritdoc/>
    public override string Name => $"ndcg@{K}";

    private protected override double Judge(ReadOnlySpan<float> found, ReadOnlySpan<float> relevant) =>
        Gain(found) / Gain(relevant[..Math.Min(K, relevant.Length)]);

    private static double Gain(ReadOnlySpan<float> gains)
    {
        double sum = 0;
        for (int place = 0; place < gains.Length; place++)
        {
            sum += gains[place] / Math.Log2(place + 2);
        }

        return sum;
    }
}
