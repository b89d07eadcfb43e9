namespace Hone.Method;

/// <summary>
/// How many equal rows two parts have by chance. With independent columns the expected number of equal pairs is
/// E = n1 · n2 · ∏ over columns Σ over values p1(v) · p2(v): the product form of n1 · n2 · Σ over rows p(row)².
/// </summary>
internal sealed record ChanceCollisions
{
    // Where a content occurs ten times on average, the table is a table of counts: every content is in every part.
    private const double RepeatedContents = 10;

    // A tenth of a percent of the smaller part is what careless collection leaves behind; it is told, but it is no error.
    private const double Tolerated = 0.001;

    // So few pairs are counted one by one: the limit below is an approximation for many, which a single pair may break.
    private const int FewPairs = 20;

    // Below this probability chance is no explanation of a few.
    private const double Rare = 0.001;

    /// <summary>The expected number of equal pairs.</summary>
    public required double Expected { get; init; }

    /// <summary>The number of pairs above which chance is no explanation: E + 3 √E + 0.1% of the smaller part.</summary>
    public required double Limit { get; init; }

    /// <summary>Whether contents repeat so often that copies say nothing.</summary>
    public required bool IsCountTable { get; init; }

    public bool Explains(long pairs) => IsCountTable || pairs <= Limit || (pairs <= FewPairs && PoissonTail.AtLeast(pairs, Expected) > Rare);

    /// <summary>The rule that decides about a number of pairs, with its numbers.</summary>
    public string Rule(long pairs) => pairs > FewPairs || IsCountTable
        ? $"E + 3 √E + 0.1% of the smaller part = {CheckText.Number(Limit)} pairs"
        : $"{CheckText.Number(Limit)} pairs (E + 3 √E + 0.1% of the smaller part), or a chance of 0.1%: {pairs} or more have {100 * PoissonTail.AtLeast(pairs, Expected):0.###}%";

    public static ChanceCollisions Between(CheckedTable table, int distinctRows, int[] first, int[] second)
    {
        double probability = 1;
        foreach (CheckFeature feature in table.Features())
        {
            probability *= Agreement(feature.Values, first, second);
        }

        double expected = (double)first.Length * second.Length * probability;
        return new ChanceCollisions
        {
            Expected = expected,
            Limit = expected + (3 * Math.Sqrt(expected)) + (Tolerated * Math.Min(first.Length, second.Length)),
            IsCountTable = distinctRows * RepeatedContents <= table.Ids.Count,
        };
    }

    /// <summary>Σ over values p1(v) · p2(v): how often a value of one part equals a value of the other.</summary>
    internal static double Agreement(double[] values, int[] first, int[] second)
    {
        Dictionary<ulong, int> counts = [];
        foreach (int item in first)
        {
            ulong key = KeyOf(values[item]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        double sum = 0;
        foreach (int item in second)
        {
            sum += counts.GetValueOrDefault(KeyOf(values[item]));
        }

        return sum / first.Length / second.Length;
    }

    private static ulong KeyOf(double value) => double.IsNaN(value) ? ulong.MaxValue - 2 : RowHash.CanonicalNumber(value);
}
