using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Prices: many categories, few rows, errors in percent, and the next year as the test.</summary>
internal static class AmesRecipe
{
    private const int Epochs = 40;
    private const int Nets = 3;
    private const int TestYear = 2010;
    private const string Target = "Sale_Price";

    /// <summary>Words of quality by how good they are; what does not exist has 0.</summary>
    private static readonly Dictionary<string, double> Quality = new()
    {
        ["Very_Poor"] = 1, ["Poor"] = 2, ["Fair"] = 3, ["Below_Average"] = 4, ["Average"] = 5, ["Typical"] = 5, ["Above_Average"] = 6, ["Good"] = 7, ["Very_Good"] = 8, ["Excellent"] = 9,
    };

    /// <summary>Learns from the houses sold before 2010 and judges on those of 2010: root mean squared error of the logarithm of the price.</summary>
    /// <remarks>
    /// Options were chosen by learning from the years before 2008 and 2009 and judging on these. One house of 2010, sold for 12,789 dollars, makes a third of the sum of
    /// squared errors: the three years beside each other say more than the last alone.
    /// </remarks>
    public static Measurement Run(Experiment experiment)
    {
        // 1. Errors of the logarithm are errors in percent. Qualities get their order back, areas are added, years become ages.
        Frame houses = Describe(Ames.Load(experiment.Data, experiment.CancellationToken).MapNumbers(Target, Math.Log));

        // 2. Three years, each from what was known before it.
        YearScore[] years = [.. new[] { TestYear - 2, TestYear - 1, TestYear }.Select(year => Judge(houses, year, experiment))];
        YearScore last = years[^1];
        return new Measurement(last.Ensemble, last.N)
        {
            Beside = [("boosting", last.Boosting), ("nets", last.Nets), ("forest", last.Forest), ("mean price", last.Mean), ("in 2008", years[0].Ensemble), ("in 2009", years[1].Ensemble)],
        };
    }

    private static Frame Describe(Frame houses)
    {
        IReadOnlyList<FrameRow> rows = houses.Rows();
        NumberColumn Code(string name) => new($"{name}_code", [.. rows.Select(row => Quality.GetValueOrDefault(row.Text(name)!))]);
        NumberColumn Sum(string name, params (double Factor, string Column)[] parts) =>
            new(name, [.. rows.Select(row => parts.Sum(part => part.Factor * row.Number(part.Column)))]);
        NumberColumn Log(string name) => new($"Log_{name}", [.. rows.Select(row => Math.Log(row.Number(name)))]);
        return houses.With(
            Code("Overall_Cond"),
            Code("Exter_Cond"),
            Code("Bsmt_Cond"),
            Code("Heating_QC"),
            Code("Garage_Cond"),
            Sum("Total_SF", (1, "Total_Bsmt_SF"), (1, "First_Flr_SF"), (1, "Second_Flr_SF")),
            Sum("Age", (1, "Year_Sold"), (-1, "Year_Built")),
            Sum("Remod_Age", (1, "Year_Sold"), (-1, "Year_Remod_Add")),
            Sum("Baths", (1, "Full_Bath"), (0.5, "Half_Bath"), (1, "Bsmt_Full_Bath"), (0.5, "Bsmt_Half_Bath")),
            Log("Lot_Area"),
            Log("Gr_Liv_Area"));
    }

    private static YearScore Judge(Frame houses, int year, Experiment experiment)
    {
        int[] before = [.. Enumerable.Range(0, houses.RowCount).Where(row => houses.IntegerColumn("Year_Sold")[row] < year)];
        int[] test = [.. Enumerable.Range(0, houses.RowCount).Where(row => houses.IntegerColumn("Year_Sold")[row] == year)];
        var data = new TabularData(houses, new() { YNames = [Target], Splitter = new IndexSplitter(before, test) });
        experiment.Say($"{before.Length} houses sold before {year} to learn from, {test.Length} of {year} to test");

        // Trees: small steps over codes and numbers.
        TreeData seen = data.ToMatrix(before).ToTreeData();
        TreeData unseen = data.ToMatrix(test).ToTreeData();
        double[] answers = Array.ConvertAll(data.Targets(before), answer => (double)answer);
        var fit = new TreeFitOptions { CancellationToken = experiment.CancellationToken };
        double[] byForest = RandomForestRegressor.Fit(seen, answers, new() { MaxFeatures = MaxFeatures.Fraction(0.4), Seed = experiment.Seed }, fit).Predict(unseen);
        var steps = new HistGradientBoostingOptions { LearningRate = 0.02, MaxIterations = 1500, MaxLeafNodes = 12, EarlyStopping = EarlyStoppingMode.Off, Seed = experiment.Seed };
        double[] byBoosting = HistGradientBoostingRegressor.Fit(seen, answers, steps, fit).Predict(unseen);

        // Nets over embeddings: few rows make each of them err in its own way, so three are averaged.
        var byNets = new double[test.Length];
        for (int net = 0; net < Nets; net++)
        {
            float[] prices = TrainNet(data, answers, (experiment.Seed * Nets) + net, experiment);
            for (int i = 0; i < byNets.Length; i++)
            {
                byNets[i] += prices[i] / Nets;
            }
        }

        float[] truth = data.Targets(test);
        double mean = answers.Average();
        return new YearScore(
            test.Length,
            Rmse([.. byNets.Select((price, i) => (price + byBoosting[i]) / 2)], truth),
            Rmse(byBoosting, truth),
            Rmse(byNets, truth),
            Rmse(byForest, truth),
            Rmse([.. truth.Select(_ => mean)], truth));
    }

    private static float[] TrainNet(TabularData data, double[] answers, long seed, Experiment experiment)
    {
        Learner learner = TabularLearner.Create(data, new()
        {
            Seed = seed,
            Loaders = new() { Workers = 0, Seed = seed },
            Model = new() { YRange = new SigmoidRange((float)answers.Min() - 0.3f, (float)answers.Max() + 0.3f), Dropouts = [0.1, 0.1], EmbeddingDropout = 0.1 },
            Learner = new() { WeightDecay = 0.2 },
        });
        learner.FitOneCycle(experiment.Epochs ?? Epochs, 1e-2, experiment.Fit);
        return learner.GetPreds().Outputs.ToArray();
    }

    private static double Rmse(double[] predictions, float[] truth) => Math.Sqrt(predictions.Select((prediction, i) => Math.Pow(prediction - truth[i], 2)).Average());

    /// <summary>Errors of one year.</summary>
    private sealed record YearScore(int N, double Ensemble, double Boosting, double Nets, double Forest, double Mean);
}
