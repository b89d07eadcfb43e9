namespace Hone.Learn;

/// <summary>
/// From [w, s = sum of w * y]: s^2 / w, whose sum over sides is largest where the squared error is smallest. With targets 0 and 1 this is Gini's impurity too,
/// up to a factor of 2.
/// </summary>
internal readonly struct SquaredScore : ISplitScore
{
    public static double Of(ReadOnlySpan<double> sums) => sums[1] * sums[1] / sums[0];
}
