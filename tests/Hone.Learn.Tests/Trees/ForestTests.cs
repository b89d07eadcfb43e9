namespace Hone.Learn.Tests;

/// <summary>What holds for decision trees, random forests and extra trees whatever the data.</summary>
public sealed class ForestTests
{
    [Fact]
    public void A_full_tree_knows_its_training_rows_by_heart()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(300, seed: 1, classes: 4);
        Assert.Equal(numbers, DecisionTreeRegressor.Fit(data, numbers).Predict(data), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(classes, DecisionTreeClassifier.Fit(data, classes).Predict(data));
        Assert.Equal(classes, ExtraTreesClassifier.Fit(data, classes, new() { Trees = 5 }).Predict(data));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_number_of_threads_never_matters_to_a_forest(int classes)
    {
        (TreeData data, double[] numbers, int[] labels) = TreeTables.Create(400, seed: 2, missing: 0.1, classes);
        var options = new ForestOptions { Trees = 8, Seed = 3, OobScore = true };
        RandomForestClassifier one = RandomForestClassifier.Fit(data, labels, options, new() { Threads = 1 });
        RandomForestClassifier many = RandomForestClassifier.Fit(data, labels, options, new() { Threads = 5 });
        Assert.Equal(one.PredictProbabilities(data), many.PredictProbabilities(data));
        Assert.Equal(one.OutOfBag!.Predictions, many.OutOfBag!.Predictions);
        ExtraTreesRegressor first = ExtraTreesRegressor.Fit(data, numbers, new() { Trees = 6 }, new() { Threads = 1 });
        ExtraTreesRegressor second = ExtraTreesRegressor.Fit(data, numbers, new() { Trees = 6 }, new() { Threads = 4 });
        Assert.Equal(first.Predict(data), second.Predict(data));
    }

    [Fact]
    public void Another_seed_gives_another_forest_and_the_same_seed_the_same()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(200, seed: 4);
        double[] first = RandomForestRegressor.Fit(data, numbers, new() { Trees = 5, Seed = 1 }).Predict(data);
        Assert.Equal(first, RandomForestRegressor.Fit(data, numbers, new() { Trees = 5, Seed = 1 }).Predict(data));
        Assert.NotEqual(first, RandomForestRegressor.Fit(data, numbers, new() { Trees = 5, Seed = 2 }).Predict(data));
    }

