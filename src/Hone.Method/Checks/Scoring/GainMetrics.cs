namespace Hone.Method;

/// <summary>Scores of predictions and how far they go from guessing to perfection.</summary>
internal static class GainMetrics
{
    private const double LeastProbability = 1e-6;

    /// <summary>The metric of the project where a gain can be measured on it, else accuracy for classes and mae for numbers.</summary>
    public static GainMetric Of(string? metric, CheckTarget target)
    {
        if (target.IsClasses)
        {
            return metric switch
            {
                "balanced_accuracy" => GainMetric.BalancedAccuracy,
                "auc" when target.Classes.Count == 2 => GainMetric.Auc,
                "log_loss" or "cross_entropy" => GainMetric.LogLoss,
                _ => GainMetric.Accuracy,
            };
        }

        return metric switch
        {
            "mse" or "r2" => GainMetric.MeanSquaredError,
            "rmse" or "rmsle" => GainMetric.RootMeanSquaredError,
            _ => GainMetric.MeanAbsoluteError,
        };
    }

    public static string NameOf(GainMetric metric) => metric switch
    {
        GainMetric.Accuracy => "accuracy",
        GainMetric.BalancedAccuracy => "balanced_accuracy",
        GainMetric.Auc => "auc",
        GainMetric.LogLoss => "log_loss",
        GainMetric.MeanAbsoluteError => "mae",
        GainMetric.MeanSquaredError => "mse",
        _ => "rmse",
    };

    /// <summary>(score - guess) / (perfect - guess) of class probabilities <c>[items, classes]</c>; guess is the same metric of the probabilities of guessing.</summary>
    public static double OfProbabilities(GainMetric metric, double[] probabilities, double[] guess, int[] labels, int classes)
    {
        double score = Score(metric, probabilities, labels, classes);
        double baseline = metric == GainMetric.Auc ? 0.5 : Score(metric, guess, labels, classes);
        double perfect = metric == GainMetric.LogLoss ? 0 : 1;
        return baseline == perfect ? 0 : (score - baseline) / (perfect - baseline);
    }

    /// <summary>1 - error / error of guessing, of predicted numbers.</summary>
    public static double OfNumbers(GainMetric metric, double[] predictions, double[] guess, double[] targets)
    {
        double baseline = Error(metric, guess, targets);
        return baseline == 0 ? 0 : 1 - (Error(metric, predictions, targets) / baseline);
    }

    /// <summary>The guess that is best for the metric: the median for absolute errors, the mean for squared ones.</summary>
    public static double GuessOf(GainMetric metric, double[] targets)
    {
        if (metric != GainMetric.MeanAbsoluteError)
        {
            return targets.Average();
        }

        double[] sorted = (double[])targets.Clone();
        Array.Sort(sorted);
        return Bootstrap.Quantile(sorted, 0.5);
    }

    public static int ArgMax(ReadOnlySpan<double> row)
    {
        int best = 0;
        for (int k = 1; k < row.Length; k++)
        {
            if (row[k] > row[best])
            {
                best = k;
            }
        }

        return best;
    }

    private static double Score(GainMetric metric, double[] probabilities, int[] labels, int classes)
    {
        switch (metric)
        {
            case GainMetric.Auc:
                double[] scores = Enumerable.Range(0, labels.Length).Select(item => probabilities[(item * classes) + 1]).ToArray();
                return RankAuc.Of(scores, Array.ConvertAll(labels, label => label == 1));
            case GainMetric.LogLoss:
                double loss = 0;
                for (int item = 0; item < labels.Length; item++)
                {
                    loss -= Math.Log(Math.Max(probabilities[(item * classes) + labels[item]], LeastProbability));
                }

                return loss / labels.Length;
            default:
                int[] hits = new int[classes];
                int[] counts = new int[classes];
                for (int item = 0; item < labels.Length; item++)
                {
                    counts[labels[item]]++;
                    hits[labels[item]] += ArgMax(probabilities.AsSpan(item * classes, classes)) == labels[item] ? 1 : 0;
                }

                return metric == GainMetric.Accuracy
                    ? (double)hits.Sum() / labels.Length
                    : Enumerable.Range(0, classes).Where(k => counts[k] > 0).Average(k => (double)hits[k] / counts[k]);
        }
    }

    private static double Error(GainMetric metric, double[] predictions, double[] targets)
    {
        double sum = 0;
        for (int item = 0; item < targets.Length; item++)
        {
            double difference = Math.Abs(predictions[item] - targets[item]);
            sum += metric == GainMetric.MeanAbsoluteError ? difference : difference * difference;
        }

        double mean = sum / targets.Length;
        return metric == GainMetric.RootMeanSquaredError ? Math.Sqrt(mean) : mean;
    }
}
