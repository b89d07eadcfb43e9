namespace Hone.Method;

/// <summary>The exact tail of the Poisson distribution.</summary>
internal static class PoissonTail
{
    /// <summary>The probability of a number of events or more where some are expected: 1 - sum over k below it of e^-E E^k / k!.</summary>
    /// <param name="count">The number of events; at most some dozens, for they are summed one by one.</param>
    /// <param name="expected">How many are expected, 0 or more.</param>
    public static double AtLeast(long count, double expected)
    {
        double term = Math.Exp(-expected);
        double below = 0;
        for (int k = 0; k < count; k++)
        {
            below += term;
            term *= expected / (k + 1);
        }

        return 1 - below;
    }
}
