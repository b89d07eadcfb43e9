namespace Hone.Learn.Tests;

/// <summary>What forests say about themselves.</summary>
public sealed class TreeInterpretationTests
{
    [Fact]
    public void Bias_and_contributions_add_up_to_the_prediction()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(300, seed: 1, missing: 0.1, classes: 3);
        HistGradientBoostingRegressor boosting = HistGradientBoostingRegressor.Fit(data, numbers, new() { MaxIterations = 8 });
        Check(boosting, data, boosting.Predict(data));
        RandomForestRegressor forest = RandomForestRegressor.Fit(data, numbers, new() { Trees = 5 });
        Check(forest, data, forest.Predict(data));
        RandomForestClassifier classifier = RandomForestClassifier.Fit(data, classes, new() { Trees = 5 });
        Check(classifier, data, classifier.PredictProbabilities(data));
        HistGradientBoostingClassifier logits = HistGradientBoostingClassifier.Fit(data, classes, new() { MaxIterations = 3 });
        Check(logits, data, logits.Ensemble.Raw(data, new TreeWork(null)));
    }

    [Fact]
    public void A_column_that_says_nothing_has_little_importance()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(600, seed: 2);
        RandomForestClassifier forest = RandomForestClassifier.Fit(data, classes, new() { Trees = 30, MinSamplesLeaf = 5 });
        Assert.Equal(1, forest.FeatureImportances.Sum(), 9);
        Assert.Equal(0, Largest(forest.FeatureImportances));
        Assert.True(forest.FeatureImportances[3] < 0.1, $"{forest.FeatureImportances[3]}");
        (TreeData newData, _, int[] newClasses) = TreeTables.Create(600, seed: 3);
        PermutationImportance importance = PermutationImportance.Of(forest, newData, newClasses, new() { Seed = 4 });
        Assert.Equal(TreeTables.Accuracy(forest.Predict(newData), newClasses), importance.Baseline, 12);
        Assert.Equal(0, Largest(importance.Means));
        Assert.InRange(importance.Means[3], -0.03, 0.03);
        PermutationImportance again = PermutationImportance.Of(forest, newData, newClasses, new() { Seed = 4 });
        Assert.Equal(importance.Means, again.Means);
        PermutationImportance ofNumbers = PermutationImportance.Of(RandomForestRegressor.Fit(data, numbers, new() { Trees = 10 }), data, numbers);
        Assert.True(ofNumbers.Means[0] > 0.3, $"{ofNumbers.Means[0]}");
        Assert.All(ofNumbers.StandardDeviations, deviation => Assert.InRange(deviation, 0, 0.2));
    }

    [Fact]
    public void Partial_dependence_is_the_mean_prediction_with_the_column_set()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(200, seed: 5);
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(data, numbers, new() { MinSamplesLeaf = 5 });
        PartialDependence curve = PartialDependence.Of(tree, data, 0, new() { Points = 7 });
        Assert.Equal(7, curve.Grid.Count);
        Assert.Equal(curve.Grid.Order(), curve.Grid);
        float[] set = new float[200];
        Array.Fill(set, curve.Grid[3]);
        var changed = TreeData.FromColumns([set, data.Column(1).ToArray(), data.Column(2).ToArray(), data.Column(3).ToArray()]);
        Assert.Equal(tree.Predict(changed).Average(), curve.Averages[3], 9);
        Assert.True(curve.Averages[6] > curve.Averages[0]);
    }

    [Fact]
    public void Rows_of_the_same_leaf_are_alike()
    {
        (TreeData data, _, int[] classes) = TreeTables.Create(60, seed: 6);
        RandomForestClassifier forest = RandomForestClassifier.Fit(data, classes, new() { Trees = 20, MinSamplesLeaf = 3 });
        float[] shares = LeafCooccurrence.Matrix(forest, data);
        int[] leaves = forest.Apply(data);
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(1, shares[(i * 60) + i]);
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(shares[(i * 60) + j], shares[(j * 60) + i]);
                int same = Enumerable.Range(0, 20).Count(t => leaves[(i * 20) + t] == leaves[(j * 20) + t]);
                Assert.Equal(same / 20f, shares[(i * 60) + j]);
            }
        }
    }

    [Fact]
    public void Rows_from_elsewhere_are_told_apart_by_the_column_that_moved()
    {
        (TreeData here, _, _) = TreeTables.Create(300, seed: 7);
        (TreeData same, _, _) = TreeTables.Create(300, seed: 8);
        float[] moved = [.. same.Column(2).ToArray().Select(value => value + 2)];
        TreeData elsewhere = TreeData.FromColumns([same.Column(0).ToArray(), same.Column(1).ToArray(), moved, same.Column(3).ToArray()]);
        Assert.InRange(OutOfDomain.Between(here, same).Score, 0.4, 0.6);
        OutOfDomain drift = OutOfDomain.Between(here, elsewhere);
        Assert.InRange(drift.Score, 0.85, 1);
        Assert.Equal(2, Largest(drift.Importances));
    }

    private static void Check(TreeModel model, TreeData data, double[] predictions)
    {
        TreeContributions contributions = TreeContributions.Of(model, data);
        for (int row = 0; row < data.Rows; row++)
        {
            for (int k = 0; k < contributions.Outputs; k++)
            {
                double sum = contributions.Bias[k] + Enumerable.Range(0, data.Columns).Sum(feature => contributions[row, feature, k]);
                Assert.Equal(predictions[(row * contributions.Outputs) + k], sum, 9);
            }
        }
    }

    private static int Largest(IReadOnlyList<double> values) => Enumerable.Range(0, values.Count).MaxBy(i => values[i]);
}
