using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;

namespace Hone.Samples;

/// <summary>Churn: who leaves, ranked by probability.</summary>
internal static class TelcoChurnRecipe
{
    private const int Epochs = 5;
    private const int Folds = 5;

    /// <summary>Judges the mean of a forest, boosting and a net over five folds, so that every customer is tested once: its gain in area under the ROC curve over the forest alone, lower end of the interval.</summary>
    /// <remarks>One fifth alone has a standard error of 0.01, more than the models differ by.</remarks>
    public static Measurement Run(Experiment experiment)
    {
        Frame customers = TelcoChurn.Load(experiment.Data, experiment.CancellationToken);
        int[][] folds = FoldsOf(customers);
        var byForest = new double[customers.RowCount];
        var byBoosting = new double[customers.RowCount];
        var byNet = new double[customers.RowCount];
        foreach (int[] fold in folds)
        {
            // 1. What is learned about the columns comes from the other four folds.
            int[] train = [.. folds.Where(other => other != fold).SelectMany(other => other).Order()];
            var data = new TabularData(customers, new()
            {
                YNames = ["churn"],
                ContNames = ["tenure", "monthly_charges", "total_charges"],
                Splitter = new IndexSplitter(train, fold),
            });
            TreeData seen = data.ToMatrix(train).ToTreeData();
            TreeData unseen = data.ToMatrix(fold).ToTreeData();
            int[] answers = [.. data.Targets(train).Select(answer => (int)answer)];
            var fit = new TreeFitOptions { CancellationToken = experiment.CancellationToken };

            // 2. Forest and boosting. Few rows: large leaves, few leaves, small steps.
            Put(byForest, fold, RandomForestClassifier.Fit(seen, answers, new() { Trees = 300, MinSamplesLeaf = 10, Seed = experiment.Seed }, fit).PredictProbabilities(unseen));
            var steps = new HistGradientBoostingOptions { LearningRate = 0.03, MaxIterations = 200, MaxLeafNodes = 6, EarlyStopping = EarlyStoppingMode.Off, Seed = experiment.Seed };
            Put(byBoosting, fold, HistGradientBoostingClassifier.Fit(seen, answers, steps, fit).PredictProbabilities(unseen));

            // 3. A net.
            Learner learner = TabularLearner.Create(data, new()
            {
                Seed = experiment.Seed,
                Loaders = new() { Workers = 0, Seed = experiment.Seed },
                Model = new() { Layers = [100, 50], Dropouts = [0.3, 0.3], EmbeddingDropout = 0.2 },
                Learner = new() { WeightDecay = 0.2, Metrics = [new RocAuc()] },
            });
            learner.FitOneCycle(experiment.Epochs ?? Epochs, 5e-3, experiment.Fit);
            Put(byNet, fold, Array.ConvertAll(learner.GetPreds().Outputs.ToArray(), probability => (double)probability));
        }

        // 4. The answer that counts.
        bool[] left = [.. Enumerable.Range(0, customers.RowCount).Select(row => customers["churn"].TextAt(row) == "Yes")];
        double[] mean = [.. left.Select((_, i) => (byForest[i] + byBoosting[i] + byNet[i]) / 3)];
        (double low, double high) = GainOver(byForest, mean, left);
        return new Measurement(low, left.Length)
        {
            Beside = [("to", high), ("area of the mean", RankAuc.Of(mean, left)), ("boosting", RankAuc.Of(byBoosting, left)), ("net", RankAuc.Of(byNet, left)), ("forest", RankAuc.Of(byForest, left))],
        };
    }

    /// <summary>Five folds with the same share of leavers, the same for every seed.</summary>
    private static int[][] FoldsOf(Frame customers)
    {
        int[] order = [.. Enumerable.Range(0, customers.RowCount)];
        new Random(42).Shuffle(order);
        int[] sorted = [.. order.OrderBy(row => customers["churn"].TextAt(row), StringComparer.Ordinal)];
        return [.. Enumerable.Range(0, Folds).Select(fold => sorted.Where((_, i) => i % Folds == fold).Order().ToArray())];
    }

    /// <summary>The 95% interval of the gain of one list of scores over another: 500 draws of as many customers with replacement, the same for both.</summary>
    private static (double Low, double High) GainOver(double[] baseline, double[] scores, bool[] left)
    {
        const int Draws = 500;
        var gains = new double[Draws];
        Parallel.For(0, Draws, draw =>
        {
            var random = new Random(draw);
            int[] rows = [.. left.Select(_ => random.Next(left.Length))];
            bool[] drawn = Array.ConvertAll(rows, row => left[row]);
            gains[draw] = RankAuc.Of(Array.ConvertAll(rows, row => scores[row]), drawn) - RankAuc.Of(Array.ConvertAll(rows, row => baseline[row]), drawn);
        });
        Array.Sort(gains);
        return (gains[(int)(0.025 * Draws)], gains[(int)(0.975 * Draws)]);
    }

    private static void Put(double[] all, int[] rows, double[] probabilities)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            all[rows[i]] = probabilities[(2 * i) + 1];
        }
    }
}
