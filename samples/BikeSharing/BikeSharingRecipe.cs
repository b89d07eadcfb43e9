using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;

namespace Hone.Samples;

/// <summary>A table with dates: the last fifth of two years is the future.</summary>
internal static class BikeSharingRecipe
{
    private const double TestShare = 0.2;

    /// <summary>Fits boosted trees on the first four fifths of the hours and judges on the last: root mean squared error of log(1 + bikes).</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. Hours in the order of time. Casual and registered riders add up to the answer, so they are left out; dates become their parts.
        Frame hours = BikeSharing.Load(experiment.Data, experiment.CancellationToken).Without("instant", "casual", "registered").AddDatePart("dteday").MapNumbers("cnt", bikes => Math.Log(1 + bikes));
        int cut = hours.RowCount - (int)(TestShare * hours.RowCount);
        int[] past = [.. Enumerable.Range(0, cut)];
        int[] future = [.. Enumerable.Range(cut, hours.RowCount - cut)];
        experiment.Say($"{past.Length} hours to learn from, {future.Length} later hours to test");

        // 2. Boosting over time, and a forest beside it.
        (FeatureMatrix train, float[] answers, FeatureMatrix test, float[] truth) = Prepare(hours, past, future);
        double byTime = Rmse(Boost(train, answers, experiment).Predict(test.ToTreeData()), truth);
        RandomForestRegressor forest = RandomForestRegressor.Fit(
            train.ToTreeData(),
            Array.ConvertAll(answers, answer => (double)answer),
            new() { Seed = experiment.Seed },
            new() { CancellationToken = experiment.CancellationToken });

        // 3. The same on a random fifth: each hour has its neighbors among the training rows, and the figure looks far better than the future is.
        int[] shuffled = [.. Enumerable.Range(0, hours.RowCount)];
        new Random(42).Shuffle(shuffled);
        (FeatureMatrix randomTrain, float[] randomAnswers, FeatureMatrix randomTest, float[] randomTruth) = Prepare(hours, [.. shuffled[..cut].Order()], [.. shuffled[cut..].Order()]);
        return new Measurement(byTime, truth.Length)
        {
            Beside =
            [
                ("forest", Rmse(forest.Predict(test.ToTreeData()), truth)),
                ("mean of the past", Rmse([.. truth.Select(_ => (double)answers.Average())], truth)),
                ("misleading: boosting on a random fifth", Rmse(Boost(randomTrain, randomAnswers, experiment).Predict(randomTest.ToTreeData()), randomTruth)),
            ],
        };
    }

    private static (FeatureMatrix Train, float[] Answers, FeatureMatrix Test, float[] Truth) Prepare(Frame hours, int[] train, int[] test)
    {
        var data = new TabularData(hours, new()
        {
            YNames = ["cnt"],
            CatNames = ["weathersit"],
            ContNames = [.. hours.Names.Where(name => name is not ("cnt" or "weathersit"))],
            Procs = [new Categorify()],
            Splitter = new IndexSplitter(train, test),
        });
        return (data.ToMatrix(train), data.Targets(train), data.ToMatrix(test), data.Targets(test));
    }

    private static HistGradientBoostingRegressor Boost(FeatureMatrix rows, float[] answers, Experiment experiment) => HistGradientBoostingRegressor.Fit(
        rows.ToTreeData(),
        Array.ConvertAll(answers, answer => (double)answer),
        new() { LearningRate = 0.03, MaxIterations = 500, MinSamplesLeaf = 50, EarlyStopping = EarlyStoppingMode.Off, Seed = experiment.Seed },
        new() { CancellationToken = experiment.CancellationToken });

    private static double Rmse(double[] predictions, float[] truth) => Math.Sqrt(predictions.Select((prediction, i) => Math.Pow(prediction - truth[i], 2)).Average());
}
