using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Which checks a table gets.</summary>
internal static class TableSuite
{
    // An indicator that is the same in 99 of 100 rows can tell nothing worth a finding.
    private const double LeastMissing = 0.01;

    public static IReadOnlyList<Check> Data(CheckedTable table) =>
    [
        new ConstantColumnsCheck(table),
        new TextColumnsCheck(table),
        new CorrelatedFeaturesCheck(table),
        new OutlierRowsCheck(table),
        new LabelConflictCheck(table.Target, token => Clusters(table, token), table.Ids),
        new LabelErrorCheck(table.Target, table.Settings.OutOfFold, table.Ids),
        new ClassCountsCheck(table.Target),
    ];

    public static IReadOnlyList<Check> Split(CheckedTable table) =>
    [
        new PartBalanceCheck(table.PartIndex, table.Target),
        new NewCategoriesCheck(table),
        new DeclaredGroupCheck(table.PartIndex, DeclaredGroup(table), table.Target, table.Features, table.Settings.Seed),
        new TimeOverlapCheck(table),
        new RowOrderCheck(table.PartIndex, table.Settings.Nature, table.Settings.Seed),
        new AdversarialDriftCheck(table.PartIndex, table.Ids, () => Without(table, Kept(table).Column), () => Identifiers(table), table.Settings, () => Kept(table).Nature),
        new ColumnDriftCheck(table.PartIndex, () => Without(table, Kept(table).Column), table.Target, () => Kept(table).Nature),
    ];

    public static IReadOnlyList<Check> Leak(CheckedTable table)
    {
        int[] train = table.PartIndex?.Train ?? Enumerable.Range(0, table.Ids.Count).ToArray();
        return
        [
            new DuplicateRowsCheck(table),
            new NearRowsCheck(table),
            new UndeclaredGroupCheck(table.PartIndex, table.Target, () => GroupCandidates(table), column => Without(table, column), table.Settings.Seed),
            new TimeLeakageCheck(table),
            new FutureFeatureCheck(table),
            new FeatureLeakageCheck("leak/target", "columns", table.Features, table.Target, train, table.Settings, "ask when this column is written down; leave it out if that is after the target is known"),
            new FeatureLeakageCheck("leak/missing", "indicators of missing values", () => Indicators(table), table.Target, train, table.Settings, "find out why values are missing; leave the column out if that depends on the target"),
            new FeatureLeakageCheck("leak/ids", "ids and row numbers", () => RowNumbers(table), table.Target, train, table.Settings, "the rows are sorted by the target: shuffle them, and never let an id be a feature"),
            new NameHintCheck(table.Target?.Name, table.FeatureNames, table.Ids.Count),
            new ScaledOnAllRowsCheck(table),
            new TargetEncodingCheck(table),
        ];
    }

    private static (IReadOnlyList<int[]>, bool) Clusters(CheckedTable table, CancellationToken cancellationToken)
    {
        if (table.FeatureNames.Count == 0)
        {
            return ([], false);
        }

        IReadOnlyList<int[]> clusters = DuplicateClusters.Of(table.RowHashes(cancellationToken));
        int distinct = DuplicateClusters.Distinct(table.Ids.Count, clusters);
        int[] all = Enumerable.Range(0, table.Ids.Count).ToArray();
        long pairs = clusters.Sum(cluster => (long)cluster.Length * (cluster.Length - 1));
        return (clusters, ChanceCollisions.Between(table, distinct, all, all).Explains(pairs));
    }

    /// <summary>What the split keeps apart, as declared or as seen: a group that is nowhere in two parts, or time.</summary>
    private static (SplitNature Nature, string? Column) Kept(CheckedTable table)
    {
        if (table.Settings.Nature != SplitNature.Unknown || table.PartIndex is not { } parts)
        {
            return (table.Settings.Nature, null);
        }

        IEnumerable<GroupCodes> groups = table.Options.GroupColumn is { } declared ? [GroupOf(table, declared), .. GroupCandidates(table)] : GroupCandidates(table);
        GroupCodes? kept = groups.FirstOrDefault(group => group.IsKeptApart(parts));
        return kept is null ? (SplitNature.Unknown, null) : (SplitNature.Group, kept.Column);
    }

    private static GroupCodes? DeclaredGroup(CheckedTable table) => table.Options.GroupColumn is { } name ? GroupOf(table, name) : null;

    private static GroupCodes GroupOf(CheckedTable table, string name)
    {
        FrameColumn column = table.Frame[name];
        return GroupCodes.Of($"column {name}", name, Enumerable.Range(0, column.Count).Select(column.TextAt).ToArray());
    }

    /// <summary>Words and whole numbers; fractions and dates repeat for other reasons.</summary>
    private static GroupCodes[] GroupCandidates(CheckedTable table) => table.FeatureNames
        .Concat(table.Options.IdColumns)
        .Where(name => table.Frame[name].Kind is ColumnKind.Text or ColumnKind.Integer)
        .Select(name => GroupOf(table, name))
        .ToArray();

    private static CheckFeature[] Without(CheckedTable table, string? column) => table.Features().Where(feature => feature.Name != column).ToArray();

    private static CheckFeature[] Identifiers(CheckedTable table)
    {
        string?[] names = [table.Options.TimeColumn, .. table.Dates, .. table.Identifiers.Where(name => table.Frame[name].Kind == ColumnKind.Integer)];
        return names.OfType<string>().Select(table.Feature).ToArray();
    }

    private static CheckFeature[] Indicators(CheckedTable table) => table.FeatureNames
        .Where(name => table.Frame[name].MissingCount is int missing && missing > LeastMissing * table.Ids.Count && missing < (1 - LeastMissing) * table.Ids.Count)
        .Select(name => new CheckFeature($"{name} is missing", Enumerable.Range(0, table.Ids.Count).Select(row => table.Frame[name].IsMissing(row) ? 1.0 : 0).ToArray(), false))
        .ToArray();

    private static CheckFeature[] RowNumbers(CheckedTable table) =>
    [
        new CheckFeature("row number", Enumerable.Range(0, table.Ids.Count).Select(row => (double)row).ToArray(), false),
        .. table.Identifiers.Concat(table.Options.IdColumns).Distinct().Select(table.Feature),
    ];
}
