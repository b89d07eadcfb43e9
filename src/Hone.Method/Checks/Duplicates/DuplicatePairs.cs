namespace Hone.Method;

/// <summary>The pairs of copies between two parts, told apart by label.</summary>
internal sealed record DuplicatePairs
{
    /// <summary>Pairs with one label.</summary>
    public required long Same { get; init; }

    /// <summary>Pairs with two labels.</summary>
    public required long Different { get; init; }

    /// <summary>Pairs of which a label is not known.</summary>
    public required long Unknown { get; init; }

    /// <summary>Items of the second part that have a copy in the first.</summary>
    public required int Copied { get; init; }

    /// <summary>The first pairs, by id.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    public long Total => Same + Different + Unknown;

    /// <summary>In words, such as <c>3 with the same label, 1 with different labels</c>.</summary>
    public string ByLabel => $"{Same} with the same label, {Different} with different labels{(Unknown > 0 ? $", {Unknown} with an unknown label" : "")}";

    public static DuplicatePairs Between(
        IReadOnlyList<int[]> clusters, IReadOnlyList<Part> parts, Func<int, long?> label, IReadOnlyList<string> ids, Part first, Part second)
    {
        long same = 0;
        long different = 0;
        long unknown = 0;
        int copied = 0;
        var examples = new List<string>();
        foreach (int[] cluster in clusters)
        {
            int[] ones = cluster.Where(item => parts[item] == first).ToArray();
            int[] others = cluster.Where(item => parts[item] == second).ToArray();
            if (ones.Length == 0 || others.Length == 0)
            {
                continue;
            }

            // Counted by label, not pair by pair: one content that half the items share is a billion pairs.
            long pairs = (long)ones.Length * others.Length;
            long knownPairs = (long)ones.Count(item => label(item) is not null) * others.Count(item => label(item) is not null);
            Dictionary<long, int> othersByLabel = others.Select(label).OfType<long>().CountBy(key => key).ToDictionary();
            long samePairs = ones.Select(label).OfType<long>().Sum(key => (long)othersByLabel.GetValueOrDefault(key));
            same += samePairs;
            different += knownPairs - samePairs;
            unknown += pairs - knownPairs;
            copied += others.Length;
            if (examples.Count < 3)
            {
                examples.Add($"{ids[ones[0]]} = {ids[others[0]]}");
            }
        }

        return new DuplicatePairs { Same = same, Different = different, Unknown = unknown, Copied = copied, Examples = examples };
    }
}