    [Fact]
    public void The_order_of_rows_never_matters_to_a_tree()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(300, seed: 5, missing: 0.1, classes: 3);
        int[] order = new RandomStream(6, "order").Permutation(data.Rows);
        TreeData shuffled = data.Take(order);
        var options = new DecisionTreeOptions { MinSamplesLeaf = 4, MaxDepth = 5 };
        double[] expected = DecisionTreeRegressor.Fit(data, numbers, options).Predict(data);
        double[] got = DecisionTreeRegressor.Fit(shuffled, TreeTables.Take(numbers, order), options).Predict(data);
        Assert.Equal(expected, got, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(
            DecisionTreeClassifier.Fit(data, classes, options).PredictProbabilities(data),
            DecisionTreeClassifier.Fit(shuffled, TreeTables.Take(classes, order), options).PredictProbabilities(data));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_that_comes_twice_and_a_weight_of_zero_is_no_row()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(120, seed: 7);
        double[] weights = [.. Enumerable.Range(0, 120).Select(row => (double)(row % 3))];
        int[] repeated = [.. Enumerable.Range(0, 120).SelectMany(row => Enumerable.Repeat(row, row % 3))];
        var weighted = new TreeFitOptions { Weights = weights };
        Assert.Equal(
            DecisionTreeClassifier.Fit(data.Take(repeated), TreeTables.Take(classes, repeated)).PredictProbabilities(data),
            DecisionTreeClassifier.Fit(data, classes, fit: weighted).PredictProbabilities(data));
        Assert.Equal(
            DecisionTreeRegressor.Fit(data.Take(repeated), TreeTables.Take(numbers, repeated)).Predict(data),
            DecisionTreeRegressor.Fit(data, numbers, fit: weighted).Predict(data),
            (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Sorting_and_counting_find_the_same_split()
    {
        // Rows without weight widen the range of codes from 500 to 30,500: what was counted is sorted then.
        const int Spread = 61;
        var random = new RandomStream(8, "ranks");
        float[] values = [.. random.Permutation(500).Select(rank => (float)rank * Spread)];
        double[] target = Array.ConvertAll(values, value => Math.Sin(value / 2440) + (0.1 * random.NextNormal()));
        float[] others = [.. Enumerable.Range(0, 500 * Spread).Where(value => value % Spread != 0).Select(value => (float)value)];
        var narrow = TreeData.FromColumns([values]);
        var wide = TreeData.FromColumns([[.. values, .. others]]);
        double[] wideTarget = [.. target, .. new double[others.Length]];
        double[] weights = [.. Enumerable.Repeat(1.0, 500), .. new double[others.Length]];
        double[] expected = DecisionTreeRegressor.Fit(narrow, target, new() { MinSamplesLeaf = 5 }).Predict(wide);
        double[] got = DecisionTreeRegressor.Fit(wide, wideTarget, new() { MinSamplesLeaf = 5 }, new() { Weights = weights }).Predict(wide);
        Assert.Equal(expected, got);
    }

    [Fact]
    public void A_tree_finds_the_best_cut_that_trying_all_of_them_finds()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(90, seed: 9);
        (double error, float threshold, int feature) best = (double.PositiveInfinity, 0, 0);
        for (int f = 0; f < data.Columns; f++)
        {
            float[] sorted = [.. data.Column(f).ToArray().Order()];
            for (int i = 1; i < sorted.Length; i++)
            {
                float threshold = (float)(((double)sorted[i] + sorted[i - 1]) / 2);
                double error = Enumerable.Range(0, 90).GroupBy(row => data.Column(f)[row] <= threshold).Sum(side =>
                {
                    double mean = side.Average(row => numbers[row]);
                    return side.Sum(row => (numbers[row] - mean) * (numbers[row] - mean));
                });
                if (error < best.error)
                {
                    best = (error, threshold, f);
                }
            }
        }

        DecisionTreeRegressor stump = DecisionTreeRegressor.Fit(data, numbers, new() { MaxDepth = 1 });
        Assert.Equal(best.feature, stump.Ensemble.Trees[0].Nodes[0].Feature);
        Assert.Equal(best.threshold, stump.Ensemble.Trees[0].Nodes[0].Threshold);
        Assert.Equal(best.error / 90, TreeTables.SquaredError(stump.Predict(data), numbers), 9);
    }

    [Fact]
    public void More_trees_do_not_hurt()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(1200, seed: 10);
        int[] train = [.. Enumerable.Range(0, 800)];
        int[] test = [.. Enumerable.Range(800, 400)];
        double[] errors = Array.ConvertAll((int[])[1, 10, 60], trees =>
            TreeTables.SquaredError(RandomForestRegressor.Fit(data.Take(train), TreeTables.Take(numbers, train), new() { Trees = trees }).Predict(data.Take(test)), TreeTables.Take(numbers, test)));
        Assert.True(errors[1] < errors[0], $"10 trees {errors[1]}, 1 tree {errors[0]}");
        Assert.True(errors[2] < errors[1] * 1.03, $"60 trees {errors[2]}, 10 trees {errors[1]}");
    }

    [Fact]
    public void Out_of_bag_scores_are_near_those_on_new_rows()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(1500, seed: 11);
        int[] train = [.. Enumerable.Range(0, 900)];
        int[] test = [.. Enumerable.Range(900, 600)];
        RandomForestClassifier forest = RandomForestClassifier.Fit(data.Take(train), TreeTables.Take(classes, train), new() { Trees = 50, OobScore = true });
        double accuracy = TreeTables.Accuracy(forest.Predict(data.Take(test)), TreeTables.Take(classes, test));
        Assert.Equal(900, forest.OutOfBag!.Rows);
        Assert.InRange(forest.OutOfBag.Score, accuracy - 0.04, accuracy + 0.04);
        RandomForestRegressor regressor = RandomForestRegressor.Fit(data.Take(train), TreeTables.Take(numbers, train), new() { Trees = 2, OobScore = true });
        int left = regressor.OutOfBag!.Predictions.Count(double.IsNaN);
        Assert.Equal(900 - left, regressor.OutOfBag.Rows);
        Assert.InRange(left / 900.0, 0.3, 0.5);
    }

