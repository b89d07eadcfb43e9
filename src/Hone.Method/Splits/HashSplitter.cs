namespace Hone.Method;

/// <summary>
/// Assigns each item by a number made from its id (or from its group, where there are groups) and the seed alone: rows that come later
/// never move those that are there. The shares are met on average, not exactly.
/// </summary>
internal sealed class HashSplitter(SplitOptions options) : FoldingSplitter(options)
{
    private const double Range = 18446744073709551616.0; // 2^64

    protected override SplitStrategy Strategy => SplitStrategy.Hash;

    protected override SplitAssignment Divide(SplitData data, SplitFractions fractions)
    {
        IReadOnlyList<string> keys = Keys(data);
        var hash = new IdHash(Options.Seed, "hash");
        var train = new List<int>();
        var valid = new List<int>();
        var test = new List<int>();
        for (int i = 0; i < keys.Count; i++)
        {
            // The test share comes first, so that a change of the valid share leaves the test part as it is.
            double position = hash.Of(keys[i]) / Range;
            List<int> part = position < fractions.Test ? test : position < fractions.Test + fractions.Valid ? valid : train;
            part.Add(i);
        }

        return new SplitAssignment(train, valid, test);
    }

    protected override int[] Deal(SplitData data, int folds)
    {
        IReadOnlyList<string> keys = Keys(data);
        var hash = new IdHash(Options.Seed, "hash-fold");
        return keys.Select(key => (int)(hash.Of(key) % (ulong)folds)).ToArray();
    }

    private IReadOnlyList<string> Keys(SplitData data) => data.Groups is null ? data.Ids : data.RequireGroups(Where(data));
}
