namespace Hone.Method;

/// <summary>The population stability index: how much the shares of categories or bins have moved.</summary>
public static class PopulationStability
{
    /// <summary>The least share that a category is taken to have; without it an empty one would make the index infinite.</summary>
    public const double LeastShare = 0.01;

    /// <summary>PSI = Σ (q - p) ln(q / p) over the categories, with shares p and q of at least 1%. Below 0.1 little has moved; above 0.2 much.</summary>
    /// <param name="first">The counts of the first sample.</param>
    /// <param name="second">The counts of the second sample, in the same order.</param>
    /// <returns>0 for equal shares; NaN when a sample is empty.</returns>
    public static double Index(IReadOnlyList<long> first, IReadOnlyList<long> second)
    {
        double n = first.Sum();
        double m = second.Sum();
        if (n == 0 || m == 0)
        {
            return double.NaN;
        }

        double index = 0;
        for (int i = 0; i < first.Count; i++)
        {
            if (first[i] + second[i] > 0)
            {
                double p = Math.Max(first[i] / n, LeastShare);
                double q = Math.Max(second[i] / m, LeastShare);
                index += (q - p) * Math.Log(q / p);
            }
        }

        return index;
    }
}
