namespace Hone.Method;

/// <summary>Chooses some of the training items: nested by id, by class, and in whole groups.</summary>
internal static class SubsetSelection
{
    /// <summary>Chooses.</summary>
    /// <param name="ids">The id of each training item.</param>
    /// <param name="fraction">The share that is asked for, above 0 and up to 1.</param>
    /// <param name="classes">The class of each item; null where there are no classes.</param>
    /// <param name="groups">The group of each item; null where every item is its own.</param>
    /// <param name="minimum">The fewest items, such as a batch; the share is raised to it.</param>
    /// <param name="seed">The seed of the sample.</param>
    public static SubsetChoice Choose(
        IReadOnlyList<string> ids, double fraction, IReadOnlyList<string>? classes, IReadOnlyList<string>? groups, int minimum, ulong seed)
    {
        var hash = new IdHash(seed, "subset");
        Unit[][] strata = Strata(ids, classes, groups, hash);
        (int[] chosen, int raised) = Take(strata, fraction);
        if (chosen.Length >= Math.Min(minimum, ids.Count))
        {
            return new SubsetChoice(chosen, fraction, raised);
        }

        double enough = SmallestShare(strata, Math.Min(minimum, ids.Count));
        return new SubsetChoice(Take(strata, enough).Positions, enough, raised);
    }

    /// <summary>The smallest share that gives enough items. It does not depend on what was asked for, so samples stay nested.</summary>
    private static double SmallestShare(Unit[][] strata, int minimum)
    {
        // The choice grows where the rounding of some class steps up: at (k + 1/2) / n. A hair more, so that the step is taken whatever the last digit.
        double[] steps = [.. strata
            .Select(stratum => stratum.Sum(unit => unit.Positions.Length))
            .SelectMany(n => Enumerable.Range(0, n).Select(k => Math.Min(1, (k + 0.5) / n * (1 + 1e-12))))
            .Append(1)
            .Order()];
        int low = 0;
        int high = steps.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Take(strata, steps[middle]).Positions.Length >= minimum ? (low, middle) : (middle + 1, high);
        }

        return steps[low];
    }

    /// <summary>The units of each class, every unit an item or a whole group, in an order that does not depend on the share.</summary>
    private static Unit[][] Strata(IReadOnlyList<string> ids, IReadOnlyList<string>? classes, IReadOnlyList<string>? groups, IdHash hash)
    {
        Unit[] units = groups is null
            ? [.. ids.Select((id, position) => new Unit(id, [position]))]
            : [.. groups.Select((group, position) => (group, position)).GroupBy(each => each.group, StringComparer.Ordinal).Select(group => new Unit(group.Key, [.. group.Select(each => each.position)]))];
        string[] names = [.. units.Select(unit => unit.Name)];
        int[] order = hash.Shuffle(Enumerable.Range(0, units.Length), names);

        // A group of several classes counts for the one that most of its items have.
        return [.. order
            .Select(unit => units[unit])
            .GroupBy(unit => classes is null ? "" : MainClass(unit, classes), StringComparer.Ordinal)
            .OrderBy(stratum => stratum.Key, StringComparer.Ordinal)
            .Select(stratum => stratum.ToArray())];
    }

    private static string MainClass(Unit unit, IReadOnlyList<string> classes) => unit.Positions.Length == 1
        ? classes[unit.Positions[0]]
        : unit.Positions.GroupBy(position => classes[position], StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;

    private static (int[] Positions, int Raised) Take(Unit[][] strata, double fraction)
    {
        var chosen = new List<int>();
        int raised = 0;
        foreach (Unit[] stratum in strata)
        {
            // Rounding is monotone and the order does not depend on the fraction: a smaller sample is a prefix of a larger one.
            int wanted = (int)Math.Round(stratum.Sum(unit => unit.Positions.Length) * fraction, MidpointRounding.AwayFromZero);
            raised += wanted == 0 ? 1 : 0;
            int taken = 0;
            foreach (Unit unit in stratum)
            {
                if (taken >= Math.Max(1, wanted))
                {
                    break;
                }

                chosen.AddRange(unit.Positions);
                taken += unit.Positions.Length;
            }
        }

        return ([.. chosen.Order()], raised);
    }

    private sealed record Unit(string Name, int[] Positions);
}
