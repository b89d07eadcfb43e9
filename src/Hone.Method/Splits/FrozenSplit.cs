namespace Hone.Method;

/// <summary>A split on disk that no longer changes; runs name it by its fingerprint.</summary>
public sealed class FrozenSplit
{
    internal FrozenSplit(string name, string fingerprint, string dataHash, Split split)
    {
        Name = name;
        Fingerprint = fingerprint;
        DataHash = dataHash;
        Split = split;
    }

    /// <summary>The name of its folder in <c>splits/</c>.</summary>
    public string Name { get; }

    /// <summary>SHA-256 over the sorted (id, split, fold) and the data hash, in lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>The hash of the data that was split.</summary>
    public string DataHash { get; }

    /// <summary>The assignment of the items.</summary>
    public Split Split { get; }

    /// <summary>Compares the data at hand with the data that was frozen.</summary>
    /// <param name="ids">The ids of the data at hand, in any order.</param>
    /// <param name="dataHash">The hash of the data at hand.</param>
    /// <exception cref="SplitChangedException">Ids were added or removed, or the contents changed; the message has counts and examples.</exception>
    public void EnsureMatches(IReadOnlyList<string> ids, string dataHash)
    {
        var frozen = Split.Ids.ToHashSet(StringComparer.Ordinal);
        var now = ids.ToHashSet(StringComparer.Ordinal);
        string[] added = now.Where(id => !frozen.Contains(id)).Order(StringComparer.Ordinal).ToArray();
        string[] removed = frozen.Where(id => !now.Contains(id)).Order(StringComparer.Ordinal).ToArray();
        if (added.Length == 0 && removed.Length == 0 && dataHash == DataHash)
        {
            return;
        }

        string got = added.Length + removed.Length > 0
            ? $"{ids.Count} items: {Describe(added, "added")}, {Describe(removed, "removed")}"
            : $"the same ids with other contents: data hash {Short(dataHash)} instead of {Short(DataHash)}";
        throw new SplitChangedException(
            ExitCode.BadInput,
            $"the {Split.Ids.Count} items that split '{Name}' was frozen on",
            got,
            $"split '{Name}', fingerprint {Short(Fingerprint)}",
            "restore the data, or freeze a new split under another name");
    }

    internal static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static string Describe(string[] ids, string word) =>
        ids.Length == 0 ? $"0 {word}" : $"{ids.Length} {word} ({string.Join(", ", ids.Take(3))})";
}
