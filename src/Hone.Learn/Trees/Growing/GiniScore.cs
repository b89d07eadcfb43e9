namespace Hone.Learn;

/// <summary>From the weight w_k of each class: sum of w_k^2 / w, the weight minus Gini's impurity times the weight.</summary>
internal readonly struct GiniScore : ISplitScore
{
    public static double Of(ReadOnlySpan<double> sums)
    {
        double weight = 0;
        double squares = 0;
        foreach (double part in sums)
        {
            weight += part;
            squares += part * part;
        }

        return squares / weight;
    }
}
