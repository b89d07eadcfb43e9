namespace Hone.Method;

/// <summary>
/// Asks whether validation rows lie suspiciously close to training rows: the distance of each to its nearest training row is compared with the distances that
/// training rows have among themselves. warn when more than 2% lie below what 1% of training rows have and their targets agree above chance.
/// </summary>
/// <remarks>
/// All training rows are looked at; of large tables 1,000 validation rows are, because a share is estimated. The limit is the first percentile of the distances
/// among training rows, or, where copies inside the training part have brought that to nothing, a tenth of their median (less for one or two columns).
/// </remarks>
/// <param name="table">The table.</param>
internal sealed class NearRowsCheck(CheckedTable table) : Check
{
    private const int Queries = 1_000;
    private const int FewestRows = 50;
    private const double WarnShare = 0.02;
    private const double Percentile = 0.01;

    /// <inheritdoc/>
    public override string Id => "leak/near-duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.Missing(table.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        int[] train = table.PartIndex!.Train;
        int[] valid = table.PartIndex.Valid;
        if (train.Length < FewestRows || valid.Length < FewestRows)
        {
            return CheckResult.NotChecked(Id, $"{train.Length} training and {valid.Length} validation rows: {FewestRows} of each are needed");
        }

        if (table.FeatureNames.Count == 0)
        {
            return CheckResult.NotChecked(Id, "no feature columns");
        }

        RowVectors vectors = RowVectors.Of(table.Features(), train);
        int[] trainQueries = CheckFolds.Sample(train, Queries, table.Settings.Seed);
        int[] validQueries = CheckFolds.Sample(valid, Queries, table.Settings.Seed + 1);
        (_, double[] inside) = vectors.Nearest(trainQueries, train, cancellationToken);
        (int[] nearest, double[] across) = vectors.Nearest(validQueries, train, cancellationToken);
        double[] sorted = (double[])inside.Clone();
        Array.Sort(sorted);
        double median = Bootstrap.Quantile(sorted, 0.5);
        if (median == 0)
        {
            return CheckResult.NotChecked(Id, "most training rows have an equal twin in train, so distances say nothing; see leak/duplicates");
        }

        double limit = Math.Max(Bootstrap.Quantile(sorted, Percentile), Factor(table.FeatureNames.Count) * median);

        // Rows at distance 0 are exact copies, which have a check of their own.
        int[] near = Enumerable.Range(0, across.Length).Where(i => across[i] < limit && across[i] > 0).ToArray();
        double share = (double)near.Length / across.Length;
        string what = $"{near.Length} of {across.Length} validation rows ({Numbers.Percent(share)}) lie closer to a training row than {CheckText.Number(limit)}";
        if (share <= WarnShare)
        {
            return CheckResult.Pass(Id, $"{what} (n = {table.Ids.Count})");
        }

        (double agreement, double chance, double error) = Agreement(near, validQueries, nearest, train);
        bool agrees = agreement > chance + (3 * error);
        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = agrees ? Severity.Warn : Severity.Info,
            What = double.IsNaN(agreement) ? $"{what}; there are no targets to compare" : $"{what}, and {Numbers.Percent(agreement)} of these pairs have targets that agree ({Numbers.Percent(chance)} by chance)",
            Evidence = string.Join("; ", near.OrderBy(i => across[i]).Take(3).Select(i => $"{table.Ids[validQueries[i]]} ~ {table.Ids[nearest[i]]} (distance {CheckText.Number(across[i])})")),
            N = across.Length,
            Threshold = $"{Numbers.Percent(WarnShare)} of rows below {CheckText.Number(limit)}, from the distances among training rows",
            HowToFix = "find out what the pairs share (a person, a machine, a minute) and split by that group",
            Why = "rows that are nearly equal are nearly copies: a model need not understand them",
        }]);
    }

    /// <summary>In d dimensions a share of f^d · ln 2 of random neighbors is closer than f times the median: that share stays below 1%.</summary>
    private static double Factor(int dimensions) => Math.Min(0.1, Math.Pow(Percentile / Math.Log(2), 1.0 / dimensions));

    private (double Agreement, double Chance, double StandardError) Agreement(int[] near, int[] queries, int[] nearest, int[] train)
    {
        if (table.Target is not { } target)
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        double[] targets = train.Where(target.IsKnown).Select(item => target.IsClasses ? target.Codes[item] : target.Numbers[item]).ToArray();
        int[] known = near.Where(i => target.IsKnown(queries[i]) && target.IsKnown(nearest[i])).ToArray();
        if (targets.Length == 0 || known.Length == 0)
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        // Numbers agree when they fall into the same tenth.
        double[] cuts = target.IsClasses ? [] : Deciles(targets);
        Func<int, int> label = item => target.IsClasses ? target.Codes[item] : Place(cuts, target.Numbers[item]);
        double chance = targets.CountBy(value => target.IsClasses ? (int)value : Place(cuts, value)).Sum(pair => Math.Pow((double)pair.Value / targets.Length, 2));
        double agreement = (double)known.Count(i => label(queries[i]) == label(nearest[i])) / known.Length;
        return (agreement, chance, Math.Sqrt(chance * (1 - chance) / known.Length));
    }

    private static double[] Deciles(double[] targets)
    {
        double[] sorted = (double[])targets.Clone();
        Array.Sort(sorted);
        return Enumerable.Range(1, 9).Select(tenth => Bootstrap.Quantile(sorted, tenth / 10.0)).ToArray();
    }

    private static int Place(double[] cuts, double value) => cuts.Count(cut => value > cut);
}
