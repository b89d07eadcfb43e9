using System.Globalization;
using System.Text;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

/// <summary>Small projects with raw data and a frozen split, and recipes for them.</summary>
internal static class RecipeProjects
{
    public const int Side = 8;

    private static readonly PreparedProjects Copies = new();

    private static readonly string[] Colors = ["blue", "green", "red"];

    /// <summary>Three colors of images, 24 each: 54 to train, 9 to decide, 9 to test.</summary>
    public static Project Images(TemporaryFolder folder, bool isSealed = true, int folds = 0) => Copies.Of($"images {isSealed} {folds}", folder, made =>
    {
        Project project = CombineSamples.Project(made["p"]);
        for (int color = 0; color < Colors.Length; color++)
        {
            for (int image = 0; image < 24; image++)
            {
                Png.Write(Create(made["raw"], Colors[color], $"{image:00}.png"), Picture(color, image));
            }
        }

        project.Data.Add(made["raw"]);
        Freeze(project, new SplitOptions { Fractions = new() { Valid = 0.125, Test = 0.125 }, Seed = 42, Folds = folds }, isSealed);
    });

    /// <summary>240 rows of two numbers, a word and the number that follows from them.</summary>
    public static Project Table(TemporaryFolder folder, string metric = "rmse") => Copies.Of($"table {metric}", folder, made =>
    {
        Project project = CombineSamples.Project(made["p"], metric, "y");
        var text = new StringBuilder("key,a,b,word,y\n");
        for (int row = 0; row < 240; row++)
        {
            RandomStream random = new RandomStream(5, "rows").Split(row);
            double a = random.NextNormal();
            double b = random.NextNormal();
            string word = (string)(random.NextInt(2) == 0 ? "high" : "low");
            double y = (2 * a) + b + (word == "high" ? 3 : 0) + (0.1 * random.NextNormal());
            text.Append(CultureInfo.InvariantCulture, $"r{row},{a},{b},{word},{y}\n");
        }

        File.WriteAllText(made["rows.csv"], text.ToString());
        project.Data.Add(made["rows.csv"], new DataSource { IdColumn = "key" });
        Freeze(project, new SplitOptions { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 42 }, isSealed: true);
    });

    /// <summary>A net that learns the colors in a moment.</summary>
    public static RecipeModel Net(Recipe recipe)
    {
        double rate = recipe.Param("lr", 1e-2);
        int width = recipe.Param("model.width", 4);
        DataLoaders data = recipe.Images(new() { BatchTransforms = [new RandomFlip()], Loader = new() { BatchSize = 9, Workers = 0 } });
        Module net = SmallResNet.Create(new SmallResNetOptions { InChannels = 3, Classes = recipe.ClassNames.Count, Widths = [width] }).Initialize(recipe.Seed);
        var learner = new Learner(data, net, new() { Metrics = [new Accuracy()] });
        recipe.Fit(learner, fit => learner.Fit(recipe.Epochs(2), fit with { LearningRate = rate }));
        return recipe.Model(learner);
    }

    /// <summary>A forest.</summary>
    public static RecipeModel Forest(Recipe recipe)
    {
        int trees = recipe.Param("trees", 10);
        TabularData data = recipe.Table();
        double[] targets = [.. data.Targets(data.Split.Train).Select(target => (double)target)];
        TreeModel forest = recipe.FitTrees(fit => RandomForestRegressor.Fit(data.ToMatrix(data.Split.Train).ToTreeData(), targets, new() { Trees = trees, Seed = recipe.Seed }, fit));
        return recipe.Model(TablePredictor.Of(data, new TreeMember(forest)));
    }

    public static ImageData Picture(int color, int number)
    {
        var pixels = new byte[Side * Side * 3];
        RandomStream random = new RandomStream(color, "pixels").Split(number);
        for (int i = 0; i < pixels.Length; i++)
        {
            bool isOwn = i % 3 == 2 - color;
            pixels[i] = (byte)((isOwn ? 150 : 40) + random.NextInt(60));
        }

        return new ImageData(Side, Side, 3, pixels);
    }

    public static string Create(string root, string folder, string file)
    {
        string path = Path.Combine(root, folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static void Freeze(Project project, SplitOptions options, bool isSealed)
    {
        Split split = Split.Stratified(project.Data.Load().ToSplitData(), options);
        FrozenSplit frozen = project.Splits.Freeze(split, "v1", project.Data.Manifest.Hash);
        if (isSealed)
        {
            project.Data.SealTest(frozen);
        }
    }
}
