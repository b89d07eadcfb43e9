namespace Hone.Method;

/// <summary>
/// Asks whether equal or nearly equal items have different labels: error above 0.5% of the items, warn above 0, info where contents repeat so often that their
/// labels must differ. It bounds the accuracy that any model can reach.
/// </summary>
/// <param name="target">The target; null where there is none.</param>
/// <param name="clusters">Items with equal content, and whether such repetition is honest.</param>
/// <param name="ids">The id of each item.</param>
internal sealed class LabelConflictCheck(CheckTarget? target, Func<CancellationToken, (IReadOnlyList<int[]> Clusters, bool IsHonest)> clusters, IReadOnlyList<string> ids) : Check
{
    private const double ErrorShare = 0.005;

    /// <inheritdoc/>
    public override string Id => "data/label-conflicts";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (target is not { IsClasses: true })
        {
            return CheckResult.NotChecked(Id, target is null ? "no target" : "the target is a number, and equal items may well have different ones");
        }

        (IReadOnlyList<int[]> all, bool isHonest) = clusters(cancellationToken);
        int[][] conflicts = all.Select(target.Known).Where(cluster => cluster.Select(item => target.Codes[item]).Distinct().Skip(1).Any()).ToArray();
        int n = Enumerable.Range(0, ids.Count).Count(target.IsKnown);
        if (conflicts.Length == 0)
        {
            return CheckResult.Pass(Id, $"{all.Count} clusters of equal items, each with one label (n = {n})");
        }

        int items = conflicts.Sum(cluster => cluster.Length);
        double lost = conflicts.Sum(cluster => cluster.Length - cluster.CountBy(item => target.Codes[item]).Max(pair => pair.Value));
        double share = (double)items / n;
        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = isHonest ? Severity.Info : share > ErrorShare ? Severity.Error : Severity.Warn,
            What = $"{items} of {n} items ({Numbers.Percent(share)}) have an equal twin with another label, in {conflicts.Length} clusters; no model can be right on more than {Numbers.Percent(1 - (lost / n))}",
            Evidence = string.Join("; ", conflicts.Take(3).Select(cluster => string.Join(" ~ ", cluster.Take(2).Select(item => $"{ids[item]} ({target.TextOf(item)})")))),
            N = n,
            Threshold = isHonest ? "none: contents repeat ten times on average" : $"error above {Numbers.Percent(ErrorShare)}, warn above 0",
            HowToFix = isHonest ? "add columns that tell the items apart, or predict shares" : "look at these items and correct or drop the wrong labels",
            Why = "two answers to one question teach nothing and cap every score",
        }]);
    }
}
