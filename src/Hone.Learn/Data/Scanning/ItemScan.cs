using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Reads every item of a split once, on all processors: what is unreadable is known before any training starts.</summary>
internal sealed class ItemScan
{
    private const int NamedItems = 5;

    private readonly HashSet<int> _positions;

    private ItemScan(IReadOnlyList<UnreadableItem> unreadable, HashSet<int> positions)
    {
        Unreadable = unreadable;
        _positions = positions;
    }

    /// <summary>The items that cannot be read, in the order of the list.</summary>
    public IReadOnlyList<UnreadableItem> Unreadable { get; }

    /// <summary>Reads inputs and targets of the training and validation part, and the inputs of the test part, whose labels stay sealed.</summary>
    /// <param name="all">Columns over the whole list.</param>
    /// <param name="split">The parts.</param>
    /// <param name="options">Policy, progress and cancellation.</param>
    /// <exception cref="HoneDataException">Items cannot be read and the policy is to fail, or none for training is left.</exception>
    public static ItemScan Of(Dataset all, DataSplit split, ItemScanOptions options)
    {
        var labelled = new ItemReader(all.Inputs, all.Targets, all.Ids);
        var sealedItems = new ItemReader(all.Inputs, [], all.Ids);
        var test = new HashSet<int>(split.Test);
        int[] positions = [.. split.Train.Concat(split.Valid).Concat(split.Test).Order()];
        var problems = new string?[positions.Length];
        int done = 0;
        int bad = 0;
        Parallel.For(0, positions.Length, new ParallelOptions { CancellationToken = options.CancellationToken }, i =>
        {
            problems[i] = (test.Contains(positions[i]) ? sealedItems : labelled).Problem(positions[i], options.CancellationToken);
            int count = problems[i] is null ? Volatile.Read(ref bad) : Interlocked.Increment(ref bad);
            options.Progress?.Report(new ScanProgress(Interlocked.Increment(ref done), positions.Length, count));
        });

        int[] found = [.. Enumerable.Range(0, positions.Length).Where(i => problems[i] is not null)];
        UnreadableItem[] unreadable = [.. found.Select(i => new UnreadableItem(all.Ids[positions[i]], problems[i]!))];
        var scan = new ItemScan(unreadable, [.. found.Select(i => positions[i])]);
        scan.Judge(options.Unreadable, positions.Length, split);
        return scan;
    }

    /// <summary>The parts without the items that cannot be read.</summary>
    public DataSplit WithoutUnreadable(DataSplit split) => new(Kept(split.Train), Kept(split.Valid), Kept(split.Test));

    private int[] Kept(IReadOnlyList<int> part) => [.. part.Where(position => !_positions.Contains(position))];

    private void Judge(UnreadablePolicy policy, int count, DataSplit split)
    {
        bool leavesNothing = policy == UnreadablePolicy.Skip && Unreadable.Count > 0 && Kept(split.Train).Length == 0;
        if (Unreadable.Count == 0 || (policy != UnreadablePolicy.Fail && !leavesNothing))
        {
            return;
        }

        string more = Unreadable.Count > NamedItems ? $"; and {Unreadable.Count - NamedItems} more" : string.Empty;
        throw new HoneDataException(
            leavesNothing ? "At least one readable item to learn from." : $"All {count} items can be read.",
            $"{Unreadable.Count} unreadable: {string.Join("; ", Unreadable.Take(NamedItems).Select(item => $"{item.Id}: {item.Problem}"))}{more}",
            "DataBlock.Scan",
            leavesNothing ? "check the getters of the block, and the folder of the files" : $"repair or remove them, or scan with {nameof(UnreadablePolicy)}.{nameof(UnreadablePolicy.Skip)}");
    }
}
