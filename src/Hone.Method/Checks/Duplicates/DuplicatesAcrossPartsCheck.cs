namespace Hone.Method;

/// <summary>
/// Asks whether an item of one part has an exact copy in another one, by the hash of its content alone; a copy under another label counts.
/// error at the first one, for images, sound and text; copies with equal and with different labels are told apart.
/// </summary>
public sealed class DuplicatesAcrossPartsCheck : Check
{
    private readonly IReadOnlyList<string> _ids;
    private readonly PartIndex _parts;
    private readonly IReadOnlyList<UInt128> _hashes;
    private readonly IReadOnlyList<int?> _labels;
    private readonly string _content;

    /// <summary>Joins a split with the content of its items.</summary>
    /// <param name="split">The split.</param>
    /// <param name="hashes">The hash of each item, in the order of the ids of the split; see <see cref="ContentHash"/>.</param>
    /// <param name="labels">The label of each item in the same order, null where it is not known; for example that of a sealed test item.</param>
    public DuplicatesAcrossPartsCheck(Split split, IReadOnlyList<UInt128> hashes, IReadOnlyList<int?> labels)
        : this(split.Ids, new PartIndex(split.Parts), hashes, labels, "split/duplicates")
    {
    }

    internal DuplicatesAcrossPartsCheck(
        IReadOnlyList<string> ids, PartIndex parts, IReadOnlyList<UInt128> hashes, IReadOnlyList<int?> labels, string id, string content = "exact copies")
    {
        _ids = ids;
        _parts = parts;
        _hashes = hashes;
        _labels = labels;
        Id = id;
        _content = content;
    }

    /// <inheritdoc/>
    public override string Id { get; }

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        int n = _ids.Count;
        if (_hashes.Count != n || _labels.Count != n)
        {
            return CheckResult.NotChecked(Id, $"{_hashes.Count} hashes and {_labels.Count} labels for {n} items");
        }

        IReadOnlyList<int[]> clusters = DuplicateClusters.Of(_hashes);
        var findings = new List<Finding>();
        foreach ((Part first, Part second) in PartIndex.Pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DuplicatePairs pairs = DuplicatePairs.Between(clusters, _parts.Parts, item => _labels[item], _ids, first, second);
            if (pairs.Total > 0)
            {
                findings.Add(FindingOf(pairs, first, second));
            }
        }

        return CheckResult.Of(Id, $"no {_content} across parts (n = {n})", findings);
    }

    private Finding FindingOf(DuplicatePairs pairs, Part first, Part second)
    {
        string one = SplitFingerprint.WordOf(first);
        string other = SplitFingerprint.WordOf(second);
        return new Finding
        {
            Id = $"{Id}-{one}-{other}",
            Severity = Severity.Error,
            What = $"{pairs.Total} pairs of {_content} between {one} and {other}: {pairs.ByLabel}; {pairs.Copied} of {_parts.Of(second).Length} {other} items are copies",
            Evidence = string.Join("; ", pairs.Examples),
            N = _ids.Count,
            Threshold = "0 pairs",
            HowToFix = "keep the copies of an item in one part: split by group with the hash as the group, or drop the copies",
            Why = "a model is rewarded for remembering what it should have understood",
        };
    }
}
