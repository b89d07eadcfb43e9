namespace Hone.Learn;

/// <summary>How good one side of a split is; the two sides are added, and the larger sum is the better split.</summary>
internal interface ISplitScore
{
    /// <summary>The score of a side.</summary>
    /// <param name="sums">Two sums [weight, weight * target], or the weight of each class.</param>
    static abstract double Of(ReadOnlySpan<double> sums);
}
