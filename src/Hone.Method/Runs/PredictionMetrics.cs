namespace Hone.Method;

/// <summary>The metrics of <see cref="KnownMetrics"/> on stored predictions.</summary>
/// <remarks>
/// F1 is that of class 1 for two classes and the mean over classes for more, as scikit-learn's <c>binary</c> and <c>macro</c>; a class that is neither there nor predicted is left out.
/// The area under the ROC curve is for two classes. Dice and IoU need pixels, which a run does not store.
/// </remarks>
internal static class PredictionMetrics
{
    private const double SmallestProbability = 1e-15;

    /// <summary>The metric of a name; null where stored predictions do not suffice.</summary>
    public static PredictionMetric? Find(string metric) => metric switch
    {
        "accuracy" => static (p, rows) => Mean(p, rows, Hit),
        "error_rate" => static (p, rows) => 1 - Mean(p, rows, Hit),
        "log_loss" or "cross_entropy" => static (p, rows) => Mean(p, rows, LogLoss),
        "mae" => static (p, rows) => Mean(p, rows, static (p, i) => Math.Abs(p.OutputsOf(i)[0] - p.Targets[i])),
        "mse" => static (p, rows) => Mean(p, rows, Square),
        "rmse" => static (p, rows) => Math.Sqrt(Mean(p, rows, Square)),
        "rmsle" => static (p, rows) => Math.Sqrt(Mean(p, rows, SquaredLogarithm)),
        "r2" => R2,
        "f1" => static (p, rows) => PerClass(p, rows, static (hits, there, said) => 2.0 * hits / (there + said), binary: true),
        "balanced_accuracy" => static (p, rows) => PerClass(p, rows, static (hits, there, _) => there == 0 ? double.NaN : (double)hits / there, binary: false),
        "auc" => Auc,
        _ => null,
    };

    private static double Mean(RunPredictions predictions, ReadOnlySpan<int> rows, Func<RunPredictions, int, double> score)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            sum += score(predictions, row);
        }

        return sum / rows.Length;
    }

    private static double Hit(RunPredictions predictions, int row) =>
        Accuracies.ArgMax(predictions.OutputsOf(row)) == (int)predictions.Targets[row] ? 1 : 0;

    private static double LogLoss(RunPredictions predictions, int row)
    {
        ReadOnlySpan<float> outputs = predictions.OutputsOf(row);
        int target = (int)predictions.Targets[row];
        return (uint)target < (uint)outputs.Length ? -Math.Log(Math.Max(outputs[target], SmallestProbability)) : double.NaN;
    }

    private static double Square(RunPredictions predictions, int row)
    {
        double error = predictions.OutputsOf(row)[0] - predictions.Targets[row];
        return error * error;
    }

    private static double SquaredLogarithm(RunPredictions predictions, int row)
    {
        double error = Math.Log(1 + Math.Max(0, predictions.OutputsOf(row)[0])) - Math.Log(1 + Math.Max(0, predictions.Targets[row]));
        return error * error;
    }

    private static double R2(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        double mean = Mean(predictions, rows, static (p, i) => p.Targets[i]);
        double residual = 0;
        double total = 0;
        foreach (int row in rows)
        {
            residual += Square(predictions, row);
            total += (predictions.Targets[row] - mean) * (predictions.Targets[row] - mean);
        }

        return 1 - (residual / total);
    }

    private static double PerClass(RunPredictions predictions, ReadOnlySpan<int> rows, Func<int, int, int, double> score, bool binary)
    {
        int classes = Math.Max(2, predictions.OutputCount);
        var hits = new int[classes];
        var there = new int[classes];
        var said = new int[classes];
        foreach (int row in rows)
        {
            int answer = Accuracies.ArgMax(predictions.OutputsOf(row));
            int target = (int)predictions.Targets[row];
            if ((uint)target >= (uint)classes)
            {
                return double.NaN;
            }

            there[target]++;
            said[answer]++;
            hits[target] += answer == target ? 1 : 0;
        }

        if (binary && classes == 2)
        {
            return score(hits[1], there[1], said[1]);
        }

        double[] scores = [.. Enumerable.Range(0, classes).Where(k => there[k] + said[k] > 0).Select(k => score(hits[k], there[k], said[k])).Where(value => !double.IsNaN(value))];
        return scores.Length == 0 ? double.NaN : scores.Average();
    }

    /// <summary>The share of pairs of a positive and a negative item that stand in the right order; ties count half.</summary>
    private static double Auc(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        if (predictions.OutputCount != 2)
        {
            return double.NaN;
        }

        var scores = new double[rows.Length];
        var isPositive = new bool[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            scores[i] = predictions.OutputsOf(rows[i])[1];
            isPositive[i] = predictions.Targets[rows[i]] == 1;
        }

        return RankAuc.Of(scores, isPositive);
    }
}
