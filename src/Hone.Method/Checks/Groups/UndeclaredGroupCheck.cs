namespace Hone.Method;

/// <summary>
/// Looks for groups that nobody declared: columns, or pieces of file names, whose values repeat, lie in two parts and go together with the target by more than
/// 5 standard deviations of shuffled targets. The damage is measured by scoring a forest under the present split and under one that keeps the groups
/// apart: error when the score falls by more than 2 standard errors (more where several candidates are measured); warn where the values are few with many items
/// each, as a category has them, which will come up again in use. Where the score does not fall there is nothing to tell.
/// </summary>
/// <param name="parts">The split; null where there is none.</param>
/// <param name="target">The target; null where there is none.</param>
/// <param name="candidates">The ways to group.</param>
/// <param name="features">What a forest sees when a column is left out; null for none.</param>
/// <param name="seed">The seed of shuffles, samples and forests.</param>
internal sealed class UndeclaredGroupCheck(
    PartIndex? parts, CheckTarget? target, Func<IReadOnlyList<GroupCodes>> candidates, Func<string?, IReadOnlyList<CheckFeature>> features, ulong seed) : Check
{
    private const double SuspiciousZ = 5;
    private const int FewestGroups = 10;
    private const int MostMeasured = 5;

    // The one-sided chance of a drop of 2 standard errors, shared among the candidates that are tried.
    private const double Chance = 0.0228;

    /// <inheritdoc/>
    public override string Id => "leak/groups";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.Missing(parts) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (target is null)
        {
            return CheckResult.NotChecked(Id, "no target: groups matter where they go together with it");
        }

        GroupCodes[] tried = candidates().Where(Repeats).ToArray();
        var suspicious = new List<(GroupCodes Groups, int Straddling, double Z)>();
        foreach (GroupCodes groups in tried)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int straddling = groups.Straddling(parts!, Part.Train, Part.Valid).Length;
            double z = straddling == 0 ? 0 : GroupAgreement.ZScore(target, groups, seed);
            if (z > SuspiciousZ)
            {
                suspicious.Add((groups, straddling, z));
            }
        }

        // Persons and places first: a forest for each of many categories would take long and tell little.
        (GroupCodes Groups, int Straddling, double Z)[] measured = suspicious.OrderByDescending(found => IsEntity(found.Groups)).ThenByDescending(found => found.Z).Take(MostMeasured).ToArray();
        double limit = Math.Max(2, Normal.UpperQuantile(Chance / Math.Max(measured.Length, 1)));
        Finding[] findings = measured.Select(found => FindingOf(found.Groups, found.Straddling, found.Z, limit, cancellationToken)).OfType<Finding>().ToArray();
        return CheckResult.Of(
            Id,
            $"{tried.Length} ways to group tried; {suspicious.Count} of them go together with the target across parts, and the score does not fall when the first {measured.Length} are kept apart (n = {parts!.Parts.Count})",
            findings);
    }

    private Finding? FindingOf(GroupCodes groups, int straddling, double z, double limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<CheckFeature> seen = features(groups.Column);
        SplitDamage? damage = seen.Count == 0 ? null : SplitDamage.OfGroups(seen, target!, parts!, groups.Codes, seed, cancellationToken);
        bool isInflated = damage is not null && damage.Drop > limit * damage.StandardError;
        if (damage is not null && !isInflated)
        {
            return null;
        }

        string what = damage is null
            ? "there are no features to measure the damage with"
            : $"your validation score is inflated by about {CheckText.Number(damage.Drop)} if new values come up in use: {damage}";
        return new Finding
        {
            Id = Id,
            Severity = damage is null ? Severity.Info : IsEntity(groups) ? Severity.Error : Severity.Warn,
            What = $"{groups.Name} looks like an undeclared group: {straddling} of {groups.Values.Count} values are in train and in valid, and targets agree within it by {CheckText.Number(z)} SD more than by chance; {what}",
            Evidence = CheckText.First(groups.Straddling(parts!, Part.Train, Part.Valid).Select(group => groups.Values[group]).ToArray()),
            N = groups.Codes.Length,
            Threshold = $"agreement of {CheckText.Number(SuspiciousZ)} SD; a drop of {CheckText.Number(limit)} standard errors",
            HowToFix = $"declare {groups.Name} as the group and split by group, unless every value will be known in use",
            Why = "items of one group resemble each other: a random split asks for what was learned by heart",
        };
    }

    // 2 <= items per value <= n / 5, with values enough to split by.
    private static bool Repeats(GroupCodes groups)
    {
        int grouped = groups.Codes.Count(code => code >= 0);
        return groups.Values.Count >= FewestGroups
            && grouped >= 2 * groups.Values.Count
            && groups.Sizes().Max() <= grouped / 5;
    }

    // Persons and places are many with few rows each; a category such as the month has few values with many rows, all of which will come up again.
    private static bool IsEntity(GroupCodes groups)
    {
        if (groups.Column is null)
        {
            return true;
        }

        double grouped = groups.Codes.Count(code => code >= 0);
        return grouped / groups.Values.Count <= Math.Sqrt(grouped);
    }
}
