namespace Hone.Learn;

/// <summary>The softmax of one row in double precision.</summary>
internal static class ClassProbabilities
{
    public static double[] Of(ReadOnlySpan<float> scores)
    {
        double largest = double.NegativeInfinity;
        foreach (float score in scores)
        {
            largest = Math.Max(largest, score);
        }

        var probabilities = new double[scores.Length];
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Math.Exp(scores[i] - largest);
            sum += probabilities[i];
        }

        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
        }

        return probabilities;
    }

    /// <summary>-log of the probability of one class, exact where the probability itself would be 0.</summary>
    public static double NegativeLog(ReadOnlySpan<float> scores, int answer)
    {
        double largest = double.NegativeInfinity;
        foreach (float score in scores)
        {
            largest = Math.Max(largest, score);
        }

        double sum = 0;
        foreach (float score in scores)
        {
            sum += Math.Exp(score - largest);
        }

        return Math.Log(sum) + largest - scores[answer];
    }
}
