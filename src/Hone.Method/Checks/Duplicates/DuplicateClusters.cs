namespace Hone.Method;

/// <summary>Items with equal hashes.</summary>
internal static class DuplicateClusters
{
    /// <summary>The items of each hash that occurs more than once, ascending; ordered by their first item.</summary>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<UInt128> hashes)
    {
        UInt128[] keys = hashes.ToArray();
        int[] items = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, items);
        var clusters = new List<int[]>();
        int start = 0;
        for (int i = 1; i <= keys.Length; i++)
        {
            if (i == keys.Length || keys[i] != keys[start])
            {
                if (i - start > 1)
                {
                    int[] cluster = items[start..i];
                    Array.Sort(cluster);
                    clusters.Add(cluster);
                }

                start = i;
            }
        }

        clusters.Sort((a, b) => a[0].CompareTo(b[0]));
        return clusters;
    }

    /// <summary>How many different hashes there are.</summary>
    public static int Distinct(int items, IReadOnlyList<int[]> clusters) => items - clusters.Sum(cluster => cluster.Length - 1);
}
