namespace Hone.Method;

/// <summary>How far two samples of a number are apart.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>D = sup over x |F1(x) - F2(x)|, the largest distance of the two empirical distributions: 0 for equal samples, 1 for samples without overlap.</summary>
    /// <param name="first">A sample; NaN is left out.</param>
    /// <param name="second">Another sample; NaN is left out.</param>
    /// <returns>D from 0 to 1; NaN when a sample is empty.</returns>
    public static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] a = Sorted(first);
        double[] b = Sorted(second);
        if (a.Length == 0 || b.Length == 0)
        {
            return double.NaN;
        }

        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            // Ties step together: between equal values there is no x.
            double x = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == x)
            {
                i++;
            }

            while (j < b.Length && b[j] == x)
            {
                j++;
            }

            distance = Math.Max(distance, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return distance;
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray().Where(value => !double.IsNaN(value)).ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
