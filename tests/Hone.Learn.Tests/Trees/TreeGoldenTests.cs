using System.Text.Json;

namespace Hone.Learn.Tests;

/// <summary>Predictions of scikit-learn 1.2 where the algorithm leaves no choice; made by tools/golden/make_trees.py.</summary>
public sealed class TreeGoldenTests
{
    private static readonly JsonElement Goldens = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "trees.json"))).RootElement;

    public static TheoryData<int> Trees() => [.. Enumerable.Range(0, Goldens.GetProperty("trees").GetArrayLength())];

    public static TheoryData<int> Boosted() => [.. Enumerable.Range(0, Goldens.GetProperty("boosting").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Trees))]
    public void A_decision_tree_predicts_what_scikit_learn_predicts(int index)
    {
        JsonElement golden = Goldens.GetProperty("trees")[index];
        JsonElement given = golden.GetProperty("options");
        var options = new DecisionTreeOptions
        {
            MaxDepth = Number(given, "max_depth"),
            MinSamplesLeaf = Number(given, "min_samples_leaf") ?? 1,
            MinSamplesSplit = Number(given, "min_samples_split") ?? 2,
            Criterion = given.TryGetProperty("criterion", out _) ? ClassificationCriterion.Entropy : ClassificationCriterion.Gini,
        };
        var fit = new TreeFitOptions { Weights = Weights(golden) };
        TreeData data = Table(golden, "x");
        TreeData test = Table(golden, "test");
        double[] y = Doubles(golden.GetProperty("y"));
        TreeModel model;
        double[] predicted;
        if (golden.GetProperty("task").GetString() == "number")
        {
            DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(data, y, options, fit);
            predicted = tree.Predict(test);
            model = tree;
        }
        else
        {
            DecisionTreeClassifier tree = DecisionTreeClassifier.Fit(data, Array.ConvertAll(y, value => (int)value), options, fit);
            predicted = tree.PredictProbabilities(test);
            model = tree;
        }

        Near(Doubles(golden.GetProperty("predictions")), predicted, 1e-9);
        Near(Doubles(golden.GetProperty("importances")), [.. model.FeatureImportances], 1e-8);
        Assert.Equal(golden.GetProperty("leaves").GetInt32(), model.LeafCount);
        Assert.Equal(golden.GetProperty("depth").GetInt32(), model.Depth);
    }

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Boosted_trees_predict_what_scikit_learn_predicts(int index)
    {
        JsonElement golden = Goldens.GetProperty("boosting")[index];
        JsonElement given = golden.GetProperty("options");
        var options = new HistGradientBoostingOptions
        {
            MaxIterations = Number(given, "max_iter")!.Value,
            EarlyStopping = EarlyStoppingMode.Off,
            MaxDepth = Number(given, "max_depth"),
            MaxBins = Number(given, "max_bins") ?? 255,
            L2Regularization = given.TryGetProperty("l2_regularization", out JsonElement l2) ? l2.GetDouble() : 0,
            LearningRate = given.TryGetProperty("learning_rate", out JsonElement rate) ? rate.GetDouble() : 0.1,
            Monotonic = given.TryGetProperty("monotonic_cst", out _) ? [Monotonicity.Increasing, Monotonicity.Decreasing, Monotonicity.Free, Monotonicity.Free] : [],
        };
        int[] categorical = given.TryGetProperty("categorical_features", out _) ? [3] : [];
        var fit = new TreeFitOptions { Weights = Weights(golden) };
        TreeData data = Table(golden, "x", categorical);
        TreeData test = Table(golden, "test", categorical);
        double[] y = Doubles(golden.GetProperty("y"));
        double[] predicted = golden.GetProperty("task").GetString() == "number"
            ? HistGradientBoostingRegressor.Fit(data, y, options, fit).Predict(test)
            : HistGradientBoostingClassifier.Fit(data, Array.ConvertAll(y, value => (int)value), options, fit).PredictProbabilities(test);

        // Derivatives are Float32 in both; they are added in another order.
        Near(Doubles(golden.GetProperty("predictions")), predicted, 2e-6);
    }

    private static void Near(double[] expected, double[] got, double tolerance)
    {
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - got[i]) <= tolerance, $"number {i}: expected {expected[i]:R}, got {got[i]:R}");
        }
    }

    private static int? Number(JsonElement options, string name) => options.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;

    private static double[]? Weights(JsonElement golden) =>
        golden.GetProperty("weights").ValueKind == JsonValueKind.Null ? null : Doubles(golden.GetProperty("weights"));

    private static TreeData Table(JsonElement golden, string name, int[]? categorical = null) => TreeData.FromRows(
        Array.ConvertAll(Doubles(golden.GetProperty(name)), value => (float)value),
        golden.GetProperty("columns").GetInt32(),
        new TreeDataOptions { Categorical = categorical ?? [] });

    private static double[] Doubles(JsonElement list) =>
        [.. list.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
}
