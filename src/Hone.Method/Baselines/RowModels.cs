using System.Globalization;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Models over rows of numbers that rungs of several kinds of data share.</summary>
internal static class RowModels
{
    private const int BatchSize = 64;
    private const double PeakLearningRate = 3e-3;
    private const double Ridge = 1e-3;

    /// <summary>Logistic regression for classes, ridge regression for values; with its answers for rows of zeros.</summary>
    public static RungPredictions Linear(LadderTargets targets, float[] train, float[] valid, CancellationToken cancellationToken)
    {
        RequireFeatures(train);
        if (!targets.IsOfClasses)
        {
            return LinearValues(targets, train, valid, cancellationToken);
        }

        int features = train.Length / targets.Train.Length;
        SoftmaxRegression model = SoftmaxRegression.Fit(train, targets.TrainClasses, targets.Width, cancellationToken);
        float[] blank = model.Predict(new float[features], 1);
        return new RungPredictions(model.Predict(valid, targets.Valid.Length), targets.Repeat([.. blank.Select(value => (double)value)]));
    }

    /// <summary>A fully connected net of 128 and 64 units, trained by the same learner as everything else.</summary>
    /// <remarks>The target of values is standardized for the net and brought back: prices and temperatures learn alike.</remarks>
    public static RungPredictions Net(LadderTargets targets, float[] train, float[] valid, long seed, CancellationToken cancellationToken)
    {
        RequireFeatures(train);
        int n = targets.Train.Length;
        int features = train.Length / n;
        double mean = targets.IsOfClasses ? 0 : targets.Train.Average();
        double deviation = targets.IsOfClasses ? 1 : Math.Max(1e-12, Math.Sqrt(targets.Train.Average(value => (value - mean) * (value - mean))));
        float[] values = [.. targets.Train.Concat(targets.Valid).Select(value => (float)((value - mean) / deviation))];
        string[] classes = [.. Enumerable.Range(0, targets.Width).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        int[] rows = [.. Enumerable.Range(0, values.Length)];
        var block = new DataBlock<int>
        {
            GetId = row => row.ToString(CultureInfo.InvariantCulture),
            Input = new VectorBlock<int>(row => row < n ? train.AsMemory(row * features, features) : valid.AsMemory((row - n) * features, features)),
            Target = targets.IsOfClasses
                ? new CategoryBlock<int>(row => classes[(int)values[row]], classes)
                : new RegressionBlock<int>(row => values.AsMemory(row, 1)),
            Splitter = new IndexSplitter(rows[..n], rows[n..]),
        };
        DataLoaders loaders = block.DataLoaders(rows, new DataLoaderOptions { BatchSize = Math.Min(BatchSize, n), ValidBatchSize = 256, Seed = seed });
        var learner = new Learner(loaders, MultilayerPerceptron.Create(features, [128, 64], targets.Width).Initialize(seed), new LearnerOptions());

        // Enough steps to converge on small data, a few epochs on large data.
        learner.FitOneCycle(Math.Clamp(200_000 / n, 2, 100), PeakLearningRate, new FitOptions { CancellationToken = cancellationToken });
        float[] outputs = learner.GetPreds(cancellationToken: cancellationToken).Outputs.ToArray();
        return new RungPredictions(targets.IsOfClasses ? outputs : Array.ConvertAll(outputs, value => (float)((value * deviation) + mean)));
    }

    private static void RequireFeatures(float[] train)
    {
        if (train.Length == 0)
        {
            throw new BaselineException(ExitCode.NotChecked, "at least one feature beside the target", "0 features", "the columns of the table", "look at the notes of the ladder: they say why columns were left out");
        }
    }

    /// <summary>Ridge regression; features are standardized up to one-hot columns.</summary>
    private static RungPredictions LinearValues(LadderTargets targets, float[] train, float[] valid, CancellationToken cancellationToken)
    {
        RidgeRegression model = RidgeRegression.Fit(train, targets.Train, targets.Train.Length, Ridge, cancellationToken);
        return new RungPredictions(model.Predict(valid, targets.Valid.Length), targets.Repeat(model.Blank));
    }
}
