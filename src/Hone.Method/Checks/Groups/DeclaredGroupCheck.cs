namespace Hone.Method;

/// <summary>Asks whether a declared group is in two parts: error at the first one, with the damage where a forest can measure it.</summary>
/// <param name="parts">The split; null where there is none.</param>
/// <param name="groups">The declared groups; null where none are declared.</param>
/// <param name="target">The target; null where there is none.</param>
/// <param name="features">What a forest would see.</param>
/// <param name="seed">The seed of the forests.</param>
internal sealed class DeclaredGroupCheck(PartIndex? parts, GroupCodes? groups, CheckTarget? target, Func<IReadOnlyList<CheckFeature>> features, ulong seed) : Check
{
    /// <inheritdoc/>
    public override string Id => "split/groups";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (groups is null)
        {
            return CheckResult.NotChecked(Id, "no group is declared; undeclared ones are looked for by leak/groups");
        }

        if (PartIndex.MissingTwo(parts) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        var findings = new List<Finding>();
        foreach ((Part first, Part second) in PartIndex.Pairs)
        {
            int[] straddling = groups.Straddling(parts!, first, second);
            if (straddling.Length > 0)
            {
                findings.Add(FindingOf(straddling, first, second, cancellationToken));
            }
        }

        return CheckResult.Of(Id, $"no group of {groups.Name} in two parts: {groups.Values.Count} groups (n = {groups.Codes.Length})", findings);
    }

    private Finding FindingOf(int[] straddling, Part first, Part second, CancellationToken cancellationToken)
    {
        string damage = "";
        if (first == Part.Train && second == Part.Valid && target is not null && features() is { Count: > 0 } seen)
        {
            SplitDamage measured = SplitDamage.OfGroups(seen, target, parts!, groups!.Codes, seed, cancellationToken);
            damage = measured.Drop > 2 * measured.StandardError
                ? $"; your validation score is inflated by about {CheckText.Number(measured.Drop)}: {measured}"
                : $"; {measured}";
        }

        return new Finding
        {
            Id = $"split/groups-{SplitFingerprint.WordOf(first)}-{SplitFingerprint.WordOf(second)}",
            Severity = Severity.Error,
            What = $"{straddling.Length} of {groups!.Values.Count} groups of {groups.Name} are in {SplitFingerprint.WordOf(first)} and in {SplitFingerprint.WordOf(second)}{damage}",
            Evidence = CheckText.First(straddling.Select(group => groups.Values[group]).ToArray()),
            N = groups.Codes.Length,
            Threshold = "0 groups",
            HowToFix = $"split by group with {groups.Name}",
            Why = "a model that knows a group from training recognizes it in validation, and will not know those it meets in use",
        };
    }
}
