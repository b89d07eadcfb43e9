namespace Hone.Learn;

/// <summary>From the weight w_k of each class: sum of w_k log(w_k / w), minus the entropy times the weight.</summary>
internal readonly struct EntropyScore : ISplitScore
{
    public static double Of(ReadOnlySpan<double> sums)
    {
        double weight = 0;
        foreach (double part in sums)
        {
            weight += part;
        }

        double score = 0;
        foreach (double part in sums)
        {
            score += Part(part, weight);
        }

        return score;
    }

    public static double Part(double part, double weight) => part > 0 ? part * Math.Log(part / weight) : 0;
}
