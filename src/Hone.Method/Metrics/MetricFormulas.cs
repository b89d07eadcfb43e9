namespace Hone.Method;

/// <summary>The formulas of the known metrics over rows of predictions; the definitions are scikit-learn's.</summary>
internal static class MetricFormulas
{
    // Below this a probability counts as this much, so that one certain mistake does not make the mean infinite.
    private const double SmallestProbability = 1e-15;

    /// <summary>The class that outputs speak for: the largest, or class 1 from 0.5 upwards where there is one output.</summary>
    public static int ClassOf(ReadOnlySpan<float> outputs) => outputs.Length == 1 ? (outputs[0] >= 0.5f ? 1 : 0) : Accuracies.ArgMax(outputs);

    /// <summary>The probability that outputs give to a class.</summary>
    public static double ProbabilityOf(ReadOnlySpan<float> outputs, int label) =>
        outputs.Length > 1 ? outputs[label] : label == 1 ? outputs[0] : 1 - (double)outputs[0];

    public static double Accuracy(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        int right = 0;
        foreach (int row in rows)
        {
            right += IsRight(predictions, row) ? 1 : 0;
        }

        return (double)right / rows.Length;
    }

    public static bool IsRight(RunPredictions predictions, int row) => ClassOf(predictions.OutputsOf(row)) == (int)predictions.Targets[row];

    public static double LogLoss(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            double probability = ProbabilityOf(predictions.OutputsOf(row), (int)predictions.Targets[row]);
            sum -= Math.Log(Math.Clamp(probability, SmallestProbability, 1));
        }

        return sum / rows.Length;
    }

    /// <summary>The mean recall of the classes that occur.</summary>
    public static double BalancedAccuracy(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        (int[] right, int[] actual, _) = Counts(predictions, rows);
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < actual.Length; label++)
        {
            if (actual[label] > 0)
            {
                sum += (double)right[label] / actual[label];
                classes++;
            }
        }

        return sum / classes;
    }

    /// <summary>2 TP / (actual + predicted): of class 1 where there are two, the mean over the classes that occur where there are more.</summary>
    public static double F1(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        (int[] right, int[] actual, int[] predicted) = Counts(predictions, rows);
        if (actual.Length == 2)
        {
            return Of(1);
        }

        double sum = 0;
        int classes = 0;
        for (int label = 0; label < actual.Length; label++)
        {
            if (actual[label] + predicted[label] > 0)
            {
                sum += Of(label);
                classes++;
            }
        }

        return sum / classes;

        double Of(int label) => actual[label] + predicted[label] == 0 ? 0 : 2.0 * right[label] / (actual[label] + predicted[label]);
    }

    /// <summary>The chance that an item of class 1 has a higher score than one of class 0, ties counting one half; 0.5 where a class is missing.</summary>
    public static double Auc(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        var scores = new double[rows.Length];
        var isPositive = new bool[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            scores[i] = ProbabilityOf(predictions.OutputsOf(rows[i]), 1);
            isPositive[i] = predictions.Targets[rows[i]] == 1;
        }

        double area = RankAuc.Of(scores, isPositive);
        return double.IsNaN(area) ? 0.5 : area;
    }

    /// <summary>mean |output - target| over the numbers of an item: one, or those of its points.</summary>
    public static double AbsoluteError(RunPredictions predictions, int item)
    {
        ReadOnlySpan<float> outputs = predictions.OutputsOf(item);
        double sum = 0;
        for (int target = 0; target < outputs.Length; target++)
        {
            sum += Math.Abs(outputs[target] - predictions.TargetOf(item, target));
        }

        return sum / outputs.Length;
    }

    /// <summary>mean (output - target)² over the numbers of an item: one, or those of its points.</summary>
    public static double SquaredError(RunPredictions predictions, int item)
    {
        ReadOnlySpan<float> outputs = predictions.OutputsOf(item);
        double sum = 0;
        for (int target = 0; target < outputs.Length; target++)
        {
            double difference = outputs[target] - predictions.TargetOf(item, target);
            sum += difference * difference;
        }

        return sum / outputs.Length;
    }

    /// <summary>The root of the mean of squared differences of ln(1 + value). A prediction below 0 counts as 0; a target below 0 gives NaN.</summary>
    public static double RootMeanSquaredLogError(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            double target = predictions.Targets[row];
            double difference = Math.Log(1 + Math.Max(0, predictions.OutputsOf(row)[0])) - (target < 0 ? double.NaN : Math.Log(1 + target));
            sum += difference * difference;
        }

        return Math.Sqrt(sum / rows.Length);
    }

    /// <summary>1 - Σ(t - y)² / Σ(t - mean t)²; 0 where all targets are equal, because then there is nothing to explain.</summary>
    public static double R2(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        double mean = 0;
        foreach (int row in rows)
        {
            mean += predictions.Targets[row] / rows.Length;
        }

        double spread = 0;
        double residual = 0;
        foreach (int row in rows)
        {
            double target = predictions.Targets[row];
            double difference = target - predictions.OutputsOf(row)[0];
            residual += difference * difference;
            spread += (target - mean) * (target - mean);
        }

        return spread == 0 ? 0 : 1 - (residual / spread);
    }

    private static (int[] Right, int[] Actual, int[] Predicted) Counts(RunPredictions predictions, ReadOnlySpan<int> rows)
    {
        int classes = Math.Max(2, predictions.OutputCount);
        var right = new int[classes];
        var actual = new int[classes];
        var predicted = new int[classes];
        foreach (int row in rows)
        {
            int label = (int)predictions.Targets[row];
            int said = ClassOf(predictions.OutputsOf(row));
            actual[label]++;
            predicted[said]++;
            right[label] += said == label ? 1 : 0;
        }

        return (right, actual, predicted);
    }
}