    [Fact]
    public void Missing_values_go_where_they_belong()
    {
        // The target is 5 exactly where the value is missing, and otherwise rises with it.
        float[] column = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0 ? float.NaN : row)];
        double[] target = [.. column.Select(value => float.IsNaN(value) ? 500.0 : value)];
        var data = TreeData.FromColumns([column]);
        Assert.Equal(target, DecisionTreeRegressor.Fit(data, target).Predict(data));
        DecisionTreeRegressor stump = DecisionTreeRegressor.Fit(data, target, new() { MaxDepth = 1 });
        Assert.Equal(500.0, stump.Predict(TreeData.FromColumns([[float.NaN]]))[0]);

        // Missing values that look like small ones go left with them.
        double[] like = [.. column.Select(value => float.IsNaN(value) || value < 100 ? 0.0 : 1)];
        Assert.Equal([0.0], DecisionTreeRegressor.Fit(data, like, new() { MaxDepth = 1 }).Predict(TreeData.FromColumns([[float.NaN]])));
        Assert.Equal(like, ExtraTreesRegressor.Fit(data, like, new() { Trees = 3 }).Predict(data));
    }

    [Fact]
    public void A_leaf_has_no_fewer_rows_than_asked_for()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(400, seed: 12, missing: 0.2);
        foreach (TreeModel model in (TreeModel[])[
            DecisionTreeRegressor.Fit(data, numbers, new() { MinSamplesLeaf = 7 }),
            ExtraTreesRegressor.Fit(data, numbers, new() { MinSamplesLeaf = 7, Trees = 1 }),
            HistGradientBoostingRegressor.Fit(data, numbers, new() { MinSamplesLeaf = 7, MaxIterations = 1 })])
        {
            IGrouping<int, int>[] leaves = [.. model.Apply(data).GroupBy(leaf => leaf)];
            Assert.Equal(model.LeafCount, leaves.Length);
            Assert.All(leaves, leaf => Assert.True(leaf.Count() >= 7, $"{leaf.Count()} rows"));
        }
    }

    [Fact]
    public void A_column_of_more_distinct_values_than_codes_is_still_cut_well()
    {
        int rows = 70_000;
        int[] ranks = new RandomStream(13, "many").Permutation(rows);
        var data = TreeData.FromColumns([Array.ConvertAll(ranks, rank => (float)rank)]);
        double[] target = Array.ConvertAll(ranks, rank => rank < 30_000 ? 0.0 : 1);
        DecisionTreeRegressor stump = DecisionTreeRegressor.Fit(data, target, new() { MaxDepth = 1 });
        Assert.InRange(TreeTables.SquaredError(stump.Predict(data), target), 0, 2.0 / rows);
    }

    [Fact]
    public void A_constant_target_is_predicted_by_a_single_leaf()
    {
        (TreeData data, _, _) = TreeTables.Create(50, seed: 14);
        double[] constant = [.. Enumerable.Repeat(3.25, 50)];
        RandomForestRegressor forest = RandomForestRegressor.Fit(data, constant, new() { Trees = 4 });
        Assert.Equal(4, forest.LeafCount);
        Assert.All(forest.Predict(data), value => Assert.Equal(3.25, value));
        Assert.All(forest.FeatureImportances, value => Assert.Equal(0, value));
        Assert.All(HistGradientBoostingRegressor.Fit(data, constant).Predict(data), value => Assert.Equal(3.25, value, 9));
    }

    [Fact]
    public void A_fit_reports_every_tree_and_stops_when_told()
    {
        (TreeData data, double[] numbers, int[] classes) = TreeTables.Create(300, seed: 15);
        var seen = new System.Collections.Concurrent.ConcurrentBag<TreeProgress>();
        RandomForestRegressor.Fit(data, numbers, new() { Trees = 7 }, new() { Progress = new Direct(seen.Add) });
        Assert.Equal(Enumerable.Range(1, 7), seen.Select(progress => progress.Done).Order());

        using var source = new CancellationTokenSource();
        var stopping = new TreeFitOptions { CancellationToken = source.Token, Progress = new Direct(_ => source.Cancel()) };
        Assert.ThrowsAny<OperationCanceledException>(() => RandomForestClassifier.Fit(data, classes, new() { Trees = 5000 }, stopping));
        Assert.ThrowsAny<OperationCanceledException>(() => HistGradientBoostingClassifier.Fit(data, classes, new() { MaxIterations = 5000 }, stopping));
    }

    private sealed class Direct(Action<TreeProgress> report) : IProgress<TreeProgress>
    {
        public void Report(TreeProgress value) => report(value);
    }
}
