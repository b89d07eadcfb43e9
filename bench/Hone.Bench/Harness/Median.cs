namespace Hone.Bench.Harness;

/// <summary>The middle of a sample: what a few disturbed measurements cannot move.</summary>
internal static class Median
{
    /// <summary>The median; the mean of the two middle values for an even count. Sorts the values in place.</summary>
    public static double Of(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
