using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Features that know the answer.</summary>
internal static class TargetFaults
{
    private const int Rows = 1_000;

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("the label column left in the features", FaultSuite.Leak, "leak/target", true, "'closed_as' alone", "leave it out", (seed, isPlanted) => Status(seed, isPlanted, noise: 0)),
        new("a status column equal to the label with 3% noise", FaultSuite.Leak, "leak/target", false, "'closed_as' alone", "leave it out", (seed, isPlanted) => Status(seed, isPlanted, noise: 0.03)),
        new("a number made from a numeric target", FaultSuite.Leak, "leak/target", true, "'tax' alone", "leave it out", NumberOfTarget),
        new("values are missing where the label is yes", FaultSuite.Leak, "leak/missing", true, "'dose is missing' alone", "find out why values are missing", Missing),
        new("an id that predicts the label", FaultSuite.Leak, "leak/ids", true, "alone goes", "never let an id be a feature", Sorted),
        new("a scaler fitted on all rows", FaultSuite.Leak, "leak/scaling", true, "the scaler saw validation and test", "training rows only", Scaled),
    ];

    private static FaultyTable Status(ulong seed, bool isPlanted, double noise)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Add(new CategoricalColumn("closed_as", draft.Label
            .Select(label => isPlanted ? label == "yes" != draft.Random.Chance(noise) : draft.Random.Chance(0.5))
            .Select(isYes => isYes ? "paid" : "open")
            .ToArray()));
        return draft.Build();
    }

    private static FaultyTable NumberOfTarget(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        double[] prices = draft.First.Select(value => 10 * Math.Round(4 + (2 * value) + draft.Random.Normal())).ToArray();
        double[] taxes = prices.Select(price => isPlanted ? 0.19 * price : draft.Random.Normal()).ToArray();
        draft.Add(new NumberColumn("tax", taxes));
        FaultyTable table = draft.Build();
        return table with { Frame = table.Frame.With(new NumberColumn("answer", prices)) };
    }

    private static FaultyTable Missing(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        double[] values = draft.Label.Select(label => (isPlanted ? label == "yes" : draft.Random.Chance(0.5)) ? double.NaN : draft.Random.Normal()).ToArray();
        draft.Add(new NumberColumn("dose", values));
        return draft.Build();
    }

    private static FaultyTable Sorted(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        int[] order = Enumerable.Range(0, Rows).ToArray();
        if (isPlanted)
        {
            Array.Sort(draft.Label.ToArray(), order, StringComparer.Ordinal);
        }

        draft.First = Array.ConvertAll(order, row => draft.First[row]);
        draft.Second = Array.ConvertAll(order, row => draft.Second[row]);
        draft.Label = Array.ConvertAll(order, row => draft.Label[row]);
        draft.Add(new IntegerColumn("case", Enumerable.Range(5_000, Rows).Select(number => (long?)number).ToArray()));
        return draft.Build();
    }

    private static FaultyTable Scaled(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        double[] raw = draft.Normals(Rows).Select(value => 50 + (12 * value)).ToArray();
        double[] seen = raw.Where((_, row) => isPlanted || draft.Part[row] == "train").ToArray();
        double mean = seen.Average();
        double deviation = Math.Sqrt(seen.Average(value => (value - mean) * (value - mean)));
        draft.Add(new NumberColumn("weight", raw.Select(value => (value - mean) / deviation).ToArray()));
        return draft.Build();
    }
}
