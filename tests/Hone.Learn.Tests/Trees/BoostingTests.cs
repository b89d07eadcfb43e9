namespace Hone.Learn.Tests;

/// <summary>What holds for boosted trees whatever the data.</summary>
public sealed class BoostingTests
{
    [Fact]
    public void The_number_of_threads_never_matters_to_boosting()
    {
        // Enough rows and columns that nodes are shared out to threads.
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(20_000, seed: 1, missing: 0.05, classes: 3);
        var options = new HistGradientBoostingOptions { MaxIterations = 4 };
        Assert.Equal(
            HistGradientBoostingRegressor.Fit(data, numbers, options, new() { Threads = 1 }).Predict(data),
            HistGradientBoostingRegressor.Fit(data, numbers, options, new() { Threads = 4 }).Predict(data));
        Assert.Equal(
            HistGradientBoostingClassifier.Fit(data, classes, options, new() { Threads = 1 }).PredictProbabilities(data),
            HistGradientBoostingClassifier.Fit(data, classes, options, new() { Threads = 3 }).PredictProbabilities(data));
    }

    [Fact]
    public void The_order_of_rows_never_matters_to_boosting()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(400, seed: 2, missing: 0.1);
        int[] order = new RandomStream(3, "order").Permutation(data.Rows);
        var options = new HistGradientBoostingOptions { MaxIterations = 10 };
        double[] expected = HistGradientBoostingRegressor.Fit(data, numbers, options).Predict(data);
        double[] got = HistGradientBoostingRegressor.Fit(data.Take(order), TreeTables.Take(numbers, order), options).Predict(data);
        Assert.Equal(expected, got, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(Monotonicity.Increasing)]
    [InlineData(Monotonicity.Decreasing)]
    public void A_monotone_constraint_is_never_broken(Monotonicity direction)
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(600, seed: 4, missing: 0.05);
        var options = new HistGradientBoostingOptions { MaxIterations = 30, Monotonic = [Monotonicity.Free, direction, direction, Monotonicity.Free] };
        TreeModel[] models = [HistGradientBoostingRegressor.Fit(data, numbers, options), HistGradientBoostingClassifier.Fit(data, classes, options)];
        foreach (TreeModel model in models)
        {
            for (int feature = 1; feature <= 2; feature++)
            {
                PartialDependence curves = PartialDependence.Of(model, data, feature, new() { KeepRows = true, MaxRows = 200, Coverage = 1 });
                int outputs = curves.Outputs;
                for (int row = 0; row < curves.Rows; row++)
                {
                    for (int g = 1; g < curves.Grid.Count; g++)
                    {
                        double before = curves.Individual![((((row * curves.Grid.Count) + g - 1) * outputs) + outputs - 1)];
                        double after = curves.Individual[(((row * curves.Grid.Count) + g) * outputs) + outputs - 1];
                        double step = direction == Monotonicity.Increasing ? after - before : before - after;
                        Assert.True(step >= -1e-12, $"row {row}: {before} then {after} at {curves.Grid[g]}");
                    }
                }
            }
        }
    }

    [Fact]
    public void More_rounds_lower_the_training_error()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(500, seed: 5);
        double[] errors = Array.ConvertAll((int[])[1, 10, 100], rounds =>
            TreeTables.SquaredError(HistGradientBoostingRegressor.Fit(data, numbers, new() { MaxIterations = rounds }).Predict(data), numbers));
        Assert.True(errors[0] > errors[1] && errors[1] > errors[2], string.Join(", ", errors));
    }

    [Fact]
    public void Early_stopping_stops_and_tells_its_losses()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(1000, seed: 6);
        var options = new HistGradientBoostingOptions { EarlyStopping = EarlyStoppingMode.On, LearningRate = 0.5, MaxIterations = 300 };
        HistGradientBoostingClassifier model = HistGradientBoostingClassifier.Fit(data, classes, options);
        Assert.InRange(model.Iterations, 11, 299);
        Assert.Equal(model.Iterations + 1, model.History!.ValidationLoss.Count);
        Assert.Equal(100, model.History.ValidationRows);
        double best = model.History.ValidationLoss.Min();
        Assert.True(model.History.ValidationLoss.TakeLast(10).All(loss => loss >= best));
        Assert.Null(HistGradientBoostingRegressor.Fit(data, numbers, new() { MaxIterations = 3 }).History);
    }

    [Fact]
    public void Categories_are_split_by_sets_and_unknown_ones_go_the_way_of_missing_values()
    {
        // Codes whose order says nothing: odd ones are high.
        int rows = 600;
        float[] codes = [.. Enumerable.Range(0, rows).Select(row => (float)(row % 10 * 100))];
        double[] target = [.. codes.Select(code => code / 100 % 2)];
        var categories = TreeData.FromColumns([codes], new() { Categorical = [0] });
        HistGradientBoostingRegressor stump = HistGradientBoostingRegressor.Fit(categories, target, new() { MaxIterations = 1, MaxLeafNodes = 2, LearningRate = 1 });
        Assert.Equal(2, stump.LeafCount);
        Assert.Equal(target, stump.Predict(categories), (a, b) => Math.Abs(a - b) < 1e-6);

        var strange = TreeData.FromColumns([[float.NaN, 50, 60_000]], new() { Categorical = [0] });
        double[] got = stump.Predict(strange);
        Assert.Equal(got[0], got[1]);
        Assert.Equal(got[0], got[2]);
    }

    [Fact]
    public void Missing_values_learn_their_side()
    {
        float[] column = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0 ? float.NaN : row)];
        double[] target = [.. column.Select(value => float.IsNaN(value) || value > 100 ? 1.0 : 0)];
        HistGradientBoostingRegressor stump = HistGradientBoostingRegressor.Fit(TreeData.FromColumns([column]), target, new() { MaxIterations = 1, MaxLeafNodes = 2, LearningRate = 1 });
        Assert.Equal([1.0, 0, 1], stump.Predict(TreeData.FromColumns([[float.NaN, 10, 190]])), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_row_of_weight_zero_is_no_row()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(300, seed: 7);
        int[] kept = [.. Enumerable.Range(0, 300).Where(row => row % 3 != 0)];
        double[] weights = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0 ? 0.0 : 1)];
        var options = new HistGradientBoostingOptions { MaxIterations = 5 };
        Assert.Equal(
            HistGradientBoostingRegressor.Fit(data.Take(kept), TreeTables.Take(numbers, kept), options).Predict(data),
            HistGradientBoostingRegressor.Fit(data, numbers, options, new() { Weights = weights }).Predict(data),
            (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Too_few_rows_for_two_leaves_predict_the_mean()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(30, seed: 8);
        double mean = numbers.Average();
        Assert.All(HistGradientBoostingRegressor.Fit(data, numbers).Predict(data), value => Assert.Equal(mean, value, 9));
    }
}
