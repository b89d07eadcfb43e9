namespace Hone.Method;

/// <summary>
/// Asks whether an item of one part has an exact copy in another one, by the hash of its content alone; a copy under another label counts.
/// error at the first one, for images, sound and text; copies with equal and with different labels are told apart.
/// </summary>
/// <param name="split">The split.</param>
/// <param name="hashes">The hash of each item, in the order of the ids of the split; see <see cref="ContentHash"/>.</param>
/// <param name="labels">The label of each item in the same order, null where it is not known; for example that of a sealed test item.</param>
public sealed class DuplicatesAcrossPartsCheck(Split split, IReadOnlyList<UInt128> hashes, IReadOnlyList<int?> labels) : Check
{
    private static readonly (Part First, Part Second)[] Pairs = [(Part.Train, Part.Valid), (Part.Train, Part.Test), (Part.Valid, Part.Test)];

    /// <inheritdoc/>
    public override string Id => "split/duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        int n = split.Ids.Count;
        if (hashes.Count != n || labels.Count != n)
        {
            return CheckResult.NotChecked(Id, $"{hashes.Count} hashes and {labels.Count} labels for {n} items");
        }

        Dictionary<UInt128, List<int>> clusters = Clusters();
        var findings = new List<Finding>();
        foreach ((Part first, Part second) in Pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(findings, clusters, first, second);
        }

        return CheckResult.Of(Id, $"no exact copies across parts (n = {n})", findings);
    }

    /// <summary>The items of each content that occurs more than once.</summary>
    private Dictionary<UInt128, List<int>> Clusters()
    {
        var clusters = new Dictionary<UInt128, List<int>>(hashes.Count);
        for (int item = 0; item < hashes.Count; item++)
        {
            if (clusters.TryGetValue(hashes[item], out List<int>? items))
            {
                items.Add(item);
            }
            else
            {
                clusters[hashes[item]] = [item];
            }
        }

        return clusters.Where(cluster => cluster.Value.Count > 1).ToDictionary(cluster => cluster.Key, cluster => cluster.Value);
    }

    private void Add(List<Finding> findings, Dictionary<UInt128, List<int>> clusters, Part first, Part second)
    {
        long same = 0;
        long different = 0;
        long unknown = 0;
        var copied = new HashSet<int>();
        var examples = new List<string>();
        foreach (List<int> cluster in clusters.Values)
        {
            int[] ones = cluster.Where(item => split.Parts[item] == first).ToArray();
            int[] others = cluster.Where(item => split.Parts[item] == second).ToArray();
            if (ones.Length == 0 || others.Length == 0)
            {
                continue;
            }

            // Counted by label, not pair by pair: one content that half the items share is a billion pairs.
            long pairs = (long)ones.Length * others.Length;
            long knownPairs = (long)ones.Count(IsKnown) * others.Count(IsKnown);
            ILookup<int, int> othersByLabel = others.Where(IsKnown).ToLookup(item => labels[item]!.Value);
            long samePairs = ones.Where(IsKnown).Sum(item => (long)othersByLabel[labels[item]!.Value].Count());
            same += samePairs;
            different += knownPairs - samePairs;
            unknown += pairs - knownPairs;
            copied.UnionWith(others);
            if (examples.Count < 3)
            {
                examples.Add($"{split.Ids[ones[0]]} = {split.Ids[others[0]]}");
            }
        }

        if (same + different + unknown == 0)
        {
            return;
        }

        string parts = $"{SplitFingerprint.WordOf(first)} and {SplitFingerprint.WordOf(second)}";
        string sealedPairs = unknown > 0 ? $", {unknown} with an unknown label" : "";
        findings.Add(new Finding
        {
            Id = $"split/duplicates-{SplitFingerprint.WordOf(first)}-{SplitFingerprint.WordOf(second)}",
            Severity = Severity.Error,
            What = $"{same + different + unknown} pairs of exact copies between {parts}: {same} with the same label, {different} with different labels{sealedPairs}; "
                + $"{copied.Count} of {(second == Part.Valid ? split.ValidIndices.Count : split.TestIndices.Count)} {SplitFingerprint.WordOf(second)} items are copies",
            Evidence = string.Join("; ", examples),
            N = split.Ids.Count,
            Threshold = "0 pairs",
            HowToFix = "keep the copies of an item in one part: split by group with the hash as the group, or drop the copies",
            Why = "a model is rewarded for remembering what it should have understood",
        });
    }

    private bool IsKnown(int item) => labels[item] is not null;
}
