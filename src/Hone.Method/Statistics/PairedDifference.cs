namespace Hone.Method;

/// <summary>The difference of two runs on the same items, with its interval.</summary>
/// <param name="Difference">The mean of first - second over the items.</param>
/// <param name="Interval">The bootstrap interval of that mean.</param>
/// <param name="N">The number of items.</param>
/// <param name="Verdict">What this says about the first.</param>
public sealed record PairedDifference(double Difference, Interval Interval, int N, Verdict Verdict);
