namespace Hone.Learn.Tests;

/// <summary>Bad input ends in a sentence with its numbers.</summary>
public sealed class TreeErrorTests
{
    private static readonly TreeData Two = TreeData.FromColumns([[1, 2, 3], [4, 5, 6]], new() { Names = ["age", "height"] });

    [Fact]
    public void Tables_name_the_column_and_row_that_cannot_be_used()
    {
        Says<HoneDataException>(() => TreeData.FromColumns([[1, 2], [3, float.PositiveInfinity]]), "infinity", "\"x1\"", "row 1");
        Says<HoneDataException>(() => TreeData.FromColumns([[1, 2], [3]]), "2 rows", "\"x1\" with 1 rows");
        Says<HoneDataException>(() => TreeData.FromRows([1, 2, 3], 2), "2 columns", "3 values");
        Says<HoneDataException>(() => TreeData.FromColumns([[1]], new() { Names = ["a", "b"] }), "1 columns", "2 names");
        Says<HoneDataException>(() => TreeData.FromColumns([[1, 2.5f]], new() { Categorical = [0] }), "2.5", "row 1");
        Says<HoneDataException>(() => TreeData.FromColumns([[1, -1]], new() { Categorical = [0] }), "-1", "65535");
        Says<HoneDataException>(() => TreeData.FromColumns([[1]], new() { Categorical = [4] }), "4", "from 0 to 0");
        Says<HoneDataException>(() => Two.Take([0, 3]), "row 3", "0 to 2");
    }

    [Fact]
    public void Targets_and_weights_must_fit_the_rows()
    {
        Says<HoneDataException>(() => RandomForestClassifier.Fit(Two, [0, 1]), "3 rows", "2 targets");
        Says<HoneDataException>(() => RandomForestClassifier.Fit(Two, [1, 1, 1]), "3 rows", "class 1");
        Says<HoneDataException>(() => RandomForestClassifier.Fit(Two, [0, -1, 1]), "-1", "row 1");
        Says<HoneDataException>(() => RandomForestClassifier.Fit(Two, [0, 1, 123456]), "123456");
        Says<HoneDataException>(() => RandomForestRegressor.Fit(Two, [0, double.NaN, 1]), "NaN", "row 1");
        Says<HoneDataException>(() => HistGradientBoostingRegressor.Fit(Two, [0, 1, double.PositiveInfinity]), "Infinity", "row 2");
        Says<HoneDataException>(() => DecisionTreeRegressor.Fit(TreeData.FromColumns([[]]), []), "0 rows and 1 columns");
        Says<HoneDataException>(() => DecisionTreeRegressor.Fit(Two, [1, 2, 3], fit: new() { Weights = [1] }), "3 rows", "1 weights");
        Says<HoneDataException>(() => DecisionTreeRegressor.Fit(Two, [1, 2, 3], fit: new() { Weights = [1, -2, 1] }), "-2", "row 1");
        Says<HoneDataException>(() => HistGradientBoostingRegressor.Fit(Two, [1, 2, 3], fit: new() { Weights = [0, 0, 0] }), "3 weights of 0");
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Says<HoneException>(() => RandomForestRegressor.Fit(Two, [1, 2, 3], new() { Trees = 0 }), "0", "ForestOptions.Trees");
        Says<HoneException>(() => RandomForestRegressor.Fit(Two, [1, 2, 3], new() { MaxSamples = 1.5 }), "1.5");
        Says<HoneException>(() => ExtraTreesRegressor.Fit(Two, [1, 2, 3], new() { OobScore = true }), "null", "Bootstrap");
        Says<HoneException>(() => DecisionTreeRegressor.Fit(Two, [1, 2, 3], new() { MinSamplesSplit = 1 }), "1", "MinSamplesSplit");
        Says<HoneException>(() => DecisionTreeRegressor.Fit(Two, [1, 2, 3], fit: new() { Threads = -3 }), "-3", "Threads");
        Says<HoneException>(() => HistGradientBoostingRegressor.Fit(Two, [1, 2, 3], new() { MaxBins = 300 }), "300", "255");
        Says<HoneException>(() => HistGradientBoostingRegressor.Fit(Two, [1, 2, 3], new() { Monotonic = [Monotonicity.Increasing] }), "2 columns", "1 directions");
        Says<HoneException>(() => HistGradientBoostingClassifier.Fit(Two, [0, 1, 2], new() { Monotonic = [Monotonicity.Increasing, Monotonicity.Free] }), "3 classes", "\"age\"");
        Says<HoneDataException>(() => HistGradientBoostingRegressor.Fit(Two, [1, 2, 3], new() { EarlyStopping = EarlyStoppingMode.On }), "3 rows", "0.1");
        Says<ArgumentOutOfRangeException>(() => MaxFeatures.Fraction(0), "0");
        Says<ArgumentOutOfRangeException>(() => MaxFeatures.Count(0), "0");
    }

    [Fact]
    public void Too_many_categories_are_counted()
    {
        float[] codes = [.. Enumerable.Range(0, 300).Select(code => (float)code)];
        var data = TreeData.FromColumns([codes], new() { Categorical = [0], Names = ["city"] });
        Says<HoneDataException>(() => HistGradientBoostingRegressor.Fit(data, [.. codes.Select(code => (double)code)]), "300 categories", "255", "\"city\"");

        // The same sentence from another thread.
        var both = TreeData.FromColumns([codes, codes], new() { Categorical = [0, 1] });
        Says<HoneDataException>(() => HistGradientBoostingRegressor.Fit(both, [.. codes.Select(code => (double)code)], fit: new() { Threads = 2 }), "300 categories");
    }

    [Fact]
    public void Rows_to_predict_have_the_columns_of_the_fit()
    {
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(Two, [1, 2, 3]);
        Says<HoneDataException>(() => tree.Predict(TreeData.FromColumns([[1]])), "2 columns", "age, height", "1 columns");
        Assert.Empty(tree.Predict(TreeData.FromColumns([[], []])));
        Says<HoneDataException>(() => PartialDependence.Of(tree, Two, 2), "0 to 1", "2");
        Says<HoneException>(() => PartialDependence.Of(tree, Two, 0, new() { Points = 1 }), "1 points");
        Says<HoneDataException>(() => PartialDependence.Of(tree, TreeData.FromColumns([[float.NaN], [1]]), 0), "1 rows");
        Says<HoneDataException>(() => PermutationImportance.Of(tree, Two, [1, 2]), "3 rows and 2 targets");
        Says<HoneException>(() => PermutationImportance.Of(tree, Two, [1, 2, 3], new() { Repeats = 0 }), "0");
        Says<HoneDataException>(() => OutOfDomain.Between(Two, TreeData.FromColumns([[1]])), "3 rows of 2", "1 rows of 1");
        Says<HoneDataException>(() => LeafCooccurrence.Matrix(tree, TreeData.FromColumns([new float[20_001], new float[20_001]])), "20000", "20001");
    }

    private static void Says<TError>(Action action, params string[] words)
        where TError : Exception
    {
        TError error = Assert.Throws<TError>(action);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
