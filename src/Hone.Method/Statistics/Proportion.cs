namespace Hone.Method;

/// <summary>Intervals for shares such as an accuracy.</summary>
public static class Proportion
{
    // The two-sided 95% point of the normal distribution.
    private const double Z95 = 1.959963984540054;

    /// <summary>
    /// The Wilson score interval at 95%:
    /// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± z·SE it stays inside [0, 1] and is right near the ends.
    /// </summary>
    /// <param name="successes">How many of the items count, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">How many items there are, at least 1.</param>
    /// <exception cref="StatisticsException">There are no items, or more successes than items.</exception>
    public static Interval Wilson(long successes, long n)
    {
        if (n < 1 || successes < 0 || successes > n)
        {
            throw new StatisticsException(
                ExitCode.BadInput,
                "at least 1 item, and from 0 to n successes",
                $"{successes} successes of {n} items",
                "the Wilson interval",
                "count the items again");
        }

        double p = (double)successes / n;
        double z2 = Z95 * Z95;
        double center = p + (z2 / (2.0 * n));
        double half = Z95 * Math.Sqrt((p * (1 - p) / n) + (z2 / (4.0 * n * n)));
        double scale = 1 + (z2 / n);
        double low = successes == 0 ? 0 : (center - half) / scale;
        double high = successes == n ? 1 : (center + half) / scale;
        return new Interval(low, high, 0.95);
    }
}
