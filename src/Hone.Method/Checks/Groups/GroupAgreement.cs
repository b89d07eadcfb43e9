namespace Hone.Method;

/// <summary>Whether items of one group have more alike targets than chance gives, in standard deviations of shuffled targets.</summary>
internal static class GroupAgreement
{
    private const int Shuffles = 20;
    private const int MostItems = 50_000;

    /// <summary>(agreement - mean of shuffled) / SD of shuffled; NaN where no group has two items or the target does not vary.</summary>
    public static double ZScore(CheckTarget target, GroupCodes groups, ulong seed)
    {
        int[] items = Enumerable.Range(0, groups.Codes.Length).Where(item => groups.Codes[item] >= 0 && target.IsKnown(item)).ToArray();
        items = items.Length > MostItems ? WholeGroups(items, groups, seed) : items;
        int[] codes = Array.ConvertAll(items, item => groups.Codes[item]);
        double[] values = Array.ConvertAll(items, item => target.IsClasses ? target.Codes[item] : target.Numbers[item]);
        Func<double[], double> agreement = target.IsClasses
            ? labels => AgreementOfClasses(codes, labels)
            : numbers => BetweenGroups(codes, numbers, groups.Values.Count);
        double observed = agreement(values);
        var shuffled = new double[Shuffles];
        for (int shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            new Random((int)CounterRandom.Mix(seed + (ulong)shuffle)).Shuffle(values);
            shuffled[shuffle] = agreement(values);
        }

        double mean = shuffled.Average();
        double deviation = Math.Sqrt(shuffled.Sum(value => (value - mean) * (value - mean)) / (Shuffles - 1));
        return deviation == 0 ? double.NaN : (observed - mean) / deviation;
    }

    /// <summary>Ordered pairs of one group with one label: Σ over groups and classes c (c - 1).</summary>
    private static double AgreementOfClasses(int[] codes, double[] labels)
    {
        var counts = new Dictionary<(int Group, int Label), int>();
        double pairs = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            (int, int) key = (codes[i], (int)labels[i]);
            int before = counts.GetValueOrDefault(key);
            pairs += 2 * before;
            counts[key] = before + 1;
        }

        return pairs;
    }

    /// <summary>The sum of squares between groups: Σ n (mean of the group)²; the total does not change in a shuffle.</summary>
    private static double BetweenGroups(int[] codes, double[] numbers, int groups)
    {
        var sums = new double[groups];
        var counts = new int[groups];
        double mean = numbers.Average();
        for (int i = 0; i < codes.Length; i++)
        {
            sums[codes[i]] += numbers[i] - mean;
            counts[codes[i]]++;
        }

        double between = 0;
        for (int group = 0; group < groups; group++)
        {
            between += counts[group] == 0 ? 0 : sums[group] * sums[group] / counts[group];
        }

        return between;
    }

    private static int[] WholeGroups(int[] items, GroupCodes groups, ulong seed)
    {
        int[] sizes = groups.Sizes();
        var kept = new bool[sizes.Length];
        int total = 0;
        foreach (int group in Enumerable.Range(0, sizes.Length).OrderBy(group => CounterRandom.Mix(seed ^ (ulong)group)))
        {
            if (total < MostItems)
            {
                kept[group] = true;
                total += sizes[group];
            }
        }

        return items.Where(item => kept[groups.Codes[item]]).ToArray();
    }
}
