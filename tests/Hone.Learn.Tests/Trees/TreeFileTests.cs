using System.IO.Compression;

namespace Hone.Learn.Tests;

/// <summary>Models of trees on disk.</summary>
public sealed class TreeFileTests
{
    [Fact]
    public void Every_model_predicts_the_same_after_saving_and_loading()
    {
        using var folder = new TemporaryFolder();
        (TreeData plain, double[] numbers, int[] classes) = TreeTables.Create(200, seed: 1, missing: 0.1, classes: 3);
        int[] two = Array.ConvertAll(classes, label => Math.Min(label, 1));
        float[] codes = [.. Enumerable.Range(0, 200).Select(row => row % 7 == 6 ? float.NaN : (float)(row % 7 * 9))];
        TreeData data = TreeData.FromColumns([plain.Column(0).ToArray(), codes, plain.Column(1).ToArray()], new() { Categorical = [1], Names = ["a", "b", "c"] });
        var forest = new ForestOptions { Trees = 4 };
        var boosting = new HistGradientBoostingOptions { MaxIterations = 4, MinSamplesLeaf = 5 };
        TreeModel[] models =
        [
            DecisionTreeClassifier.Fit(data, classes),
            DecisionTreeRegressor.Fit(data, numbers),
            RandomForestClassifier.Fit(data, two, forest),
            RandomForestRegressor.Fit(data, numbers, forest),
            ExtraTreesClassifier.Fit(data, classes, forest),
            ExtraTreesRegressor.Fit(data, numbers, forest),
            HistGradientBoostingClassifier.Fit(data, two, boosting),
            HistGradientBoostingClassifier.Fit(data, classes, boosting),
            HistGradientBoostingRegressor.Fit(data, numbers, boosting),
        ];
        foreach (TreeModel model in models)
        {
            string path = Path.Combine(folder.Root, $"{model.Kind}.hone");
            model.Save(path);
            byte[] bytes = File.ReadAllBytes(path);
            TreeModel loaded = TreeModel.Load(path);
            Assert.Equal(model.GetType(), loaded.GetType());
            Assert.Equal(model.Response(data), loaded.Response(data));
            Assert.Equal(model.FeatureNames, loaded.FeatureNames);
            Assert.Equal(model.FeatureImportances, loaded.FeatureImportances);
            loaded.Save(path);
            Assert.Equal(bytes, File.ReadAllBytes(path));
        }
    }

    [Fact]
    [Trait(Fuzzer.Category, Fuzzer.Fuzz)]
    public void A_damaged_file_costs_an_error_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        (TreeData data, _, int[] classes) = TreeTables.Create(100, seed: 2);
        string path = Path.Combine(folder.Root, "model.hone");
        HistGradientBoostingClassifier.Fit(data, classes, new() { MaxIterations = 2 }).Save(path);
        byte[] seed = File.ReadAllBytes(path);
        Fuzzer.Run("trees", 400, [seed], Fuzzer.Mutate, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return Array.ConvertAll(((TreeClassifier)TreeModel.Load(path)).Predict(data), label => (byte)label);
        });
    }

    [Fact]
    public void A_walk_that_would_never_end_is_refused()
    {
        TreeNode[] nodes = [TreeNode.Split(0, 1, false, 1), TreeNode.Leaf(1), TreeNode.Leaf(2)];
        TreeArrays loop = TreeArrays.From([new Tree([TreeNode.Split(0, 1, false, 1), TreeNode.Split(0, 1, false, 3), TreeNode.Leaf(2), TreeNode.Leaf(3), TreeNode.Leaf(4)], new double[5], new double[5], new double[5], [])]);
        Assert.Equal(3, loop.ToTrees(1, 1, 1, "here")[0].Leaves);
        Assert.Contains("column 3", Assert.Throws<HoneFormatException>(() => TreeArrays.From([TreeOf([TreeNode.Split(3, 1, false, 1), nodes[1], nodes[2]])]).ToTrees(1, 1, 2, "here")).Message);
        Assert.Contains("\"values\" with 6 numbers", Assert.Throws<HoneFormatException>(() => TreeArrays.From([TreeOf(nodes)]).ToTrees(1, 2, 1, "here")).Message);
        Assert.Contains("children 2 and 3", Assert.Throws<HoneFormatException>(() => TreeArrays.From([TreeOf([TreeNode.Split(0, 1, false, 1), nodes[1], TreeNode.Leaf(2)], replaceLeft: 2)]).ToTrees(1, 1, 1, "here")).Message);
    }

    [Fact]
    public void Other_files_are_named_for_what_they_are()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "x.hone");
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => TreeModel.Load(path)).Message);
        File.WriteAllText(path, "no zip");
        Assert.Contains("zip archive", Assert.Throws<HoneFormatException>(() => TreeModel.Load(path)).Message);
        using (ZipArchive archive = ZipFile.Open(Path.Combine(folder.Root, "y.hone"), ZipArchiveMode.Create))
        {
            using Stream stream = archive.CreateEntry("model.json", CompressionLevel.NoCompression).Open();
            stream.Write("{\"format\":\"hone-model\"}"u8);
        }

        Assert.Contains("hone-model", Assert.Throws<HoneFormatException>(() => TreeModel.Load(Path.Combine(folder.Root, "y.hone"))).Message);
    }

    private static Tree TreeOf(TreeNode[] nodes, int? replaceLeft = null)
    {
        var tree = new Tree([.. nodes], new double[nodes.Length], new double[nodes.Length], new double[nodes.Length], []);
        if (replaceLeft is int left)
        {
            tree.Nodes[0] = TreeNode.Split(0, 1, false, left);
        }

        return tree;
    }
}
