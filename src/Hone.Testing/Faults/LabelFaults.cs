using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Labels that are wrong, rare or doubtful.</summary>
internal static class LabelFaults
{
    private const int Rows = 1_000;

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("5% flipped labels", FaultSuite.Data, "data/label-errors", false, "probably wrong", "correct those that are wrong", Flipped),
        new("a class that hardly occurs", FaultSuite.Data, "data/class-counts", false, "class 'yes' has", "do not trust accuracy", Rare),
    ];

    /// <summary>A problem that two columns together separate, so that out-of-fold probabilities know the truth; the twin has no label flipped.</summary>
    private static FaultyTable Flipped(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        double[] outOfFold = new double[2 * Rows];
        for (int row = 0; row < Rows; row++)
        {
            bool isYes = draft.Random.Chance(0.5);
            double side = (isYes ? 1 : -1) + (0.15 * draft.Random.Normal());
            double shift = 1.5 * draft.Random.Normal();
            draft.First[row] = side + shift;
            draft.Second[row] = side - shift;
            outOfFold[(2 * row) + 1] = 1 / (1 + Math.Exp(-3 * (draft.First[row] + draft.Second[row])));
            outOfFold[2 * row] = 1 - outOfFold[(2 * row) + 1];
            draft.Label[row] = isYes != (isPlanted && draft.Random.Chance(0.05)) ? "yes" : "no";
        }

        return draft.Build() with { OutOfFold = outOfFold };
    }

    private static FaultyTable Rare(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Label = draft.Label.Select((label, row) => isPlanted && label == "yes" && row % 20 != 0 ? "no" : label).ToArray();
        return draft.Build();
    }
}
