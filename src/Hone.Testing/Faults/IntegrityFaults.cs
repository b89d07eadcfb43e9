using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Columns that were collected or exported carelessly.</summary>
internal static class IntegrityFaults
{
    private const int Rows = 1_000;

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("a column with one value", FaultSuite.Data, "data/constant-columns", false, "factor = 1.5", "leave them out", Constant),
        new("several spellings of no value", FaultSuite.Data, "data/text-columns-nulls", false, "'town' says \"no value\"", "read all of them as missing", (seed, isPlanted) => Words(seed, isPlanted, ["none", "unknown"], 0.03)),
        new("numbers among words", FaultSuite.Data, "data/text-columns-mixed", false, "numbers among words", "find out what the numbers mean", (seed, isPlanted) => Words(seed, isPlanted, ["17", "23", "5"], 0.05)),
        new("words of punctuation alone", FaultSuite.Data, "data/text-columns-special", false, "punctuation only", "read them as missing", (seed, isPlanted) => Words(seed, isPlanted, ["!!", "**"], 0.02)),
        new("two spellings of one word", FaultSuite.Data, "data/text-columns-variants", false, "spelled in several ways", "one spelling", (seed, isPlanted) => Words(seed, isPlanted, ["Oslo ", "OSLO"], 0.1)),
    ];

    private static FaultyTable Constant(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Add(new NumberColumn("factor", Enumerable.Range(0, Rows).Select(_ => isPlanted ? 1.5 : draft.Random.Normal()).ToArray()));
        return draft.Build();
    }

    private static FaultyTable Words(ulong seed, bool isPlanted, string[] planted, double share)
    {
        var draft = new TableDraft(seed, Rows);
        string[] towns = ["Oslo", "Lima", "Kyoto"];
        draft.Add(new CategoricalColumn("town", Enumerable.Range(0, Rows)
            .Select(_ => isPlanted && draft.Random.Chance(share) ? planted[draft.Random.Below(planted.Length)] : towns[draft.Random.Below(towns.Length)])
            .ToArray()));
        return draft.Build();
    }
}
