namespace Hone.Method;

/// <summary>
/// Asks whether rows of one part have exact copies in another one: every row is hashed over its features, without ids, dates and the target. Tables with few
/// values repeat honestly, so chance is subtracted: error above E + 3 √E + 0.1% of the smaller part, up to 20 pairs only where chance has less than 0.1% to make as many (Poisson), info below; see the finding for E.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class DuplicateRowsCheck(CheckedTable table) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(table.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (table.FeatureNames.Count == 0)
        {
            return CheckResult.NotChecked(Id, "no feature columns");
        }

        UInt128[] hashes = table.RowHashes(cancellationToken);
        IReadOnlyList<int[]> clusters = DuplicateClusters.Of(hashes);
        int distinct = DuplicateClusters.Distinct(hashes.Length, clusters);
        var findings = new List<Finding>();
        foreach ((Part first, Part second) in PartIndex.Pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DuplicatePairs pairs = DuplicatePairs.Between(clusters, table.Parts!, Label, table.Ids, first, second);
            if (pairs.Total > 0)
            {
                ChanceCollisions chance = ChanceCollisions.Between(table, distinct, table.PartIndex!.Of(first), table.PartIndex.Of(second));
                findings.Add(FindingOf(pairs, chance, distinct, first, second));
            }
        }

        return CheckResult.Of(Id, $"no equal rows across parts, every row hashed over {table.FeatureNames.Count} features (n = {hashes.Length})", findings);
    }

    private long? Label(int row) => table.Target?.KeyOf(row);

    private Finding FindingOf(DuplicatePairs pairs, ChanceCollisions chance, int distinct, Part first, Part second)
    {
        string one = SplitFingerprint.WordOf(first);
        string other = SplitFingerprint.WordOf(second);
        bool isChance = chance.Explains(pairs.Total);
        string explanation = chance.IsCountTable
            ? $"only {distinct} different rows among {table.Ids.Count}, so copies are honest"
            : $"{CheckText.Number(chance.Expected)} pairs are expected by chance";
        return new Finding
        {
            Id = $"{Id}-{one}-{other}",
            Severity = isChance ? Severity.Info : Severity.Error,
            What = $"{pairs.Total} pairs of equal rows between {one} and {other}: {pairs.ByLabel}; {pairs.Copied} of {table.PartIndex!.Of(second).Length} {other} rows are copies; {explanation}",
            Evidence = string.Join("; ", pairs.Examples),
            N = table.Ids.Count,
            Threshold = chance.Rule(pairs.Total),
            HowToFix = isChance ? "nothing, unless the rows should be different: then add the column that tells them apart" : "move the copies of a row to one part: split by group with the row's hash as the group, or drop the copies",
            Why = "a model is rewarded for remembering rows that it should have understood",
        };
    }
}
