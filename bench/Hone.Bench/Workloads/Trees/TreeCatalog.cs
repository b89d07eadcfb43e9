using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Learn;

namespace Hone.Bench.Workloads.Trees;

/// <summary>Random forests and histogram gradient boosting as a whole, against scikit-learn and XGBoost: fit, predict and peak memory.</summary>
internal static class TreeCatalog
{
    private const int AdultTrees = 100;

    /// <summary>The time to fit is proportional to the trees, so ten tell what a hundred would.</summary>
    private const int SyntheticTrees = 10;

    private const int Rounds = 100;
    private const int Leaves = 31;
    private const double Rate = 0.1;
    private const string Forest = "scikit-learn RandomForestClassifier";
    private const string Boosting = "scikit-learn HistGradientBoostingClassifier";
    private const string Xgboost = "XGBoost hist";

    // Small and long enough for every loop to be compiled at its last tier.
    private const int WarmUpRows = 4000;

    public static IEnumerable<Workload> All()
    {
        foreach (bool isAdult in (bool[])[true, false])
        {
            WholeDuel fit = ForestFit(isAdult);
            yield return fit;
            yield return MemoryDuel.Of(fit, Forest);
            yield return ForestPredict(isAdult);
            WholeDuel boosting = BoostingFit(isAdult, isXgboost: false);
            yield return boosting;
            yield return MemoryDuel.Of(boosting, Boosting);
            WholeDuel xgboost = BoostingFit(isAdult, isXgboost: true);
            yield return xgboost;
            yield return MemoryDuel.Of(xgboost, Xgboost);
        }
    }

    private static string NameOf(bool isAdult) => isAdult ? "adult" : "500k";

    private static string TitleOf(bool isAdult) => isAdult ? "Adult, 32,561 x 14" : "500,000 x 20 synthetic numbers";

    private static int TreesOf(bool isAdult) => isAdult ? AdultTrees : SyntheticTrees;

    private static TreeTable TableOf(bool isAdult, bool isNative) => isAdult ? TreeTable.Adult(isNative) : TreeTable.Synthetic();

    private static WholeDuel ForestFit(bool isAdult) => new()
    {
        Id = $"forest-{NameOf(isAdult)}-fit",
        Family = "trees",
        Title = $"random forest of {TreesOf(isAdult)} full trees: fit on {TitleOf(isAdult)}",
        Unit = Unit.Milliseconds,
        Bar = 2,
        ScoreName = "accuracy",
        Build = () =>
        {
            TreeTable table = TableOf(isAdult, isNative: false);
            var options = new ForestOptions { Trees = TreesOf(isAdult) };
            RandomForestClassifier? forest = null;
            return new WholeRun(
                WarmUp(table, (data, classes) => RandomForestClassifier.Fit(data, classes, options with { Trees = 4 })),
                () => forest = RandomForestClassifier.Fit(table.Data, table.Classes, options),
                () => Accuracy(forest!, table));
        },
        Order = Order("forest-fit", isAdult, TreesOf(isAdult), isNative: false),
    };

    private static WholeDuel ForestPredict(bool isAdult) => new()
    {
        Id = $"forest-{NameOf(isAdult)}-predict",
        Family = "trees",
        Title = $"that forest's probabilities for {(isAdult ? "16,281" : "100,000")} rows held out",
        Unit = Unit.Milliseconds,
        Bar = 3,
        ScoreName = "accuracy",
        Build = () =>
        {
            TreeTable table = TableOf(isAdult, isNative: false);
            RandomForestClassifier forest = RandomForestClassifier.Fit(table.Data, table.Classes, new() { Trees = TreesOf(isAdult) });
            void Predict() => forest.PredictProbabilities(table.TestData);
            return new WholeRun(Predict, Predict, () => Accuracy(forest, table));
        },
        Order = Order("forest-predict", isAdult, TreesOf(isAdult), isNative: false),
    };

    /// <summary>XGBoost of that age takes no categories in this mode: both sides see the codes as numbers then.</summary>
    private static WholeDuel BoostingFit(bool isAdult, bool isXgboost) => new()
    {
        Id = $"boosting-{NameOf(isAdult)}-fit{(isXgboost ? "-xgboost" : string.Empty)}",
        Family = "trees",
        Title = $"histogram gradient boosting, {Rounds} trees of {Leaves} leaves, learning rate {Rate}: fit on {TitleOf(isAdult)}{(isAdult ? (isXgboost ? ", codes as numbers" : ", native categories") : string.Empty)}",
        Unit = Unit.Milliseconds,
        Bar = 1,
        ScoreName = "accuracy",
        Build = () =>
        {
            TreeTable table = TableOf(isAdult, isNative: isAdult && !isXgboost);
            var options = new HistGradientBoostingOptions { MaxIterations = Rounds, MaxLeafNodes = Leaves, LearningRate = Rate, EarlyStopping = EarlyStoppingMode.Off };
            HistGradientBoostingClassifier? model = null;
            return new WholeRun(
                WarmUp(table, (data, classes) => HistGradientBoostingClassifier.Fit(data, classes, options with { MaxIterations = 10 })),
                () => model = HistGradientBoostingClassifier.Fit(table.Data, table.Classes, options),
                () => Accuracy(model!, table));
        },
        Order = Order(isXgboost ? "xgboost-fit" : "boosting-fit", isAdult, Rounds, isNative: isAdult && !isXgboost),
    };

    private static Action WarmUp(TreeTable table, Action<TreeData, int[]> fit)
    {
        TreeData some = table.Data.Take([.. Enumerable.Range(0, WarmUpRows)]);
        int[] classes = table.Classes[..WarmUpRows];
        return () => fit(some, classes);
    }

    private static double Accuracy(TreeClassifier model, TreeTable table)
    {
        int[] predicted = model.Predict(table.TestData);
        return (double)predicted.Zip(table.TestClasses).Count(pair => pair.First == pair.Second) / predicted.Length;
    }

    private static PeerOrder Order(string operation, bool isAdult, int trees, bool isNative) => new("trees", new JsonObject
    {
        ["operation"] = operation,
        ["table"] = isAdult ? "adult" : "synthetic",
        ["missing"] = isNative,
        ["categorical"] = new JsonArray([.. (isNative ? TreeTable.AdultCategories : []).Select(column => (JsonNode)column)]),
        ["rows"] = TreeTable.SyntheticRows,
        ["testRows"] = TreeTable.SyntheticTestRows,
        ["columns"] = TreeTable.SyntheticColumns,
        ["trees"] = trees,
        ["leaves"] = Leaves,
        ["rate"] = Rate,
    });
}
