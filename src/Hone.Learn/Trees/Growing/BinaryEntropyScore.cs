namespace Hone.Learn;

/// <summary>From [w, weight of class 1]: w1 log(w1 / w) + w0 log(w0 / w), minus the entropy times the weight.</summary>
internal readonly struct BinaryEntropyScore : ISplitScore
{
    public static double Of(ReadOnlySpan<double> sums)
    {
        double weight = sums[0];
        double one = sums[1];
        return EntropyScore.Part(one, weight) + EntropyScore.Part(weight - one, weight);
    }
}
