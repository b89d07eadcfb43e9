namespace Hone.Learn;

/// <summary>The share of the relevant items that stand among the first k of a ranking, the mean over users; higher is better.</summary>
/// <remarks>
/// recall@k of a user = relevant items among the first k / all relevant items. With more than k relevant items it cannot reach 1; some papers (Liang et al. 2018) divide
/// by min(k, relevant) instead. Shapes and what is ranked: <see cref="RankingMetric"/>.
/// </remarks>
/// <param name="k">Places that are looked at; 10.</param>
public sealed class RecallAtK(int k = 10) : RankingMetric(k)
{
    /// <inheritdoc/>
    public override string Name => $"recall@{K}";

    private protected override double Judge(ReadOnlySpan<float> found, ReadOnlySpan<float> relevant)
    {
        int hits = 0;
        foreach (float gain in found)
        {
            hits += gain > 0 ? 1 : 0;
        }

        return (double)hits / relevant.Length;
    }
}
