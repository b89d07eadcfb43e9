namespace Hone.Method;

/// <summary>Accuracy of stored predictions, with its interval.</summary>
internal static class Accuracies
{
    /// <summary>The name under which runs keep it.</summary>
    public const string Metric = "valid/accuracy";

    /// <summary>The share of items whose largest output is the target, and its Wilson interval.</summary>
    public static (double Accuracy, Interval Interval) Of(RunPredictions predictions)
    {
        int hits = 0;
        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            hits += ArgMax(predictions.OutputsOf(item)) == (int)predictions.Targets[item] ? 1 : 0;
        }

        return ((double)hits / predictions.Ids.Count, Proportion.Wilson(hits, predictions.Ids.Count));
    }

    /// <summary>What a run's record says of it.</summary>
    public static Dictionary<string, MetricSummary> Summary(double accuracy, Interval interval, int n) => new()
    {
        [Metric] = new MetricSummary { Last = accuracy, Best = accuracy, N = n, Low = interval.Low, High = interval.High },
    };

    /// <summary>The first of the largest outputs, as in NumPy and PyTorch.</summary>
    public static int ArgMax(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[best])
            {
                best = i;
            }
        }

        return best;
    }
}
