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
            return LinearValues(targets, train, valid);
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

    /// <summary>w = (X'X + λ n I)⁻¹ X'(y - mean), solved by Cholesky; the mean is the intercept of standardized features up to one-hot columns, which are centered here.</summary>
    private static RungPredictions LinearValues(LadderTargets targets, float[] train, float[] valid)
    {
        int n = targets.Train.Length;
        int features = train.Length / n;
        double mean = targets.Train.Average();
        var centers = new double[features];
        for (int i = 0; i < train.Length; i++)
        {
            centers[i % features] += train[i] / (double)n;
        }

        var gram = new double[features, features];
        var right = new double[features];
        var row = new double[features];
        for (int item = 0; item < n; item++)
        {
            for (int f = 0; f < features; f++)
            {
                row[f] = train[(item * features) + f] - centers[f];
            }

            for (int a = 0; a < features; a++)
            {
                right[a] += row[a] * (targets.Train[item] - mean);
                for (int b = 0; b <= a; b++)
                {
                    gram[a, b] += row[a] * row[b];
                }
            }
        }

        for (int a = 0; a < features; a++)
        {
            gram[a, a] += Ridge * n;
        }

        double[] weights = Cholesky(gram, right);
        double blank = mean - centers.Select((center, f) => center * weights[f]).Sum();
        var outputs = new float[targets.Valid.Length];
        for (int item = 0; item < outputs.Length; item++)
        {
            double sum = blank;
            for (int f = 0; f < features; f++)
            {
                sum += weights[f] * valid[(item * features) + f];
            }

            outputs[item] = (float)sum;
        }

        return new RungPredictions(outputs, targets.Repeat([blank]));
    }

    /// <summary>Solves A x = b for a positive definite A of which the lower half is given: A = L L', L z = b, L' x = z.</summary>
    private static double[] Cholesky(double[,] matrix, double[] right)
    {
        int n = right.Length;
        for (int column = 0; column < n; column++)
        {
            for (int row = column; row < n; row++)
            {
                double sum = matrix[row, column];
                for (int k = 0; k < column; k++)
                {
                    sum -= matrix[row, k] * matrix[column, k];
                }

                matrix[row, column] = row == column ? Math.Sqrt(sum) : sum / matrix[column, column];
            }
        }

        double[] solution = [.. right];
        for (int row = 0; row < n; row++)
        {
            for (int k = 0; k < row; k++)
            {
                solution[row] -= matrix[row, k] * solution[k];
            }

            solution[row] /= matrix[row, row];
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int k = row + 1; k < n; k++)
            {
                solution[row] -= matrix[k, row] * solution[k];
            }

            solution[row] /= matrix[row, row];
        }

        return solution;
    }
}
