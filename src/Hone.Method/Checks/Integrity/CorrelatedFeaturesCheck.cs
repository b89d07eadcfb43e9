namespace Hone.Method;

/// <summary>Names pairs of columns of numbers whose correlation is above 0.9 in absolute value: info, because one of them would do.</summary>
/// <param name="table">The table.</param>
internal sealed class CorrelatedFeaturesCheck(CheckedTable table) : Check
{
    private const double Limit = 0.9;
    private const int FewestRows = 10;

    // A correlation of 100,000 rows is known to 0.006; nothing is gained by more.
    private const int MostRows = 100_000;

    /// <inheritdoc/>
    public override string Id => "data/correlated-features";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        CheckFeature[] columns = table.Features().Where(feature => !feature.IsCategorical).ToArray();
        int[] rows = CheckFolds.Sample(Enumerable.Range(0, table.Ids.Count).ToArray(), MostRows, table.Settings.Seed);
        if (columns.Length < 2 || rows.Length < FewestRows)
        {
            return CheckResult.NotChecked(Id, $"{columns.Length} columns of numbers and {rows.Length} rows: 2 and {FewestRows} are needed");
        }

        var pairs = new List<(string First, string Second, double R)>();
        for (int i = 0; i < columns.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int j = i + 1; j < columns.Length; j++)
            {
                double r = Correlation(columns[i].Values, columns[j].Values, rows);
                if (Math.Abs(r) > Limit)
                {
                    pairs.Add((columns[i].Name, columns[j].Name, r));
                }
            }
        }

        if (pairs.Count == 0)
        {
            return CheckResult.Pass(Id, $"no correlation above {Limit} among {columns.Length} columns of numbers (n = {rows.Length})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Info,
            What = $"{pairs.Count} pairs of columns say nearly the same",
            Evidence = string.Join("; ", pairs.OrderByDescending(pair => Math.Abs(pair.R)).Take(3).Select(pair => $"{pair.First} and {pair.Second} (r = {CheckText.Number(pair.R)})")),
            N = rows.Length,
            Threshold = "|r| = 0.9",
            HowToFix = "keep one of each pair where you read importances or coefficients",
            Why = "two columns that say the same share their importance, and neither looks as important as it is",
        }]);
    }

    /// <summary>Pearson's r over rows where both have values; NaN where one does not vary.</summary>
    internal static double Correlation(double[] first, double[] second, int[] rows)
    {
        double meanX = 0;
        double meanY = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        int n = 0;
        foreach (int row in rows)
        {
            double x = first[row];
            double y = second[row];
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                n++;
                double dx = x - meanX;
                double dy = y - meanY;
                meanX += dx / n;
                meanY += dy / n;
                xx += dx * (x - meanX);
                yy += dy * (y - meanY);
                xy += dx * (y - meanY);
            }
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
