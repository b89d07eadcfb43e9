namespace Hone.Method;

/// <summary>
/// Names rows that lie far from all others: local outlier probability (LoOP) above 0.7 with 1% of the rows as neighbors, on at most 5,000 rows. info, with the
/// share; warn above 5%.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class OutlierRowsCheck(CheckedTable table) : Check
{
    private const int MostRows = 5_000;
    private const int FewestRows = 100;
    private const double Limit = 0.7;
    private const double MostOutliers = 0.005;
    private const double WarnOutliers = 0.05;

    /// <inheritdoc/>
    public override string Id => "data/outliers";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        int[] all = Enumerable.Range(0, table.Ids.Count).ToArray();
        if (all.Length < FewestRows || table.FeatureNames.Count == 0)
        {
            return CheckResult.NotChecked(Id, $"{all.Length} rows and {table.FeatureNames.Count} features: {FewestRows} rows are needed");
        }

        int[] rows = CheckFolds.Sample(all, MostRows, table.Settings.Seed);
        float[] distances = RowVectors.Of(table.Features(), rows).Distances(rows);
        double[] probabilities = LocalOutliers.Probabilities(distances, rows.Length, Math.Max(5, rows.Length / 100));
        int[] outliers = Enumerable.Range(0, rows.Length).Where(i => probabilities[i] > Limit).OrderByDescending(i => probabilities[i]).ToArray();
        double share = (double)outliers.Length / rows.Length;
        if (share <= MostOutliers)
        {
            return CheckResult.Pass(Id, $"{outliers.Length} of {rows.Length} rows are local outliers (n = {rows.Length})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = share > WarnOutliers ? Severity.Warn : Severity.Info,
            What = $"{outliers.Length} of {rows.Length} rows ({Numbers.Percent(share)}) lie far from their neighbors",
            Evidence = string.Join(", ", outliers.Take(3).Select(i => $"{table.Ids[rows[i]]} ({CheckText.Number(probabilities[i])})")),
            N = rows.Length,
            Threshold = $"probability {Limit}, {Numbers.Percent(MostOutliers)} of the rows",
            HowToFix = "look at the first of them: wrong units, wrong decimal points and joined rows show here",
            Why = "a few impossible rows can bend a model and a metric",
        }]);
    }
}
