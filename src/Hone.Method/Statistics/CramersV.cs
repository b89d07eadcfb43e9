namespace Hone.Method;

/// <summary>How strongly two categories depend on each other, without the bias that makes small tables look dependent.</summary>
public static class CramersV
{
    /// <summary>
    /// Bias-corrected V (Bergsma 2013): φ² = max(0, χ² / n - (r - 1)(c - 1) / (n - 1)), r' = r - (r - 1)² / (n - 1), c' likewise,
    /// V = √(φ² / min(r' - 1, c' - 1)). Empty rows and columns do not count.
    /// </summary>
    /// <param name="counts">The table of counts: <c>[rows][columns]</c>.</param>
    /// <returns>V from 0 to 1; NaN when fewer than two rows or columns hold anything.</returns>
    public static double BiasCorrected(IReadOnlyList<IReadOnlyList<long>> counts)
    {
        double[] rows = counts.Select(row => (double)row.Sum()).ToArray();
        int width = counts.Count == 0 ? 0 : counts[0].Count;
        double[] columns = Enumerable.Range(0, width).Select(column => (double)counts.Sum(row => row[column])).ToArray();
        double n = rows.Sum();
        int r = rows.Count(total => total > 0);
        int c = columns.Count(total => total > 0);
        if (r < 2 || c < 2)
        {
            return double.NaN;
        }

        // 1. χ² over the cells.
        double chiSquare = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double expected = rows[row] * columns[column] / n;
                if (expected > 0)
                {
                    chiSquare += (counts[row][column] - expected) * (counts[row][column] - expected) / expected;
                }
            }
        }

        // 2. What independence alone would give is subtracted.
        double phi = Math.Max(0, (chiSquare / n) - ((r - 1.0) * (c - 1) / (n - 1)));

        // 3. The largest value that φ² can have is corrected likewise.
        double rowsCorrected = r - ((r - 1.0) * (r - 1) / (n - 1));
        double columnsCorrected = c - ((c - 1.0) * (c - 1) / (n - 1));
        double most = Math.Min(rowsCorrected - 1, columnsCorrected - 1);
        return most <= 0 ? double.NaN : Math.Min(1, Math.Sqrt(phi / most));
    }
}
