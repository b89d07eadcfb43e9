using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Rows that are in two parts.</summary>
internal static class DuplicateFaults
{
    private const int Rows = 1_000;

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("2% of the rows are copies, with the same label", FaultSuite.Leak, "leak/duplicates", true, "rows are copies", "drop the copies", (seed, isPlanted) => Copies(seed, isPlanted, flips: false)),
        new("2% of the rows are copies, with the other label", FaultSuite.Leak, "leak/duplicates", true, "different label", "drop the copies", (seed, isPlanted) => Copies(seed, isPlanted, flips: true)),
        new("copies in a table of few values", FaultSuite.Leak, "leak/duplicates", true, "rows are copies", "drop the copies", FewValues),
        new("validation rows are training rows with a little noise", FaultSuite.Leak, "leak/near-duplicates", false, "targets that agree", "split by that group", NearCopies),
        new("equal rows with different labels", FaultSuite.Data, "data/label-conflicts", true, "equal twin with another label", "drop the wrong labels", (seed, isPlanted) => Copies(seed, isPlanted, flips: true)),
    ];

    private static FaultyTable Copies(ulong seed, bool isPlanted, bool flips)
    {
        var draft = new TableDraft(seed, Rows);
        for (int copy = 0; isPlanted && copy < Rows / 50; copy++)
        {
            draft.CopyRow(copy, Rows - 1 - copy);
            string same = draft.Label[copy];
            draft.Label[Rows - 1 - copy] = flips ? (same == "yes" ? "no" : "yes") : same;
        }

        return draft.Build();
    }

    // The twin has three columns of two values: thousands of equal rows, all of them honest.
    private static FaultyTable FewValues(ulong seed, bool isPlanted)
    {
        if (isPlanted)
        {
            return Copies(seed, true, flips: false);
        }

        var random = new FaultRandom(seed);
        long?[][] columns = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Rows).Select(_ => (long?)random.Below(2)).ToArray()).ToArray();
        string[] labels = Enumerable.Range(0, Rows).Select(row => random.Chance(0.3 + (0.3 * columns[0][row]!.Value)) ? "yes" : "no").ToArray();
        string[] parts = new TableDraft(seed, Rows).Part;
        var frame = new Frame(
            new IntegerColumn("a", columns[0]),
            new IntegerColumn("b", columns[1]),
            new IntegerColumn("c", columns[2]),
            new CategoricalColumn("answer", labels),
            new CategoricalColumn(FaultyTable.SplitColumn, parts));
        return new FaultyTable(frame, "answer");
    }

    private static FaultyTable NearCopies(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        int[] train = Enumerable.Range(0, Rows).Where(row => draft.Part[row] == "train").ToArray();
        int[] valid = Enumerable.Range(0, Rows).Where(row => draft.Part[row] == "valid").ToArray();
        for (int i = 0; isPlanted && i < valid.Length / 5; i++)
        {
            draft.CopyRow(train[i], valid[i]);
            draft.First[valid[i]] += 0.002 * draft.Random.Normal();
            draft.Second[valid[i]] += 0.002 * draft.Random.Normal();
            draft.Third[valid[i]] += 0.002 * draft.Random.Normal();
            draft.Label[valid[i]] = draft.Label[train[i]];
        }

        return draft.Build();
    }
}
