namespace Hone.Learn.Tests;

/// <summary>Many rows walk down a tree in its compact form; one row walks from node to node. Both arrive at the same leaf.</summary>
public sealed class TreeWalkTests
{
    private const int Rows = 700;

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Many_rows_find_the_leaves_that_each_finds_alone(double missing)
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(Rows, seed: 31, missing);
        (TreeData others, _, _) = TreeTables.Create(Rows, seed: 32, missing: 0.3);
        (TreeData whole, _, _) = TreeTables.Create(Rows, seed: 33);
        foreach (TreeModel model in (TreeModel[])[
            RandomForestRegressor.Fit(data, numbers, new() { Trees = 3 }),
            ExtraTreesRegressor.Fit(data, numbers, new() { Trees = 3, MaxDepth = 4 }),
            HistGradientBoostingRegressor.Fit(data, numbers, new() { MaxIterations = 3 })])
        {
            Assert.All(model.Ensemble.Trees, tree => Assert.NotNull(CompactTree.Create(tree, data.Columns, hasMissing: false)));
            Assert.All(model.Ensemble.Trees, tree => Assert.NotNull(CompactTree.Create(tree, data.Columns, hasMissing: true)));
            AssertSameLeaves(model, others);
            AssertSameLeaves(model, whole);
            AssertSameLeaves(model, data);
        }
    }

    [Fact]
    public void Both_zeros_are_one_number()
    {
        // A threshold of exactly zero, which minus zero is not above.
        float[] column = [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? 0f : float.BitIncrement(0f))];
        double[] target = Array.ConvertAll(column, value => value > 0 ? 1.0 : 0);
        DecisionTreeRegressor stump = DecisionTreeRegressor.Fit(TreeData.FromColumns([column]), target);
        Assert.Equal(0f, stump.Ensemble.Trees[0].Nodes[0].Threshold);
        float[] asked = [.. Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? -0f : row % 3 == 1 ? 0f : -1f)];
        Assert.All(stump.Predict(TreeData.FromColumns([asked])), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_table_of_more_columns_than_the_compact_form_holds_is_walked_node_by_node()
    {
        int columns = CompactNode.MostColumns + 1;
        float[][] table = [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, Rows).Select(row => c == columns - 1 ? row : 0f).ToArray())];
        double[] target = [.. Enumerable.Range(0, Rows).Select(row => row < 100 ? 1.0 : 2)];
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(TreeData.FromColumns(table), target);
        Assert.Null(CompactTree.Create(tree.Ensemble.Trees[0], columns, hasMissing: false));
        Assert.Equal(target, tree.Predict(TreeData.FromColumns(table)));
    }

    [Fact]
    public void Rows_narrower_than_the_tree_are_refused()
    {
        (TreeData data, double[] numbers, _) = TreeTables.Create(Rows, seed: 33);
        Tree tree = DecisionTreeRegressor.Fit(data, numbers).Ensemble.Trees[0];
        CompactTree compact = CompactTree.Create(tree, data.Columns, hasMissing: false)!;
        Assert.Throws<ArgumentOutOfRangeException>(() => compact.FindLeaves(new int[100], new int[100]));
    }

    [Fact]
    public void A_key_is_ordered_as_its_value_is()
    {
        float[] values = [float.NegativeInfinity, -3e38f, -1.5f, -1e-45f, -0f, 0f, 1e-45f, 1.5f, 3e38f, float.PositiveInfinity];
        int[] keys = Array.ConvertAll(values, RowBlock.KeyOf);
        Assert.Equal([.. keys.Order()], keys);
        Assert.Equal(values.Length, keys.Distinct().Count());
        Assert.Equal(RowBlock.MissingAbove, RowBlock.KeyOf(float.NaN));
        Assert.Equal(RowBlock.MissingAbove, RowBlock.KeyOf(-float.NaN));
    }

    [Fact]
    public void Half_of_the_columns_with_missing_values_fit_into_the_compact_form()
    {
        int columns = (CompactNode.MostColumns / 2) + 1;
        float[][] table = [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, Rows).Select(row => c == columns - 1 ? row : 0f).ToArray())];
        double[] target = [.. Enumerable.Range(0, Rows).Select(row => row < 100 ? 1.0 : 2)];
        DecisionTreeRegressor tree = DecisionTreeRegressor.Fit(TreeData.FromColumns(table), target);
        Assert.NotNull(CompactTree.Create(tree.Ensemble.Trees[0], columns, hasMissing: false));
        Assert.Null(CompactTree.Create(tree.Ensemble.Trees[0], columns, hasMissing: true));
        table[0][5] = float.NaN;
        Assert.Equal(target, tree.Predict(TreeData.FromColumns(table)));
    }

    private static void AssertSameLeaves(TreeModel model, TreeData data)
    {
        int[] many = model.Apply(data);
        int trees = model.TreeCount;
        var row = new float[data.Columns];
        for (int r = 0; r < data.Rows; r++)
        {
            data.CopyRows(r, 1, row);
            for (int t = 0; t < trees; t++)
            {
                Assert.Equal(model.Ensemble.Trees[t].FindLeaf(row), many[(r * trees) + t]);
            }
        }
    }
}
