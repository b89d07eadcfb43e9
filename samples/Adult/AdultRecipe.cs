using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;

namespace Hone.Samples;

/// <summary>A table of categories and numbers: a forest first, boosting second, a net third, and their mean.</summary>
internal static class AdultRecipe
{
    private const int Epochs = 5;

    private static readonly string[] Categories = ["workclass", "education", "marital-status", "occupation", "relationship", "race", "sex", "native-country"];
    private static readonly string[] Numbers = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"];

    /// <summary>Fits a forest, boosting and a net, and judges the mean of two boosted models on the official test part.</summary>
    /// <remarks>Options and members of the mean were chosen by five folds of the training part; forest and net pulled the mean down there.</remarks>
    public static Measurement Run(Experiment experiment)
    {
        // 1. The official test part waits; a twentieth of the training part shows how the net learns, and trees learn from it too.
        AdultParts adult = Adult.Load(experiment.Data, experiment.CancellationToken);
        Frame people = Frame.Concat(adult.Train, adult.Test);
        Split split = Split.GivenTest(
            new()
            {
                Ids = [.. Enumerable.Range(0, people.RowCount).Select(row => $"{row}")],
                Classes = [.. Enumerable.Range(0, people.RowCount).Select(row => people["salary"].TextAt(row)!)],
            },
            [.. Enumerable.Range(adult.Train.RowCount, adult.Test.RowCount)],
            new() { Fractions = new() { Valid = 0.05 }, Seed = 42 });

        // 2. Two preparations: categories as they are, and categories as the mean answer of their rows.
        TabularData asCodes = Prepare(people, split, [new Categorify(), new FillMissing(), new NormalizeColumns()]);
        TabularData asMeans = Prepare(people, split, [new Categorify(), new FillMissing(), new TargetEncoding(Categories)]);
        int[] known = [.. split.TrainIndices, .. split.ValidIndices];
        TreeData codes = asCodes.ToMatrix(known).ToTreeData();
        TreeData testCodes = asCodes.ToMatrix(split.TestIndices).ToTreeData();
        TreeData means = NumbersOf(asMeans.ToMatrix(known));
        TreeData testMeans = NumbersOf(asMeans.ToMatrix(split.TestIndices));
        int[] answers = [.. asCodes.Targets(known).Select(answer => (int)answer)];
        experiment.Say($"{asCodes}");

        // 3. A random forest first.
        var fit = new TreeFitOptions { CancellationToken = experiment.CancellationToken };
        var growth = new ForestOptions { Trees = 200, MinSamplesLeaf = 5, MaxFeatures = MaxFeatures.Count(4), Seed = experiment.Seed };
        double[] byForest = Positive(RandomForestClassifier.Fit(means, answers, growth, fit).PredictProbabilities(testMeans));

        // 4. Boosted trees second: small trees, small steps.
        var steps = new HistGradientBoostingOptions
        {
            LearningRate = 0.03, MaxIterations = 600, MaxLeafNodes = 12, L2Regularization = 1, EarlyStopping = EarlyStoppingMode.Off, Seed = experiment.Seed,
        };
        double[] byCodes = Positive(HistGradientBoostingClassifier.Fit(codes, answers, steps, fit).PredictProbabilities(testCodes));
        double[] byMeans = Positive(HistGradientBoostingClassifier.Fit(means, answers, steps, fit).PredictProbabilities(testMeans));

        // 5. A net over embeddings third.
        Learner learner = TabularLearner.Create(asCodes, new()
        {
            Seed = experiment.Seed,
            Loaders = new() { BatchSize = 256, Workers = 0, Seed = experiment.Seed },
            Learner = new() { WeightDecay = 0.1, Metrics = [new Accuracy()] },
        });
        learner.FitOneCycle(experiment.Epochs ?? Epochs, 5e-3, experiment.Fit);
        experiment.Say($"{learner.Recorder}");
        double[] byNet = Positive(learner.GetPreds(asCodes.TestLoader(learner.Data, people.Take([.. split.TestIndices]))).Outputs.ToArray());

        // 6. The answer that counts.
        float[] truth = asCodes.Targets(split.TestIndices);
        return new Measurement(Accuracy([.. byCodes.Select((p, i) => (p + byMeans[i]) / 2)], truth), truth.Length)
        {
            Beside =
            [
                ("forest", Accuracy(byForest, truth)),
                ("boosting", Accuracy(byCodes, truth)),
                ("net", Accuracy(byNet, truth)),
                ("majority class", truth.Count(answer => answer == 0) / (double)truth.Length),
            ],
        };
    }

    private static TabularData Prepare(Frame people, Split split, TabularProc[] procs) => new(people, new()
    {
        YNames = ["salary"],
        CatNames = Categories,
        ContNames = Numbers,
        Procs = procs,
        Splitter = new IndexSplitter(split.TrainIndices, split.ValidIndices, split.TestIndices),
    });

    /// <summary>The columns that are no categories.</summary>
    private static TreeData NumbersOf(FeatureMatrix rows)
    {
        int[] kept = [.. Enumerable.Range(0, rows.ColumnCount).Where(column => !rows.IsCategorical[column])];
        return TreeData.FromColumns([.. kept.Select(column => rows.Columns[column])], new() { Names = [.. kept.Select(column => rows.Names[column])] });
    }

    /// <summary>The second of each pair of probabilities.</summary>
    private static double[] Positive(double[] probabilities) => [.. Enumerable.Range(0, probabilities.Length / 2).Select(i => probabilities[(2 * i) + 1])];

    private static double[] Positive(float[] probabilities) => Positive(Array.ConvertAll(probabilities, probability => (double)probability));

    private static double Accuracy(double[] probabilities, float[] truth) =>
        probabilities.Where((probability, i) => probability > 0.5 == (truth[i] == 1)).Count() / (double)truth.Length;
}
