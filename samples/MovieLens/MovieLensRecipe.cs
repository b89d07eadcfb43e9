using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Recommendations: a person and a film as 50 numbers each, and what is left of their product.</summary>
internal static class MovieLensRecipe
{
    private const int Epochs = 5;
    private const double TestShare = 0.1;
    private const long SplitSeed = 42;

    /// <summary>Learns from nine tenths of the ratings and judges on the rest, drawn at random and cut off at the end of time.</summary>
    public static Measurement Run(Experiment experiment)
    {
        Frame ratings = MovieLensSmall.Load(experiment.Data, experiment.CancellationToken).Sort("timestamp").Select("userId", "movieId", "rating");

        // 1. A random tenth: ratings of people and films that are known.
        (double random, double randomBias) = Judge(ratings, new Hone.Learn.RandomSplitter(TestShare, SplitSeed), experiment);

        // 2. The last tenth in time: what a service meets. Most of its people are new, and get the rating of an average one.
        (double later, double laterBias) = Judge(ratings, new EndSplitter(TestShare), experiment);
        return new Measurement(random, (int)(TestShare * ratings.RowCount))
        {
            Beside = [("user and item biases alone", randomBias), ("last tenth in time", later), ("biases alone on it", laterBias)],
        };
    }

    private static (double Rmse, double Bias) Judge(Frame ratings, Hone.Learn.Splitter splitter, Experiment experiment)
    {
        var data = new CollabData(ratings, new() { Splitter = splitter });
        experiment.Say($"{data.Table.Split}; {data.Users.Count - 1} people, {data.Items.Count - 1} films");
        return (Train(data, experiment), BiasModel(data));
    }

    private static double Train(CollabData data, Experiment experiment)
    {
        Learner learner = CollabLearner.Create(data, new()
        {
            YRange = new SigmoidRange(0, 5.5f),
            Seed = experiment.Seed,
            Loaders = new() { BatchSize = 256, Workers = 0, Seed = experiment.Seed },
            Learner = new() { WeightDecay = 0.2, Metrics = [new Rmse()] },
        });
        learner.FitOneCycle(experiment.Epochs ?? Epochs, 5e-3, experiment.Fit);
        experiment.Say($"{learner.Recorder}");
        return learner.Validate(cancellationToken: experiment.CancellationToken).Metrics[0].Value;
    }

    /// <summary>The baseline: mean + what the film is above it + what the person is above that, each drawn to 0 as if it had five ratings more (films) or ten (people).</summary>
    private static double BiasModel(CollabData data)
    {
        TabularData table = data.Table;
        FeatureMatrix train = table.ToMatrix(table.Split.Train);
        float[] ratings = table.Targets(table.Split.Train);
        double mean = ratings.Average();
        double[] film = Shrunk(train.Columns[1], [.. ratings.Select(rating => rating - mean)], data.Items.Count, 5);
        double[] person = Shrunk(train.Columns[0], [.. ratings.Select((rating, i) => rating - mean - film[(int)train.Columns[1][i]])], data.Users.Count, 10);
        FeatureMatrix test = table.ToMatrix(table.Split.Valid);
        float[] truth = table.Targets(table.Split.Valid);
        return Math.Sqrt(truth.Select((rating, i) => Math.Pow(mean + film[(int)test.Columns[1][i]] + person[(int)test.Columns[0][i]] - rating, 2)).Average());
    }

    private static double[] Shrunk(float[] codes, double[] residuals, int count, double prior)
    {
        var sums = new double[count];
        var counts = new int[count];
        for (int i = 0; i < codes.Length; i++)
        {
            sums[(int)codes[i]] += residuals[i];
            counts[(int)codes[i]]++;
        }

        return [.. sums.Select((sum, code) => sum / (counts[code] + prior))];
    }
}
