using Hone.Learn.Data;
using Hone.Method;

namespace Hone.Testing;

/// <summary>Statistics that saw what they must not see.</summary>
internal static class StatisticFaults
{
    private const int Rows = 1_000;
    private const int Towns = 40;

    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        Fault("a tokenizer fitted on the test texts", "leak/vocabulary", "tokenizer was fitted on validation or test texts", "fit the vocabulary on the training texts", Tokenizer),
        Fault("an imputer fitted on all rows", "leak/fitted-rows", "imputer of weight was fitted on", "fit it on the training rows", Imputer),
        Table("target encoding outside folds", "'town_yes' is the mean of answer", TrainMeans),
        Table("smoothed target encoding outside folds", "smoothed with m = 10", SmoothedMeans),
        Table("target encoding by the rows of validation and test", "made from all rows", AllMeans),
    ];

    private static PlantedFault Fault(string name, string id, string cause, string fix, Func<ulong, bool, Check> plant) => PlantedFault.Of(
        FaultKind.Statistic,
        name,
        id,
        Severity.Error,
        cause,
        fix,
        (seed, isPlanted, cancellationToken) => new CheckSuite([plant(seed, isPlanted)]).Run(null, cancellationToken));

    private static PlantedFault Table(string name, string cause, Func<TableDraft, int[], double[]> encode) =>
        new DataFault<FaultyTable>(name, FaultSuite.Leak, "leak/target-encoding", true, cause, "from the other folds", (seed, isPlanted) => Encoded(seed, isPlanted ? encode : OutOfFold))
            .Planted(FaultKind.Statistic, FaultReaders.Table);

    private static VocabularyCheck Tokenizer(ulong seed, bool isPlanted)
    {
        FaultyTexts texts = TextFaults.All[0].Make(seed, false);
        string[][] words = [.. texts.Files.Select(file => file.Text.Split(' '))];
        Part[] parts = [.. texts.Files.Select(file => file.Path.StartsWith("train/", StringComparison.Ordinal) ? Part.Train : Part.Test)];
        HashSet<string> vocabulary = [.. words.Where((_, text) => isPlanted || parts[text] == Part.Train).SelectMany(text => text), "[unknown]"];
        return new VocabularyCheck("tokenizer", vocabulary, words, parts);
    }

    private static FittedRowsCheck Imputer(ulong seed, bool isPlanted)
    {
        TableDraft draft = new(seed, Rows);
        var data = new SplitData { Ids = [.. Enumerable.Range(0, Rows).Select(row => $"row {row}")] };
        Split split = Split.Predefined(data, [.. draft.Part.Select(part => part == "train" ? Part.Train : part == "valid" ? Part.Valid : Part.Test)]);
        return new FittedRowsCheck("imputer of weight", split, isPlanted ? [.. Enumerable.Range(0, Rows)] : split.TrainIndices);
    }

    /// <summary>A table with a town of each row, and the share of "yes" of that town as a column.</summary>
    private static FaultyTable Encoded(ulong seed, Func<TableDraft, int[], double[]> encode)
    {
        var draft = new TableDraft(seed, Rows);
        int[] towns = [.. Enumerable.Range(0, Rows).Select(_ => draft.Random.Below(Towns))];
        draft.Add(new CategoricalColumn("town", [.. towns.Select(town => $"town {town}")]));
        draft.Add(new NumberColumn("town_yes", encode(draft, towns)));
        return draft.Build();
    }

    private static double[] TrainMeans(TableDraft draft, int[] towns) => Means(draft, towns, (row, other) => draft.Part[other] == "train", 0);

    private static double[] SmoothedMeans(TableDraft draft, int[] towns) => Means(draft, towns, (row, other) => draft.Part[other] == "train", 10);

    private static double[] AllMeans(TableDraft draft, int[] towns) => Means(draft, towns, (row, other) => true, 0);

    /// <summary>Five folds: a training row is encoded by the training rows of the other folds, any other row by all training rows.</summary>
    private static double[] OutOfFold(TableDraft draft, int[] towns) =>
        Means(draft, towns, (row, other) => draft.Part[other] == "train" && (draft.Part[row] != "train" || row % 5 != other % 5), 10);

    /// <summary>For each row (n · mean + m · prior) / (n + m) over the rows of its town that it may see.</summary>
    private static double[] Means(TableDraft draft, int[] towns, Func<int, int, bool> sees, double m)
    {
        int[][] rowsOf = [.. Enumerable.Range(0, Towns).Select(town => Enumerable.Range(0, draft.Rows).Where(row => towns[row] == town).ToArray())];
        double prior = draft.Label.Count(label => label == "yes") / (double)draft.Rows;
        var means = new double[draft.Rows];
        for (int row = 0; row < means.Length; row++)
        {
            int[] seen = [.. rowsOf[towns[row]].Where(other => sees(row, other))];
            means[row] = (seen.Count(other => draft.Label[other] == "yes") + (m * prior)) / Math.Max(1, seen.Length + m);
        }

        return means;
    }
}
