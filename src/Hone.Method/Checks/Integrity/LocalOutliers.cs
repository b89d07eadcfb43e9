namespace Hone.Method;

/// <summary>Local outlier probabilities.</summary>
/// <remarks>Source: Kriegel, Kröger, Schubert and Zimek, "LoOP: local outlier probabilities", 2009, with λ = 2.</remarks>
internal static class LocalOutliers
{
    private const double Lambda = 2;

    /// <summary>The probability of each row to be an outlier among its neighbors.</summary>
    /// <param name="distances"><c>[rows, rows]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="neighbors">Neighbors of each row, less than the rows.</param>
    public static double[] Probabilities(float[] distances, int rows, int neighbors)
    {
        int k = Math.Min(neighbors, rows - 1);
        var nearest = new int[rows][];
        var spread = new double[rows];
        Parallel.For(0, rows, row =>
        {
            float[] keys = distances[(row * rows)..((row + 1) * rows)];
            keys[row] = float.PositiveInfinity;
            int[] order = Enumerable.Range(0, rows).ToArray();
            Array.Sort(keys, order);

            // 1. The standard distance of a row: √(mean of the squared distances of its neighbors).
            nearest[row] = order[..k];
            spread[row] = Math.Sqrt(keys.Take(k).Sum(distance => (double)distance * distance) / k);
        });

        // 2. PLOF = standard distance / mean standard distance of the neighbors - 1.
        double[] factors = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double around = nearest[row].Average(other => spread[other]);
            factors[row] = around > 0 ? (spread[row] / around) - 1 : 0;
        }

        // 3. LoOP = max(0, erf(PLOF / (√2 λ √(mean of PLOF²)))).
        double scale = Lambda * Math.Sqrt(factors.Average(factor => factor * factor)) * Math.Sqrt(2);
        return Array.ConvertAll(factors, factor => scale > 0 ? Math.Max(0, Erf(factor / scale)) : 0);
    }

    /// <summary>The error function; error below 1.5e-7.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.</remarks>
    internal static double Erf(double x)
    {
        double t = 1 / (1 + (0.3275911 * Math.Abs(x)));
        double polynomial = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return Math.Sign(x) * (1 - (polynomial * Math.Exp(-x * x)));
    }
}
